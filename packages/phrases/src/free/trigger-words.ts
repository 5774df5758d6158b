import type { NodeOf } from "@switchyard/flow";
import { readFactName } from "../condition/fact-name.ts";
import { comparison } from "../condition/make.ts";
import { byName } from "../phrase/parts.ts";
import { readClock } from "../source/moments.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { changedOften, courier, courierWords, happenedOften, measured, measureIs } from "./event-words.ts";
import type { Piece } from "./items.ts";
import { en, trigger, zh } from "./trigger-piece.ts";

/** When something starts, as people say it. */

const WHEN_ZH = "(?:的时候|之后|以后|时(?![间刻长])|后(?!续)|即|就|了|,|→)";
type Row = [zh: RegExp, en: RegExp, make: () => Piece];
const paid = comparison("paid_at", "is_not_empty");
const FIXED: Row[] = [
  [
    zh(`(?:每当|每次)?收到(?:一?张)?(?:新)?(?:的)?订单${WHEN_ZH}?`),
    en(
      "(?:when(?:ever)? )?(?:a |an |the |every )?(?:new )?orders? (?:arrives?|comes? in|is received|is created|enters(?: the pool)?|is placed)|order received|(?:for |on )?(?:every|each) new order|on a new order",
    ),
    () => trigger({ kind: "order_received" }),
  ],
  [
    zh(`(?:有)?(?:新订单|订单)(?:进来|到达|来了?|创建|生成|进入(?:订单)?池|进池|入池|提交)${WHEN_ZH}?(?:,)?`),
    en("order (?:creation|intake)|at order creation"),
    () => trigger({ kind: "order_received" }),
  ],
  [
    zh("(?:客户)?下单(?:的时候|之后|以后|时(?![间刻长])|后(?!续)|即)"),
    en("when (?:the customer|somebody) orders"),
    () => trigger({ kind: "order_received" }),
  ],
  [
    zh("(?:订单)?(?:支付|付款)(?:成功|完成)?了?(?:的时候|之后|以后|瞬间|时(?![间刻长])|后(?!续)|即|就)"),
    en(
      "(?:on|after|at|upon|within \\d+ s(?:econds?)? (?:of|after)) payment|(?:when|once) (?:the order |it )?(?:is |has been )?paid|payment confirmed",
    ),
    () => trigger({ kind: "order_received" }, paid),
  ],
  [
    zh(`(?:订单)(?:被)?取消了?(?:的话)?${WHEN_ZH}|取消订单${WHEN_ZH}|(?:被)?取消了?的(?:订单|单子)(?:要|都|就)?`),
    en(
      "(?:when |if |once )?(?:an |the )?orders? (?:is|are|gets?) cancell?ed|on cancellation|(?:all )?cancell?ed orders",
    ),
    () => trigger({ kind: "order_cancelled" }),
  ],
  [
    zh(`订单(?:内容)?(?:有)?(?:变更|修改|改动|变化)${WHEN_ZH}`),
    en("(?:when |if )?(?:an |the )?orders? (?:changes|is changed|is edited)"),
    () => trigger({ kind: "order_updated", fields: [] }),
  ],
  [
    zh(`(?:收到)?(?:任何)?(?:新的?)?(?:快递|物流)节点${WHEN_ZH}|(?:快递|物流)(?:有)?更新${WHEN_ZH}`),
    en("(?:when |on )?(?:the courier reports anything|any courier node)"),
    () => trigger({ kind: "courier_node", actions: [] }),
  ],
  [
    zh(`(?:发生|有)?售后${WHEN_ZH}`),
    en("on any after-sale|when something happens after the sale"),
    () => trigger({ kind: "after_sale", events: [] }),
  ],
  [
    zh(`(?:商品)?库存(?:数量)?(?:变化|变动|有变|更新)${WHEN_ZH}?`),
    en("(?:when |on )?(?:the )?stock (?:changes?|is updated)"),
    () => trigger({ kind: "stock_changed" }),
  ],
  [
    zh("每(?:个)?(?:小时|整点)"),
    en("every hour|hourly"),
    () => trigger({ kind: "schedule", at: HOURS, days: "every" }),
  ],
];
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);

export function readTrigger(reader: Reader): Piece | null {
  for (const [chinese, english, make] of FIXED) {
    if (reader.take(reader.language === "zh" ? chinese : english) !== null) return make();
  }
  for (const read of [
    schedule,
    changedOften,
    happenedOften,
    afterSale,
    changed,
    courier,
    state,
    measured,
    measureIs,
    courierWords,
  ]) {
    const found = reader.attempt(() => read(reader));
    if (found !== null) return found;
  }
  return null;
}

