import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

/** Words that hold a text together: where a sentence ends, what is otherwise, which level, and words that say nothing. */

const STOP = /[。\n!！?？]+|[;；]|\.(?=\s|$)/y;

/** Only words that neither turn a meaning round nor narrow it: no 不, 除, 仅, "not", "unless", "only". */
const FILLER = both(
  "[,、:→+\"“”()'\\s]|->|=>|如果是?|若是?|假如|要是|倘若|当(?![日天])|但?凡是?|遇到|碰到|对于|只要是?|一旦|那个|那么|那|(?<!优)先(?!级)|优先(?=发|派|走|送|分|去|到|从|由|安排|给)|(?:进?来|下|到|收到)的(?:订单|单子?)|以后|之后|后(?!续)|这单|须|则|就要?|即可?|便|请(?!.{1,8}(?:审批|批准|审核))|把|将|自动|立即|立刻|马上|当场|实时|\\d+ ?秒(?:之?内|以内)|并且|并|而且|且|同时|才(?=走|派|发|进|去|转|能|可以|给)|再|然后|接着|还要|还|也要|也|必须|需要|需|应当?|系统|所有|全部|新(?=订单|单)|的订单|订单|的单子?|(?<=的)单(?![价据号独子])|的话|情况下|的时候|的|都|一律|统统|统一|直接|分支|启动|触发|进行|(?<![小超])时(?![间刻长])|单子|要|会|它们?|这(?:类|种|些|张|个)|该|这样|每(?:张|个)|预警(?=→|[:：])",
  "[,:→+\"“”()'\\s]|->|=>|-(?= )|(?:if|when(?:ever)?|whenever|in case|once|for|starts?|watch|then|and|also|please|the|an?|any|all|every|each|that|which|it is|it's|they are|they're|that's|it|they|them|this|these|so|there is|there are|branch|gets?|anything|about|always|first(?=[,.;]|$)|again(?=[,.;]|$)|(?:come|comes|came|coming) in|that (?:come|comes|came|arrive|arrives)(?: in)?|customers?(?= (?:in|from|go|goes|is|are))|must be|should be|must|should|will be|shall|automatically|immediately|at once|right away|straight away|as soon as|yet(?=[?,.;:]|$)|we|i want to|orders?|everything(?! else)|whose|who|where|have it|needs?(?= (?:an? |the )?)|within \\d+ s(?:econds?)?|in \\d+ s(?:econds?)?|is(?= (?:due|paid))|are(?= (?:due|paid)))(?=[\\s,.;:]|$)",
);

