import type { Condition } from "@switchyard/flow";
import { readClock, readWeekdays } from "../source/moments.ts";
import { readQuantity } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { readFactName, typeOf } from "./fact-name.ts";
import { comparison, type TextWant, textCondition } from "./make.ts";
import { amountOf } from "./operand.ts";
import { ends, readKnown, readQuoted, readValues } from "./values.ts";

/** What people say without naming the fact: 「三天内到期」「当日12:00前支付」「没有款号」「抖音订单」「未付款」. */
export function readImplied(reader: Reader): Condition | null {
  const readings = reader.language === "zh" ? ZH : EN;
  for (const read of readings) {
    const found = reader.attempt(() => read(reader));
    if (found !== null) return found;
  }
  return null;
}

type Implied = (reader: Reader) => Condition | null;

const DUE_AFTER_ZH = sticky(" ?(?:之内|以内|内)(?:要|需|就)?(?:交货|到期|交付|要货|出货|交)的?");
const PAID_ZH = sticky(" ?(之?前|以前|之?后|以后)(?:就)?(?:支付|付款|付清|付)了?的?");

const dueWithin =
  (before: RegExp, after: RegExp): Implied =>
  (reader) => {
    if (reader.take(before) === null) return null;
    const quantity = readQuantity(reader);
    if (quantity === null || reader.take(after) === null) return null;
    if (quantity.unit === "hour") return comparison("due_in_hours", "le", quantity.value);
    if (quantity.unit !== "day") return null;
    return comparison(quantity.clock === "working" ? "due_in_working_days" : "due_in_days", "le", quantity.value);
  };

const says =
  (pattern: RegExp, make: () => Condition): Implied =>
  (reader) =>
    reader.take(pattern) === null ? null : make();

const paid = says(sticky(" ?(?:已经?(?:付款|支付|付清)|付(?:了|过)款)的?(?=$|[ ,;。且并或的派打提→订])"), () =>
  comparison("paid_at", "is_not_empty"),
);
const unpaid = says(sticky("(?:未|没有?|还没)(?:付款|支付|付清)的?"), () => comparison("paid_at", "is_empty"));
const late = says(sticky("(?:已经?)?(?:过期|逾期|超期|过了交期)了?的?"), () => comparison("due_in_days", "lt", 0));

/** 「含纸尿裤SKU」: a category that is known, or words in the goods. */
function goods(reader: Reader, start: RegExp, end: RegExp): Condition | null {
  if (reader.take(start) === null) return null;
  const category = reader.attempt(
    () => reader.name(reader.lexicon.values)?.find(({ fact }) => fact === "categories")?.value ?? null,
  );
  if (category !== null) {
    reader.take(end);
    return ends(reader) ? comparison("categories", "contains_any", [category]) : null;
  }
  const words: string[] = [];
  for (;;) {
    const word = readQuoted(reader) ?? readKnown(reader, "brands");
    if (word === null) break;
    words.push(word);
    if (reader.take(reader.language === "zh" ? /[、/或]|或者/y : /, (?:or )?| or /y) === null) break;
  }
  const typed = words.length > 0 ? words : readValues(reader, "item_text");
  if (typed === null) return null;
  reader.take(end);
  return textCondition(reader, "item_text", "contains", typed);
}

const BEFORE_GOODS_ZH = sticky("(?:订单)?(?:中|里)?(?:商品|货品)?(?:包含|含有?|带有?|买了) ?");
const BEFORE_GOODS_EN = sticky(
  "(?:the )?(?:order )?(?:contains?|containing|has|with|includes?|including) (?:an? |any )?",
);
const KINDS_ZH = sticky(" ?(?:的)?(?:SKU|sku|商品|产品|货品|字样|品类|类商品)?");
const KINDS_EN = sticky("(?: (?:skus?|items?|products?|goods)\\b)?");
/** Facts that a value alone may stand for; a tag only where the workspace knows it. */
const ALONE = [
  "brand",
  "channel",
  "origin",
  "province",
  "customer_grade",
  "payment_method",
  "tags",
  "source",
  "shop",
  "urgency",
];