const DAILY = {
  zh: zh(
    "(?:每天|每日|天天)(?:的)?|(每个?工作日)(?:的)?|(工作日)每天|每个?(?:周|星期|礼拜)([一二三四五六日天])(?:的)?",
  ),
  en: en(
    "(?:every|each) day(?: at)?|daily(?: at)?|(every (?:working|business) day|on working days)(?: at)?|every (mon|tues|wednes|thurs|fri|satur|sun)day(?: at)?|at(?= \\d)",
  ),
};

function schedule(reader: Reader): Piece | null {
  const found = reader.take(DAILY[reader.language]);
  if (found === null) return null;
  const at: string[] = [];
  for (;;) {
    const clock = reader.attempt(() => {
      reader.take(reader.language === "zh" ? / ?(?:和|、|与|及|,)? ?/y : / ?(?:and |, (?:and )?|at )?/y);
      return readClock(reader) ?? (at.length === 0 && reader.language === "en" ? bareHour(reader) : null);
    });
    if (clock === null) break;
    at.push(`${String(Math.floor(clock / 60)).padStart(2, "0")}:${String(clock % 60).padStart(2, "0")}`);
  }
  if (reader.language === "en") reader.take(/ (?:every|each) day\b/y);
  const day = weekdayNamed(reader.language === "zh" ? found[3] : found[2]);
  const working = found[1] !== undefined || (reader.language === "zh" && found[2] !== undefined);
  // 「每天晚上8点到10点」 is a stretch of the day, and no time at which something starts.
  if (at.length === 0 || reader.look(UNTIL) !== null) return null;
  const once = reader.take(ONCE[reader.language]) === null ? {} : { once: true as const };
  const said = { kind: "schedule" as const, at, days: working ? ("working" as const) : ("every" as const), ...once };
  return day === null ? trigger(said) : trigger(said, comparison("weekday", "eq", day));
}
const EN_DAYS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];
/** 1 = Monday … 7 = Sunday. */
function weekdayNamed(word: string | undefined): number | null {
  if (word === undefined) return null;
  return word === "天" ? 7 : Math.max("一二三四五六日".indexOf(word), EN_DAYS.indexOf(word)) + 1;
}

/** "every day at 9": on the clock of 24 hours. */
function bareHour(reader: Reader): number | null {
  if (!/\bat ?$/.test(reader.source.low.slice(Math.max(0, reader.at - 4), reader.at))) return null;
  const hour = reader.take(/ ?(\d{1,2})(?=[ ,](?!\d|(?:am|pm|orders?|pieces?|minutes?|hours?|days?)\b)|$)/y)?.[1];
  return hour === undefined || Number(hour) > 23 ? null : Number(hour) * 60;
}
const UNTIL = / ?(?:到|至|-|–|—|~|to\b|until\b|till\b) ?(?=\D{0,5}\d|[一二三四五六七八九十早晚上下凌中次第])/y;
const ONCE = {
  zh: zh(" ?[,，]? ?(?:整体|汇总|合并|总共|一共|只)(?:执行|提醒|告警)?一次"),
  en: en(",? ?(?:just |only )?once(?: in all| for all(?: (?:open )?orders)?| altogether)?"),
};

const SALES: [NodeOf<"after_sale">["events"][number], RegExp, RegExp][] = [
  ["complaint", sticky("客诉|客户投诉|投诉"), sticky("(?:a |customer )?complain(?:ts?|s)")],
  ["return", sticky("退货(?:申请)?"), sticky("(?:a )?returns?(?: requests?)?(?: is asked for| is requested)?")],
  [
    "exchange",
    sticky("换货(?:申请)?"),
    sticky("(?:an )?exchanges?(?: requests?)?(?: is asked for| is requested)?|exchange requested"),
  ],
  [
    "refund",
    sticky("(?:仅)?退款(?:申请)?(?!成功|完成)"),
    sticky("(?:a )?(?:refund(?:-only)?)(?: (?:request|is requested|is asked for))?s?(?! done)"),
  ],
];

