import type { Condition } from "@switchyard/flow";
import { all } from "../condition/make.ts";
import { negate } from "../condition/negate.ts";
import { both, take } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Piece } from "./items.ts";

/** What is left out: 「除了新疆和西藏，其余省份都…」「除非已付款，否则…」, "everything except …", "unless it is paid". */

const EXCEPT = both(
  "(?:除了|除去|除开|除|排除|不算|不含) ?",
  "(?:(?:everything|anything|anyone|everyone|all(?: (?:other )?orders)?|any order|orders?|(?:every|all|any)(?: other)? (?:brand|channel|platform|province|customer|order)s?) )?(?:except(?: for| if| when)?|other than|apart from|excluding|but not) (?:the |those |orders? )*(?:from |to |in |for |with |that are |which are )?",
);
const EXCEPT_END = both(
  " ?(?:以外|之外|外)?(?:的)?(?:订单|单子|单)?(?:[,;] ?)?(?:其余|其他|其它|剩下|别的|另外|所有|全部|任何)?(?:的)?(?:省份|省|地区|地方|渠道|平台|品牌|客户|订单|单子|单|情况)?(?:的)?(?:一律|统统|全部|全都|全|都|均)?",
  "(?: orders?)?(?:, ?(?:all )?(?:the )?(?:others?|rest|other orders))?",
);
/** Where what is left out ends. */
const OUTSIDE = /(?:以外|之外|外)(?![省市地仓])/y;
/** 「浙江、江苏、上海以外的」: what is left out comes first. */
const OUTSIDE_AHEAD = /(?!除|不含|不算|排除)[^,;:。\n]{1,60}?(?:以外|之外)/y;
const UNLESS = both(
  "除非(?:是|该单|订单)? ?",
  "unless (?:it |they |the order |the orders )?(?:is |are |has |have )?(?:been )?",
);
const UNLESS_END = both(
  " ?(?:了)?(?:[,;] ?)?(?:否则|不然的话|不然|要不然|都|一律|(?=[。;]|$))(?:的)?(?:订单)?(?:都|一律)?",
  "",
);

/** A condition that is said by what does not fall under it. The words that turn it round are read with it, never passed over. */
export function readExcept(reader: Reader): Condition | null {
  return reader.attempt(() => {
    const behind = reader.language === "zh" && reader.look(OUTSIDE_AHEAD) !== null;
    const unless = !behind && take(reader, UNLESS) !== null;
    if (!unless && !behind && take(reader, EXCEPT) === null) return null;
    const { narrow } = reader;
    reader.narrow = true;
    reader.stop = OUTSIDE;
    const first = reader.condition();
    const parts = first === null ? [] : [first];
    // 「除了抖音和淘宝的加急单」: all of it is what is left out.
    while (reader.language === "zh" && parts.length > 0 && parts.length < 5) {
      const more = reader.attempt(() => (reader.take(/的|(?<=的)/y) === null ? null : reader.condition()));
      if (more === null) break;
      parts.push(more);
    }
    reader.narrow = narrow;
    if (parts.length === 0 || (behind && reader.look(OUTSIDE) === null)) return null;
    const when = all(parts);
    // 「除非2小时内付款」 waits for something; a condition looks once.
    if (unless && JSON.stringify(when).includes('"within"')) return null;
    // 「除非…，」 alone may go either way; only 否则 says which.
    const end = take(reader, unless ? UNLESS_END : EXCEPT_END);
    if (end === null) return null;
    // 「除了抖音的加急…」 goes on with what was not read: then it is not known what is left out.
    if (reader.language === "zh" && /^ ?的?$/.test(end[0]) && reader.look(/ ?(?:$|[,;。)\n])/y) === null) return null;
    return negate(when);
  });
}

const CLAUSE = /(?:^|[,;。(\n])\s*$/;
const BUT = both("(?:但是?|不过|其中|只是)* ?", "(?:but (?!not))?");
/** 「…，VIP客户除外」「…，加急的不算」: the words that leave out come last. */
const OUT_ZH = "(?:除外|不算(?:在内)?|不在内|不在此列|例外|不包括在内|不受此限|不适用)";
const OUT_AHEAD = sticky(`(?=[^,;。\n]{1,40}?${OUT_ZH})(?!除|不含|排除)`);
/** Nothing more is tried where no such word is near. */
const NEAR = {
  zh: new RegExp(`^(?:但是?|不过|其中|只是)* ?(?:除|不含|不算|排除|[^,;。\\n]{1,40}?(?:${OUT_ZH}|以外|之外))`),
  en: /^(?:except|other than|apart from|excluding|but not|[^,;.\n]{1,40}? (?:excluded|excepted|exempt|left out|not included))/,
};
const OUT = sticky(` ?(?:的)?(?:客户|订单|单子|单|渠道|品牌|地区|省份)?(?:都|均|一律)?${OUT_ZH}\\)? ?(?=$|[,;。\\n])`);
/** 「…，不含VIP」「…（VIP除外）」, ", except VIPs": said at the end of a sentence. */
const AT_END = both("(?:的)?\\)? ?(?=$|[;。\\n])", "(?: ?(?:orders?|customers?|ones))?\\)? ?(?=$|[;\\n]|\\.(?:\\s|$))");
const OUT_EN = sticky(
  "(?: (?:orders?|customers?|ones))?(?: are| is)? (?:excluded|excepted|exempt|left out|not included)\\)?(?=$|[,;.\\n])",
);

/** What is left out, said in a clause of its own behind the rule. */
export function readLeftOut(reader: Reader): Piece | null {
  const before = reader.source.low.slice(Math.max(0, reader.at - 3), reader.at);
  const { language } = reader;
  if (!CLAUSE.test(before) || !NEAR[language].test(reader.source.low.slice(reader.at, reader.at + 60))) return null;
  take(reader, BUT);
  if (reader.at === 0 && (language === "en" || reader.look(OUT_AHEAD) === null)) return null;
  if (language === "zh" && reader.look(OUT_AHEAD) === null) return atEnd(reader);
  const { narrow } = reader;
  const named = reader.attempt(() => {
    reader.narrow = true;
    reader.stop = language === "zh" ? OUT : OUT_EN;
    if (language === "en") reader.take(/(?:the )?/y);
    const when = reader.condition();
    return when === null || reader.take(language === "zh" ? OUT : OUT_EN) === null ? null : when;
  });
  reader.narrow = narrow;
  return named === null ? atEnd(reader) : { type: "left_out", when: negate(named) };
}

function atEnd(reader: Reader): Piece | null {
  const when = readExcept(reader);
  return when === null || take(reader, AT_END) === null ? null : { type: "left_out", when };
}
