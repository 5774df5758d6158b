import type { Condition } from "@switchyard/flow";
import { readClock, readWeekdays } from "../source/moments.ts";
import { readQuantity } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { readFactName, typeOf } from "./fact-name.ts";
import { comparison, textCondition } from "./make.ts";
import { ends, readKnown, readQuoted } from "./values.ts";

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
  const category = readKnown(reader, "categories");
  if (category !== null) {
    reader.take(end);
    return comparison("categories", "contains_any", [category]);
  }
  const words: string[] = [];
  for (;;) {
    const word = readQuoted(reader) ?? readKnown(reader, "brands");
    if (word === null) break;
    words.push(word);
    if (reader.take(reader.language === "zh" ? /[、/或]|或者/y : /, (?:or )?| or /y) === null) break;
  }
  if (words.length > 0) {
    reader.take(end);
    return textCondition(reader, "item_text", "contains", words);
  }
  return null;
}

const BEFORE_GOODS_ZH = sticky("(?:订单)?(?:中|里)?(?:商品|货品)?(?:包含|含有?|带有?|买了|有) ?");
const BEFORE_GOODS_EN = sticky(
  "(?:the )?(?:order )?(?:contains?|containing|has|with|includes?|including) (?:an? |any )?",
);
const KINDS_ZH = sticky(" ?(?:的)?(?:SKU|sku|商品|产品|货品|字样|品类|类商品)?");
const KINDS_EN = sticky(" ?(?:SKUs?|skus?|items?|products?|goods)?");
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
      : /(?:from|to|shipping to|an?|the) /y,
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
      ? /(?:渠道|平台|品牌|客户|件|标签)?(?:的)?(?:加急)?(?:订单|单子|单|货|客户)?(?:的)?(?=$|[\s,;:。→且并或派打提标推分转短企钉暂冻挂加赠建请走进都就则一-龥])/y
      : / ?(?:orders?|part|parts)?\b/y,
  );
  return textCondition(reader, only.fact, "is", more);
}

const GRADE_ZH = sticky(
  "(?:客户|顾客)?(?:等级|级别)?(?:为|是)?([a-z])(?:类|级)(?:客户|顾客)?|客户(?:为|是)?([a-z])(?:类|级)?(?![a-z0-9])",
);
const GRADE_EN = sticky(
  "(?:an? |the )?([a-z])[ -](?:grade|class) customers?|(?:an? |the )?(?:grade|class)[ -]([a-z])\\b(?: customers?)?|(?:an? )([a-z]) customers?|customer (?:is )?(?:an? )?(?:grade )?([a-z])\\b(?!\\w)",
);
const grade =
  (pattern: RegExp): Implied =>
  (reader) => {
    const found = reader.take(pattern);
    const letter = found?.slice(1).find((one) => one !== undefined);
    return letter === undefined ? null : comparison("customer_grade", "is", letter.toUpperCase());
  };

const LACKS_ZH = sticky("(?:没有|缺少?|缺失|无|未填写?|没填写?|没写|不带) ?");
const HAS_ZH = sticky("(?:有|已有|填了|写了) ?");
const lacks =
  (before: RegExp, operator: "is_empty" | "is_not_empty"): Implied =>
  (reader) => {
    if (reader.take(before) === null) return null;
    const fact = readFactName(
      reader,
      (one) =>
        !/^(due_in|paid_minute|paid_hours|age_|size_count|sku_count)/.test(one) && typeOf(reader, one) !== "boolean",
    );
    return fact !== null && (ends(reader) || reader.look(/的/y) !== null) ? comparison(fact, operator) : null;
  };

const clockOfPay: Implied = (reader) => {
  const clock = readClock(reader);
  const side = clock === null ? null : reader.take(PAID_ZH);
  if (clock === null || side === null) return null;
  return comparison("paid_minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
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
  const days = readWeekdays(reader);
  return days === null
    ? null
    : days.length > 1
      ? comparison("weekday", "in_list", days)
      : comparison("weekday", "eq", days[0] ?? 1);
};

const ZH: readonly Implied[] = [
  dueWithin(sticky("(?:在)?"), DUE_AFTER_ZH),
  clockOfPay,
  grade(GRADE_ZH),
  paid,
  unpaid,
  late,
  says(sticky("(?:不在|非)(?:工作时间|上班时间)内?"), () => comparison("is_working_time", "is", false)),
  says(sticky("(?:在)?(?:工作时间|上班时间)内?"), () => comparison("is_working_time", "is", true)),
  says(sticky("(?:非|不是)工作日"), () => comparison("is_working_day", "is", false)),
  says(sticky("工作日(?=$|[,的且])"), () => comparison("is_working_day", "is", true)),
  weekday,
  (reader) => goods(reader, BEFORE_GOODS_ZH, KINDS_ZH),
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
  says(sticky("(?:is |are )?(?:overdue|past due|already late)\\b"), () => comparison("due_in_days", "lt", 0)),
  says(sticky("(?:it is )?(?:outside|not in|out of) (?:working|business) (?:hours|time)"), () =>
    comparison("is_working_time", "is", false),
  ),
  says(sticky("(?:it is )?(?:during|in|within) (?:working|business) (?:hours|time)"), () =>
    comparison("is_working_time", "is", true),
  ),
  says(sticky("(?:it is )?not a working day"), () => comparison("is_working_day", "is", false)),
  says(sticky("(?:it is |on )?a working day"), () => comparison("is_working_day", "is", true)),
  weekday,
  (reader) => goods(reader, BEFORE_GOODS_EN, KINDS_EN),
  lacks(sticky("(?:there is |it has |has |have |with )?(?:no|without an?|without) "), "is_empty"),
  lacks(sticky("(?:there is|it has|has|have|with) (?:an? |the )"), "is_not_empty"),
  knownValue,
];
