import { readFactName } from "../condition/fact-name.ts";
import { comparison } from "../condition/make.ts";
import { amountOf } from "../condition/operand.ts";
import { declared } from "../condition/subject.ts";
import { ends } from "../condition/values.ts";
import { readKeys } from "../condition/window-fact.ts";
import { readNumber } from "../source/numbers.ts";
import { readDuration, readQuantity } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { eventTrigger } from "./anchor.ts";
import type { Piece } from "./items.ts";
import { trigger } from "./trigger-piece.ts";

/**
 * What is counted of one key, in whatever order it is said: 「一个款一个月退货10次以上」「七天内同一客户第三次退货」, "a customer who
 * places three or more orders in a day". Whose (a key), what (an event), how often, and within what time: each said once.
 */
interface Slots {
  by?: string[];
  window?: { amount: number; unit: "minute" | "hour" | "day" | "second"; clock: "natural" | "working" };
  event?: string;
  times?: { value: number; operator: "ge" | "gt" };
  money?: { value: number; operator: "ge" | "gt" };
  /** The count was said of orders (三单, "five orders"). */
  ofOrders?: boolean;
  /** Whose it is came last: the clause is about them, and not about what happened. */
  last?: boolean;
}
type Slot = (reader: Reader, slots: Slots) => true | null;

const YEAR = { amount: 365, unit: "day", clock: "natural" } as const;
const days = (amount: number) => ({ amount, unit: "day" as const, clock: "natural" as const });
const DAY_HOURS = { amount: 24, unit: "hour", clock: "natural" } as const;

/** 「一个月」, "a day": a window by its one unit; a day is 24 hours, for orders are counted over any midnight. */
const ALONE: Readonly<Record<string, NonNullable<Slots["window"]>>> = {
  天: DAY_HOURS, 日: DAY_HOURS, 周: days(7), 星期: days(7), 礼拜: days(7), 个星期: days(7), 个月: days(30), 月: days(30),
  个小时: { amount: 1, unit: "hour", clock: "natural" }, 小时: { amount: 1, unit: "hour", clock: "natural" },
  day: DAY_HOURS, week: days(7), month: days(30), hour: { amount: 1, unit: "hour", clock: "natural" },
}; // biome-ignore format: a table

const GLUE = {
  zh: sticky(" ?(?:的|都|就|在|又|再|被|总共|一共|累计|已经?|了|过|里|要是|如果|最近|近)* ?"),
  en: sticky(
    " ?(?:(?:if|when|whenever|once|the|who|whose|that|which|has|have|had|is|are|was|were|been|already|places?|placed|makes?|made|gets?|got|with|its|their|of)(?= |$) ?)*",
  ),
};

const KEY_ZH = sticky("(?:同一?个?|相同的?|一个|某一?个|哪一?个|每个) ?");
const KEY_EN = sticky("(?:(?:of|by|from|to|for) )?(?:the same|a single|one|any|each|an?) ");
const MANY_EN = sticky("(?:customers|buyers)(?= (?:who|with|that))");

const whose: Slot = (reader, slots) => {
  if (slots.by !== undefined) return null;
  if (reader.language === "en" && reader.take(MANY_EN) !== null) {
    slots.by = ["customer_id"];
    return true;
  }
  if (reader.take(reader.language === "zh" ? KEY_ZH : KEY_EN) === null) return null;
  const by = readKeys(reader);
  if (by === null) return null;
  slots.by = by;
  return true;
};

const ALONE_ZH = sticky("(?:一|1)(天|日|周|个?星期|礼拜|个?月|个?小时)(?:之?内|以内|里|中|间)?");
const ALONE_EN = sticky("(?:in|within|over|during) (?:an?|one) (day|week|month|hour)\\b");
const INSIDE_ZH = sticky(" ?(?:之?内|以内|里|中|间)?");
const IN_EN = sticky("(?:in|within|over) (?:the last |the past )?");

const when: Slot = (reader, slots) => {
  if (slots.window !== undefined) return null;
  const zh = reader.language === "zh";
  const word = reader.take(zh ? ALONE_ZH : ALONE_EN)?.[1];
  const alone = word === undefined ? undefined : ALONE[word];
  if (alone !== undefined) {
    slots.window = alone;
    return true;
  }
  if (!zh && reader.take(IN_EN) === null) return null;
  const span = readDuration(reader);
  if (span === null) return null;
  if (zh) reader.take(INSIDE_ZH);
  slots.window = span;
  return true;
};