/** 「抖音」「奔驰原厂件」: a value that the workspace knows, and that only one fact has. */
function knownValue(reader: Reader): Condition | null {
  reader.take(
    reader.language === "zh"
      ? /(?:来自|出自|发往|寄往|送往|收货地?在?|来源是?) ?/y
      : /(?:from|to|in|of|for|shipping to|an?|the) /y,
  );
  const values = reader.name(reader.lexicon.values)?.filter(({ fact }) => ALONE.includes(fact)) ?? [];
  const [only] = values;
  if (only === undefined || values.some(({ fact }) => fact !== only.fact)) return null;
  const more: string[] = [only.value];
  for (;;) {
    const next = reader.attempt(() =>
      reader.take(reader.language === "zh" ? /[、/]|或者?|和/y : /, (?:or )?| or | and |\//y) === null
        ? null
        : readKnown(reader, only.fact),
    );
    if (next === null) break;
    more.push(next);
  }
  reader.take(
    reader.language === "zh"
      ? /(?:渠道|平台|品牌|客户|件|标签?)?(?:的)?(?:加急)?(?:订单|单子|单|货|客户)?(?:的)?(?=$|[\s,;:。→且并或派打提标推分转短企钉暂冻挂加赠建请走进都就则含有须没一-龥])/y
      : / ?(?:orders?|part|parts)?\b/y,
  );
  return textCondition(reader, only.fact, "is", more);
}

/** A category that is known, named by its goods: "diaper SKU". */
const category =
  (kinds: RegExp): Implied =>
  (reader) => {
    const found = reader.name(reader.lexicon.values)?.find(({ fact }) => fact === "categories");
    return found === undefined || reader.take(kinds) === null
      ? null
      : comparison("categories", "contains_any", [found.value]);
  };

const AMOUNT_FIRST: Readonly<
  Record<"zh" | "en", [before: RegExp, after: RegExp, operator: "ge" | "gt" | "le" | "lt"][]>
> = {
  zh: [
    [sticky("(?:至少有?|不少于|达到|满) ?"), sticky(" ?"), "ge"],
    [sticky("(?:超过|多于|大于|超) ?"), sticky(" ?"), "gt"],
    [sticky("(?:不超过|至多|最多) ?"), sticky(" ?"), "le"],
    [sticky("(?:少于|不到|不满|低于) ?"), sticky(" ?"), "lt"],
    [sticky("(?:有)?"), sticky(" ?(?:及|或)?以上(?:的)? ?"), "ge"],
    [sticky("(?:有)?"), sticky(" ?(?:及|或)?以下(?:的)? ?"), "le"],
  ],
  en: [
    [sticky("(?:at least|no fewer than|no less than) "), sticky(""), "ge"],
    [sticky("(?:more than|over) "), sticky(""), "gt"],
    [sticky("(?:at most|no more than|up to) "), sticky(""), "le"],
    [sticky("(?:fewer than|less than|under) "), sticky(""), "lt"],
    [sticky(""), sticky(" or more"), "ge"],
    [sticky(""), sticky(" or (?:fewer|less)"), "le"],
  ],
};
const OWN_UNIT: Readonly<Record<string, string>> = { piece: "total_qty", line: "line_count", money: "amount" };

/** "5 or more size combinations", 「5种以上尺码组合」: the number first. */
const amountFirst: Implied = (reader) => {
  for (const [before, after, operator] of AMOUNT_FIRST[reader.language]) {
    const found = reader.attempt(() => {
      if (reader.take(before) === null) return null;
      const quantity = readQuantity(reader);
      if (quantity === null || reader.take(after) === null) return null;
      if (quantity.unit === "day" && reader.take(/ (?:left|to go|until due)/y) !== null)
        return comparison(
          quantity.clock === "working" ? "due_in_working_days" : "due_in_days",
          operator,
          quantity.value,
        );
      if (!["none", "piece", "kind", "line", "money"].includes(quantity.unit)) return null;
      const end = reader.at;
      reader.take(/ /y);
      const fact = readFactName(
        reader,
        (one) => ["number", "money"].includes(typeOf(reader, one) ?? "") && !/^due_in|hours$|minute/.test(one),
      );
      const own = fact ?? OWN_UNIT[quantity.unit] ?? null;
      if (fact === null) reader.at = end;
      if (own === null || !(ends(reader) || reader.look(/的/y) !== null)) return null;
      const amount = amountOf(
        reader,
        own,
        fact === null || quantity.unit !== "piece" ? quantity : { ...quantity, unit: "none" },
      );
      return amount === null ? null : comparison(own, operator, amount);
    });
    if (found !== null) return found;
  }
  return null;
};

const GRADE_ZH = sticky(
  "(?:客户|顾客)?(?:等级|级别)?(?:为|是)?([a-z])(?:类|级)(?:客户|顾客)?|客户(?:为|是)?([a-z])(?:类|级)?(?![a-z0-9])",
);
const GRADE_EN = sticky(
  "(?:an? |the )?([a-z])[ -](?:grade|class) customers?|(?:an? |the )?(?:grade|class)[ -]([a-z])\\b(?: customers?)?|customer (?:is )?(?:an? )?(?:grade )?([a-z])\\b(?!\\w)",
);
/** "A customer" in the middle of a sentence, with a capital letter: the grade, not the article. */
function capitalGrade(reader: Reader): string | undefined {
  const letter = reader.raw(reader.at, reader.at + 1);
  const begins = /(?:^|[.;:\n])\s*$/.test(reader.source.raw.slice(0, reader.at));
  if (!/[A-Z]/.test(letter) || (begins && letter === "A")) return undefined;
  return reader.take(/[a-z] customers?\b/y) === null ? undefined : letter;
}
const grade =
  (pattern: RegExp): Implied =>
  (reader) => {
    const found = reader.take(pattern);
    const letter =
      found?.slice(1).find((one) => one !== undefined) ??
      (found === null && reader.language === "en" ? capitalGrade(reader) : undefined);
    return letter === undefined ? null : comparison("customer_grade", "is", letter.toUpperCase());
  };

/** 「FJ开头的款号」「含生日礼物的备注」: the value first. */
const AROUND_ZH: [RegExp, RegExp, TextWant][] = [
  [sticky("(?:前缀|开头)(?:是|为) ?"), sticky(" ?的"), "starts"],
  [sticky("以? ?"), sticky(" ?(?:开头|打头)的"), "starts"],
  [sticky("以? ?"), sticky(" ?结尾的"), "ends"],
];
function readCodes(reader: Reader): string[] | null {
  const codes: string[] = [];
  do {
    const from = reader.at;
    const code = readQuoted(reader) ?? (reader.take(/[a-z0-9][a-z0-9#_-]*/y) === null ? null : reader.raw(from));
    if (code === null) return null;
    codes.push(code);
  } while (reader.take(/或者?|、/y) !== null);
  return codes;
}
function valueFirst(reader: Reader): Condition | null {
  for (const [before, after, want] of AROUND_ZH) {
    const found = reader.attempt(() => {
      reader.take(before);
      const values = readCodes(reader);
      if (values === null || reader.take(after) === null) return null;
      const fact = readFactName(reader, (one) => typeOf(reader, one) === "text" || typeOf(reader, one) === "code");
      return fact === null ? null : textCondition(reader, fact, want, values);
    });
    if (found !== null) return found;
  }
  return null;
}

/** "Shipped and …": a state that is said before something else. */
const AND_THEN = sticky("(?= and )");
const ALREADY = { zh: sticky("(?:状态)?已经?"), en: sticky("(?:is |has been |has )?already ") };
const NOT_YET = { zh: sticky("(?:还)?(?:未|没有?|尚未)"), en: sticky("(?:is |has |was )?not (?:yet )?(?:been )?") };

/**
 * 「已发货」: that state or one further on in the chain; 「未发货」: none of them. A state beside the chain (已退款) is meant alone.
 */
function standing(reader: Reader): Condition | null {
  const done = reader.take(ALREADY[reader.language]) !== null;
  const bare = !done && reader.language === "en" && reader.take(NOT_YET.en) === null;
  if (!done && !bare && reader.language === "zh" && reader.take(NOT_YET.zh) === null) return null;
  const states = reader.name(reader.lexicon.states);
  const [state] = states ?? [];
  if (state === undefined || states?.length !== 1 || !(ends(reader) || reader.look(/的|订单/y) !== null)) return null;
  if (bare && reader.look(AND_THEN) === null) return null;
  const at = reader.lexicon.chain.indexOf(state);
  const reached = at < 0 ? [state] : reader.lexicon.chain.slice(at);
  return textCondition(reader, "status", done || bare ? "is" : "is_not", reached);
}

/** 「含赠品」, "has gift": a yes/no field of the workspace by its whole name. */
function yesByName(reader: Reader): Condition | null {
  const no = reader.take(reader.language === "zh" ? /(?:没有|不是|不|无)(?=.)/y : /(?:no|not|without) /y) !== null;
  const facts = reader.name(reader.lexicon.facts[reader.language].labels);
  const fact = facts?.find((one) => typeOf(reader, one) === "boolean");
  return fact !== undefined && (ends(reader) || reader.look(/的|须/y) !== null) ? comparison(fact, "is", !no) : null;
}

/** 「带VIP标签的」, "tagged VIP". */
function tagged(reader: Reader): Condition | null {
  const zh = reader.language === "zh";
  if (
    reader.take(
      zh
        ? /(?:带有?|有|含有?|贴了|打了)(?:标签)? ?/y
        : /(?:are |is )?(?:tagged|labelled|marked|with tag|with the tag) (?:as )?/y,
    ) === null
  )
    return null;
  const tag = reader.attempt(() => readQuoted(reader)) ?? reader.name(reader.lexicon.tags)?.[0] ?? null;
  if (tag === null || (zh && reader.take(/的?标签?/y) === null) || !(ends(reader) || reader.look(/的/y) !== null))
    return null;
  return comparison("tags", "contains_any", [tag]);
}

const LACKS_ZH = sticky("(?:没有|缺少?|缺失|无|未填写?|没填写?|没写|不带) ?");
const HAS_ZH = sticky("(?:有|已有|填了|写了) ?");
const lacks =
  (before: RegExp, operator: "is_empty" | "is_not_empty"): Implied =>
  (reader) => {
    if (reader.take(before) === null) return null;
    const fact = readFactName(reader, (one) => !/^(due_in|paid_minute|paid_hours|age_|size_count|sku_count)/.test(one));
    if (fact !== null && typeOf(reader, fact) === "boolean")
      return ends(reader) ? comparison(fact, "is", operator === "is_not_empty") : null;
    return fact !== null && (ends(reader) || reader.look(/的/y) !== null) ? comparison(fact, operator) : null;
  };

const clockOfPay: Implied = (reader) => {
  const clock = readClock(reader);
  const side = clock === null ? null : reader.take(PAID_ZH);
  if (clock === null || side === null) return null;
  return comparison("paid_minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
};
/** 「下午3点以后的订单」: the time of day at which the order is looked at. */
const clockOfDay: Implied = (reader) => {
  const clock = readClock(reader);
  const side = clock === null ? null : reader.take(/ ?(之?前|以前|之?后|以后)(?:的(?=订单)|下单的?)/y);
  if (clock === null || side === null) return null;
  return comparison("minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
};
const clockOfPayEn: Implied = (reader) => {
  const side = reader.take(/(?:is |was )?paid (before|by|after)(?: local time)? /y)?.[1];
  const clock = side === undefined ? null : readClock(reader);
  return clock === null
    ? null
    : comparison("paid_minute_of_day", side === "before" ? "lt" : side === "by" ? "le" : "gt", clock);
};
const weekday: Implied = (reader) => {
  reader.take(reader.language === "zh" ? /(?:今天)?(?:是|在|逢|每逢)?/y : /(?:on |it is )?/y);
  const days: number[] | null = readWeekdays(reader);
  for (let more = days; days !== null && more !== null; ) {
    more = reader.attempt(() => {
      reader.take(reader.language === "zh" ? / ?(?:、|和|或者?)? ?/y : /, (?:or )?| or | and /y);
      return readWeekdays(reader);
    });
    if (more !== null) days.push(...more);
  }
  return days === null
    ? null
    : days.length > 1
      ? comparison("weekday", "in_list", days)
      : comparison("weekday", "eq", days[0] ?? 1);
};

const ZH: readonly Implied[] = [
  dueWithin(sticky("(?:在)?"), DUE_AFTER_ZH),
  clockOfPay,
  clockOfDay,
  grade(GRADE_ZH),
  paid,
  unpaid,
  late,
  says(sticky("(?:不在|非)(?:工作时间|上班时间)内?"), () => comparison("is_working_time", "is", false)),
  says(sticky("(?:在)?(?:工作时间|上班时间)内?"), () => comparison("is_working_time", "is", true)),
  says(sticky("(?:非|不是)工作日"), () => comparison("is_working_day", "is", false)),
  says(sticky("工作日(?=$|[,的且])"), () => comparison("is_working_day", "is", true)),
  weekday,
  tagged,
  yesByName,
  (reader) => goods(reader, BEFORE_GOODS_ZH, KINDS_ZH),
  category(sticky(" ?(?:类)?(?:的)?(?:SKU|sku|商品|产品|货品)")),
  amountFirst,
  valueFirst,
  standing,
  says(sticky("(?:快递|运)?单号(?:已)?(?:成功)?回传(?:成功)?"), () => comparison("tracking_no", "is_not_empty")),
  says(sticky("超时(?:的)?(?:订单|单子?)"), () => comparison("due_in_days", "lt", 0)),
  lacks(LACKS_ZH, "is_empty"),
  lacks(HAS_ZH, "is_not_empty"),
  knownValue,
];
const EN: readonly Implied[] = [
  dueWithin(sticky("(?:is |are )?due (?:in|within)(?: the next)? "), sticky("(?: or less)?")),
  clockOfPayEn,
  grade(GRADE_EN),
  says(sticky("(?:is |are )?(?:not paid|unpaid|not yet paid)\\b"), () => comparison("paid_at", "is_empty")),
  says(sticky("(?:is |are )?(?:already )?paid\\b(?! (?:at|before|after|by|for|within))"), () =>
    comparison("paid_at", "is_not_empty"),
  ),
  says(sticky("(?:is |are )?(?:overdue|past due|already late|late(?= orders?))\\b"), () =>
    comparison("due_in_days", "lt", 0),
  ),
  says(sticky("(?:it is )?(?:outside|not in|out of) (?:working|business) (?:hours|time)"), () =>
    comparison("is_working_time", "is", false),
  ),
  says(sticky("(?:it is )?(?:during|in|within) (?:working|business) (?:hours|time)"), () =>
    comparison("is_working_time", "is", true),
  ),
  says(sticky("(?:it )?(?:is )?not a working day"), () => comparison("is_working_day", "is", false)),
  says(sticky("(?:it )?(?:is |on )?a working day"), () => comparison("is_working_day", "is", true)),
  weekday,
  tagged,
  yesByName,
  standing,
  says(sticky("(?:the )?(?:tracking |waybill )?number (?:is |has been )?written back"), () =>
    comparison("tracking_no", "is_not_empty"),
  ),
  lacks(sticky("(?:there is|it has|has|have|with) (?:an? |the )"), "is_not_empty"),
  (reader) => goods(reader, BEFORE_GOODS_EN, KINDS_EN),
  category(sticky(" (?:skus?|items?|products?|goods)\\b")),
  amountFirst,
  lacks(sticky("(?:there is |it has |has |have |with )?(?:no|without an?|without) "), "is_empty"),
  lacks(sticky("(?:there is|it has|has|have|with) (?:an? |the )"), "is_not_empty"),
  knownValue,
];