const LEVEL = both(
  "([一二三四1-4])级(?:预警|告警|响应)?[,:( ]|第([一二三四])级[:, ]",
  "(?:level|stage) ([1-4]) ?[:,] ?",
);
const NUMBERED = /(?:[①②③④⑤⑥⑦⑧⑨]|\(?\d{1,2}[.、)](?!\d)) */y;
const ELSE = both(
  "(?:否则|不然的话|不然|反之|要不然|剩余的?(?:订单|单子)|(?:其余|其他|其它|剩下|别的|另外的|余下)(?:的)?(?:订单|单子|情况|(省份|省|地区|地方)|(渠道|平台)|(品牌)|(客户|顾客)|(款式|款))?(?:的)?(?:订单|单子)?(?:照旧|照常|仍然?|还是)?|不满足(?:的|时|则)?|都不(?:是|满足)(?:的|时|则)?|没命中(?:的|时)?|不符合的?)(?:的)?(?:都|一律|全部|就|则)?",
  "(?:otherwise|or else|if not(?=[,:])|(?:all )?(?:the )?(?:others|rest|remainder|remaining orders|other orders)(?: of (?:them|the orders))?|(?:everything|everyone|everybody|everywhere|anything|anyone|anywhere) else|(?:all |the |every |any |each )?other (?:orders?(?! than)|(provinces?|regions?)|(channels?|platforms?)|(brands?)|(customers?)|(styles?))|else)(?: (?:go|goes|are|is))?(?=[\\s,:;.]|$)",
);
/** 「其他客户」: the facts that say something of it. */
const KINDS: readonly (readonly string[])[] = [
  ["province", "city"],
  ["channel", "shop"],
  ["brand", "brands"],
  ["customer_grade", "customer_id", "tags", "custom.level"],
  ["style_code", "style_codes"],
];
type PortName = Extract<Piece, { type: "port" }>["port"];
const PORTS: [ReturnType<typeof both>, PortName][] = [
  [
    both(
      "(?:如果|若)?(?:审批)?(?:不通过|被?驳回|不批|拒绝)(?:了|的|时|后|则|就)?",
      "(?:if |when )?(?:it is )?(?:rejected|refused|turned down)(?=[\\s,:])",
    ),
    "rejected",
  ],
  [
    both(
      "(?:如果|若)?(?:审批)?(?:通过|批准|同意)(?:了|的|时|后|则|就|之后)",
      "(?:if |when |once )?(?:it is )?approved(?=[\\s,:])",
    ),
    "approved",
  ],
  [both("(?:超时未批|没批|无人审批)(?:的|时|则|就)?", "(?:if )?nobody (?:answers|decides)(?: in time)?"), "timed_out"],
  [
    both(
      "(?:批次|合并)?(?:关闭|结批|封批|合并完成|合并完)(?:时|后|之后|则)|合并后",
      "(?:when|once|after) (?:the )?batch (?:closes|is closed)|(?:once|after) merged",
    ),
    "closed",
  ],
  [both("(?:按时|准时)(?:完成)?(?:的|时|则|就)", "(?:if |when )?(?:done )?(?:in|on) time(?=[\\s,:])"), "kept"],
  [
    both(
      "(?:数据|字段|资料)?(?:缺失|不全|缺数据)(?:的|时|则|就)(?:订单)?",
      "(?:if |when )?(?:the )?data (?:is |are )?missing",
    ),
    "missing",
  ],
];

/** 「…，C类的照常」: of them nothing is said to be done. */
const AS_EVER = /[^,;:。\n]{1,12}?(?:照常|照旧|照样)(?:处理|发货|排产)?(?=[,;。\n]|$)/y;
const BEGINS = /[,;。\n]\s*$/;

export function readSmall(reader: Reader): Piece | null {
  const stop = reader.take(STOP);
  if (stop !== null) return { type: "stop", strong: !/^[;；]$/.test(stop[0]) };
  const level = take(reader, LEVEL);
  if (level !== null) {
    const said = level[1] ?? level[2] ?? "1";
    return { type: "level", level: /\d/.test(said) ? Number(said) : "一二三四".indexOf(said) + 1 };
  }
  const other = take(reader, ELSE);
  if (other !== null) {
    const kind = other.slice(1).findIndex((word) => word !== undefined);
    return kind < 0 ? { type: "otherwise" } : { type: "otherwise", of: KINDS[kind] ?? [] };
  }
  const begins =
    reader.language === "zh" && BEGINS.test(reader.source.low.slice(Math.max(0, reader.at - 2), reader.at));
  if (begins && reader.take(AS_EVER) !== null) return { type: "filler" };
  const port = PORTS.find(([words]) => take(reader, words) !== null)?.[1];
  return port === undefined ? null : { type: "port", port };
}

export function readFiller(reader: Reader): Piece | null {
  return take(reader, FILLER) === null ? null : { type: "filler" };
}

/** 「1.」「①」 at the beginning of a line or a sentence. */
export function readNumbering(reader: Reader): Piece | null {
  const before = reader.source.low.slice(0, reader.at).trimEnd();
  return /(?:^|[。;；\n:：,，])$/.test(before) && reader.take(NUMBERED) !== null
    ? { type: "stop", strong: false }
    : null;
}