function afterSale(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  const lead = reader.take(
    isZh
      ? / ?(?:客户|买家|顾客)?(?:一|发生|申请|提出|发起|要求|要|想|有|收到|出现)*/y
      : /(?:as soon as |on |when(?:ever)?(?: there is)? |if(?: there is)? |once )?(?:(?:an? |the )?(?:customer|buyer)s? (?:asks? for |requests? |wants? |files? |makes? |applies for |has )?)?(?:an? )?/y,
  );
  if (lead === null) return null;
  const events: NodeOf<"after_sale">["events"] = [];
  for (;;) {
    if (isZh && reader.take(/退换货(?:申请)?/y) !== null) events.push("return", "exchange");
    const event = SALES.find(([, chinese, english]) => reader.take(isZh ? chinese : english) !== null)?.[0];
    if (event === undefined) break;
    events.push(event);
    // A comma may go on with another event, or end this one.
    const from = reader.at;
    if (reader.take(isZh ? /、|或者?|和/y : /, (?:or )?| or | and /y) === null) break;
    if (!SALES.some(([, chinese, english]) => reader.look(isZh ? chinese : english) !== null)) {
      reader.at = from;
      break;
    }
  }
  if (events.length === 0) return null;
  const end = reader.take(
    isZh
      ? zh(
          "(?:了)?(?:的话|的时候|之后|以后|时(?![间刻长])|后(?!续)|即|就|→|的(?=订单|单子|,)|(?=,|必须|立即|马上|自动|要|时?[,:]))",
        )
      : / ?(?:comes in|is made|arrives|→|,|(?=:|$| must| should| stops?\b))/y,
  );
  return end === null ? null : trigger({ kind: "after_sale", events });
}

/** 「交期变更时」 */
function changed(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  const lead = reader.take(isZh ? LEAD_ZH : LEAD_EN);
  const verb = isZh ? reader.take(/(?:修改|更改|改|变更)了?/y) !== null : lead?.[1] !== undefined;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours|size_count)/.test(one));
  if (field === null) return null;
  const end = verb ? VERB_END : CHANGES;
  if (reader.take(end[reader.language]) === null) return null;
  if (field !== "status") return trigger({ kind: "order_updated", fields: [field] });
  // A state is reached, not written over: any of them but the first.
  const states = Object.keys(reader.lexicon.names.states ?? {}).filter((id) => id !== reader.lexicon.chain[0]);
  return trigger({ kind: "state_reached", states: states.slice(0, 50) });
}

const LEAD_ZH = / ?(?:订单的?|当|客户|买家|品牌)? ?/y;
const LEAD_EN =
  /(?:when |if |on |whenever )?(?:(?:somebody|someone|anybody|anyone|the customer|the buyer|the brand|sales) (changes|edits|moves|updates) )?(?:the |one of |an? )?/y;
const VERB_END = {
  zh: zh("(?:的时候|之后|以后|时(?![间刻长])|后(?!续)|了(?:的话)?|就|的(?=订单|单子|单))"),
  en: /(?=[\s,:;.]|$)/y,
};
const CHANGES = {
  zh: zh(
    "(?:发生|一)?(?:变更|变化|修改|改变|变动|改了|变了|变)(?:的时候|之后|时(?![间刻长])|后(?!续)|了|,|→|(?=自动|就|立即|要))",
  ),
  en: / (?:changes?|is changed|moves|is edited)(?=[\s,:;.]|$)/y,
};

/** 「签收后」「变为已发货时」 */
function state(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  const lead = reader.take(
    isZh
      ? / ?(?:订单)?(?:状态)?(?:变更为|变更成|变为|变成|到达|进入|走到|变更到)? ?[“"「]?(?:已)?/y
      : /(?:when |once |after |as soon as |on )?(?:the |an )?(?:order )?(?:status )?(?:reaches |becomes |is |gets |has been )?/y,
  );
  const states: string[] = [];
  for (;;) {
    const one = byName(reader, reader.lexicon.states);
    if (one === null) break;
    states.push(one);
    if (reader.take(isZh ? /[”"」]?(?:、|或者?)[“"「]?(?:已)?/y : / or (?:is )?|, (?:or )?/y) === null) break;
  }
  if (states.length === 0) return null;
  const said = /变|到达|进入|走到/.test(lead?.[0] ?? "") || /when|once|after|soon|reaches/.test(lead?.[0] ?? "");
  const end = reader.take(
    isZh
      ? zh(
          '[”"」]?(?:状态)?(?:的时候|之后|以后|时(?![间刻长])|后(?!续)|即|就|→|了(?=短信|通知|告诉|提醒|给|就|马上|把))',
        )
      : / ?(?:,|→|(?=:| starts?\b))/y,
  );
  return end !== null || (said && !isZh) ? trigger({ kind: "state_reached", states }) : null;
}