const ORDINAL_ZH = sticky("第([一二两三四五六七八九十]|\\d{1,2})次");
const MORE_ZH = sticky(" ?(?:及|或)?以上");
const OVER_ZH = sticky("(?:超过了?|多于|大于|超|不止) ?");
const LEAST_ZH = sticky("(?:至少|不少于|满|达到?|有|到) ?");
const ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const ORDINAL_EN = sticky(`(${ORDINALS.join("|")})(?: time)?\\b(?: in a row)?`);
const OVER_EN = sticky("(?:more than|over) ");
const LEAST_EN = sticky("(?:at least) ");
const MORE_EN = sticky(" (?:or more|and more)\\b");
const ORDERS_EN = sticky(" orders?\\b");

const oftenZh: Slot = (reader, slots) => {
  const ordinal = reader.take(ORDINAL_ZH);
  if (ordinal !== null) {
    slots.times = {
      value: "一二三四五六七八九十".indexOf(ordinal[1] ?? "") + 1 || Number(ordinal[1]) || 2,
      operator: "ge",
    };
    return true;
  }
  const over = reader.take(OVER_ZH) !== null;
  const least = !over && reader.take(LEAST_ZH) !== null;
  const quantity = readQuantity(reader);
  if (quantity === null) return null;
  const more = reader.take(MORE_ZH) !== null;
  const operator = over && !more ? "gt" : "ge";
  const money = quantity.unit === "money" ? amountOf(reader, "amount", quantity) : null;
  if (money !== null && (over || least || more)) {
    slots.money = { value: money, operator };
    return true;
  }
  if (!["time", "order"].includes(quantity.unit) || !Number.isInteger(quantity.value)) return null;
  // 「三单」 alone is an amount, not a bound: 「下了三单」 may be exactly three.
  if (quantity.unit === "order" && !over && !least && !more) return null;
  slots.times = { value: quantity.value, operator };
  if (quantity.unit === "order") slots.ofOrders = true;
  return true;
};

const oftenEn: Slot = (reader, slots) => {
  const ordinal = reader.take(ORDINAL_EN);
  if (ordinal !== null) {
    if (/in a row/.test(ordinal[0])) return null;
    slots.times = { value: ORDINALS.indexOf(ordinal[1] ?? "") + 2, operator: "ge" };
    return true;
  }
  const over = reader.take(OVER_EN) !== null;
  const least = !over && reader.take(LEAST_EN) !== null;
  const money = reader.attempt(() => {
    const quantity = readQuantity(reader);
    return quantity?.unit === "money" ? amountOf(reader, "amount", quantity) : null;
  });
  if (money !== null) {
    const bounded = reader.take(MORE_EN) !== null || over || least;
    if (!bounded) return null;
    slots.money = { value: money, operator: over ? "gt" : "ge" };
    return true;
  }
  const value = readNumber(reader);
  if (value === null || !Number.isInteger(value)) return null;
  reader.take(MORE_EN);
  const orders = reader.take(ORDERS_EN) !== null;
  if (!orders) reader.take(/ times\b/y);
  reader.take(MORE_EN);
  slots.times = { value, operator: over ? "gt" : "ge" };
  if (orders) slots.ofOrders = true;
  return true;
};

const often: Slot = (reader, slots) =>
  slots.times !== undefined || slots.money !== undefined
    ? null
    : (reader.language === "zh" ? oftenZh : oftenEn)(reader, slots);

const SALES: [event: string, zh: RegExp, en: RegExp][] = [
  ["return", sticky("退货|退(?=(?:了|过)?[^,;。]{1,6}次货)"), sticky("(?:returned|returns?)\\b")],
  ["exchange", sticky("换货"), sticky("(?:exchanged|exchanges?)\\b")],
  ["refund", sticky("(?:申请)?退款"), sticky("(?:refunded|refunds?)\\b")],
  ["complaint", sticky("(?:被)?(?:客诉|客户投诉|投诉)"), sticky("(?:complain(?:s|ed)?(?: about)?|complaints?)\\b")],
];
const ORDERED = {
  zh: sticky("(?:下单|下|来|买|卖到?|消费|拍)了?"),
  en: sticky("(?:spent|spends?|ordered|orders?)\\b"),
};
const CHANGED = {
  zh: sticky("(?:修改|更改|变更|改)了?"),
  en: sticky("(?:changes?|changed|moves?|moved) (?:the |its |their )?"),
};

const what: Slot = (reader, slots) => {
  if (slots.event !== undefined) return null;
  const { language } = reader;
  const sale = SALES.find(([, zh, en]) => reader.take(language === "zh" ? zh : en) !== null)?.[0];
  if (sale !== undefined) {
    slots.event = sale;
    return true;
  }
  if (reader.take(ORDERED[language]) !== null) {
    slots.event = "order_received";
    return true;
  }
  const changed = (one: string) => !/^(due_in|paid_minute|age_|paid_hours|size_count)/.test(one);
  // 「改了三次交期」 and 「交期改了三次」.
  const first = reader.take(CHANGED[language]) !== null;
  const field = first || language === "zh" ? readFactName(reader, changed) : null;
  if (field === null || (!first && reader.take(CHANGED.zh) === null)) return null;
  slots.event = `order_updated:${field}`;
  return true;
};

/** 「…退过三次货的客户」: whose it is comes last. */
const LAST_ZH = sticky("的?(客户|买家|品牌|款|批次)(?:的)?(?=$|[,;。]|打|标|要|就|的|都)");
const LAST: Readonly<Record<string, string>> = {
  客户: "customer_id",
  买家: "customer_id",
  品牌: "brand",
  款: "style_code",
  批次: "batch_nos",
};
const last: Slot = (reader, slots) => {
  if (slots.by !== undefined || reader.language === "en") return null;
  const key = LAST[reader.take(LAST_ZH)?.[1] ?? ""];
  if (key === undefined) return null;
  slots.by = [key];
  slots.last = true;
  return true;
};

const SLOTS: readonly Slot[] = [whose, when, often, what, last];
/** Where it cannot begin, or counts in a row, which other words read. */
const GATE = {
  zh: /(?=[^,;。\n]{0,40}?(?:次|[单笔](?:及|或)?以上|(?:超过|满|至少)[^,;。\n]{1,8}单|买了|消费))(?![^,;。\n]{0,40}?(?:连续|连着|接连))(?:如果|要是)?/y,
  en: /(?=[^,;.:\n]{0,80}?(?:times\b|time\b|orders\b|returns\b|return\b|returned|complaints\b|exchanges\b|refunds\b|spent|spends))(?![^,;.:\n]{0,80}?(?:in a row|running\b|in succession))(?:(?:if|when|whenever|once) )?(?:the )?/y,
};
const END_ZH = /(?=$|[ ,;。的打标就要都则冻告提派挂])/y;

export function readCountedPiece(reader: Reader): Piece | null {
  const begins = /(?:^|[,;。.:\n])\s*$/.test(reader.source.low.slice(Math.max(0, reader.at - 3), reader.at));
  if (!begins || reader.take(GATE[reader.language]) === null) return null;
  const slots: Slots = {};
  let end = reader.at;
  for (;;) {
    reader.take(GLUE[reader.language]);
    if (!SLOTS.some((slot) => reader.attempt(() => slot(reader, slots)) === true)) break;
    end = reader.at;
  }
  reader.at = end;
  if (reader.language === "zh" && /的/.test(reader.take(/货?(?:的客户|的买家)?/y)?.[0] ?? "")) slots.last = true;
  const { by, window, times, money, ofOrders } = slots;
  // An event that was named says what is counted; 「三单」 counts orders.
  const event = slots.event ?? (ofOrders === true ? "order_received" : undefined);
  if (by === undefined || event === undefined || (times === undefined && money === undefined)) return null;
  if (ofOrders === true && event !== "order_received") return null;
  if (!(ends(reader) || (reader.language === "zh" ? reader.look(END_ZH) : reader.look(/(?=[ ,;.:])/y)) !== null))
    return null;
  if (event === "order_received") {
    if (window === undefined) return null;
    if (money !== undefined) {
      const sum = declared(reader, { of: "sum", event, by, window, field: "amount" });
      return { type: "condition", when: comparison(sum, money.operator, money.value), or: false };
    }
    if (ofOrders !== true || times === undefined) return null;
    const count = declared(reader, { of: "count", event, by, window });
    return { type: "condition", when: comparison(count, times.operator, times.value), or: false };
  }
  const said = eventTrigger(event);
  if (said === null || times === undefined) return null;
  const keys = by.map((key) => (key === "batch_nos" ? "event.batch_no" : key));
  const count = declared(reader, { of: "count", event, by: keys, window: window ?? YEAR });
  const piece = trigger(said, comparison(count, times.operator, times.value));
  return slots.last === true && piece.type === "trigger" ? { ...piece, about: "customer" } : piece;
}
