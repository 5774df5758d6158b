import type { Condition } from "@switchyard/flow";
import { type Reader, sticky } from "../source/reader.ts";
import { amountFirst, countedFirst } from "./implied/amounts.ts";
import { ofCarrier } from "./implied/carriers.ts";
import { calendarDays } from "./implied/days.ts";
import { BEFORE_GOODS_EN, BEFORE_GOODS_ZH, category, goods, KINDS_EN, KINDS_ZH } from "./implied/goods.ts";
import { GRADE_EN, GRADE_ZH, grade, knownValue, stylesEn, tagged, valueFirst } from "./implied/known-values.ts";
import { manyOf } from "./implied/many-of.ts";
import { type Implied, says } from "./implied/says.ts";
import { HAS_ZH, LACKS_ZH, lacks, standing, yesByName } from "./implied/standing.ts";
import {
  clockOfDay,
  clockOfDayEn,
  clockOfPay,
  clockOfPayEn,
  clockRange,
  DUE_AFTER_ZH,
  dueWithin,
  late,
  paid,
  unpaid,
  weekday,
} from "./implied/times.ts";
import { comparison } from "./make.ts";
import { readQuoted, readValues } from "./values.ts";

/** What people say without naming the fact: 「三天内到期」「当日12:00前支付」「没有款号」「抖音订单」「未付款」. */
export function readImplied(reader: Reader): Condition | null {
  const readings = reader.language === "zh" ? ZH : EN;
  for (const read of readings) {
    const found = reader.attempt(() => read(reader));
    if (found !== null) return found;
  }
  return null;
}

/** 「集中“尺码偏小”」: the reason that an event gives. */
const mostly =
  (before: RegExp): Implied =>
  (reader) => {
    if (reader.take(before) === null) return null;
    const reason = readQuoted(reader) ?? readValues(reader, "event.reason")?.[0];
    return reason === undefined ? null : comparison("event.reason", "is", reason);
  };

/** 「急单」: by the tag that the workspace has for it. */
const urgent: Implied = (reader) => {
  const said = reader.take(/(不是|非)?(?:加?急单|急件)(?:子)?/y);
  const tag = reader.lexicon.tags.get("加急")[0];
  return said === null || tag === undefined
    ? null
    : comparison("tags", said[1] === undefined ? "contains_any" : "contains_none", [tag]);
};

const ZH: readonly Implied[] = [
  dueWithin(sticky("(?:在)?"), DUE_AFTER_ZH),
  clockRange,
  calendarDays,
  clockOfPay,
  clockOfDay,
  grade(GRADE_ZH),
  paid,
  unpaid,
  late,
  says(sticky("(?:不在|非)(?:工作时间|上班时间)内?"), () => comparison("is_working_time", "is", false)),
  says(sticky("(?:在)?(?:工作时间|上班时间)内?"), () => comparison("is_working_time", "is", true)),
  says(sticky("(?:非|不是)工作日"), () => comparison("is_working_day", "is", false)),
  says(sticky("工作日(?=$|[,的且早上下晚中凌夜]|\\d{1,2}(?:点|:))"), () => comparison("is_working_day", "is", true)),
  weekday,
  mostly(sticky("(?:原因)?(?:主要)?集中(?:在|于)? ?")),
  tagged,
  yesByName,
  (reader) => goods(reader, BEFORE_GOODS_ZH, KINDS_ZH),
  category(sticky(" ?(?:类)?(?:的)?(?:SKU|sku|商品|产品|货品)")),
  amountFirst,
  valueFirst,
  standing,
  says(sticky("(?:快递|运)?单号(?:已)?(?:成功)?回传(?:成功)?"), () => comparison("tracking_no", "is_not_empty")),
  says(sticky("超时(?:的)?(?:订单|单子?)"), () => comparison("due_in_days", "lt", 0)),
  says(sticky("(?:所在的?)?(?:车间|波次|产线|去向)(?:已经?|被)?(?:停|暂停|冻结)了?的?(?=单|订单|[,;。]|$)"), () =>
    comparison("destination.paused", "is", true),
  ),
  says(sticky("(?:还|被)?挂(?:着|起)的?(?=单|订单)"), () => comparison("on_hold", "is", true)),
  says(sticky("缺货|断货|没货|没有货|无货|库存(?:不足|不够|短缺)(?:的)?"), () => comparison("stock.short", "gt", 0)),
  manyOf,
  lacks(LACKS_ZH, "is_empty"),
  lacks(HAS_ZH, "is_not_empty"),
  knownValue,
  urgent,
  ofCarrier,
];
const EN: readonly Implied[] = [
  dueWithin(sticky("(?:is |are )?due (?:in|within)(?: the next)? "), sticky("(?: or less)?")),
  clockRange,
  calendarDays,
  clockOfPayEn,
  clockOfDayEn,
  grade(GRADE_EN),
  stylesEn,
  says(sticky("(?:is |are )?(?:not paid|unpaid|not yet paid)\\b"), () => comparison("paid_at", "is_empty")),
  says(sticky("(?:is |are )?(?:already )?paid\\b(?! (?:at|before|after|by|for|within|with|via|using))"), () =>
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
  says(sticky("(?:the )?destination is (?:paused|frozen)\\b"), () => comparison("destination.paused", "is", true)),
  weekday,
  mostly(sticky("(?:the reasons? (?:is|are) )?mostly ")),
  tagged,
  yesByName,
  standing,
  says(sticky("(?:the )?(?:tracking |waybill )?number (?:is |has been )?written back"), () =>
    comparison("tracking_no", "is_not_empty"),
  ),
  lacks(sticky("(?:there is|it has|has|have|with) (?:an? |the )"), "is_not_empty"),
  says(
    sticky(
      "(?:is |are )?(?:out of stock|short of stock|(?:the )?stock (?:is |runs |falls )?(?:short|insufficient|not enough))\\b",
    ),
    () => comparison("stock.short", "gt", 0),
  ),
  manyOf,
  lacks(sticky("(?:an? |with an? )?(?:empty|blank|missing) "), "is_empty"),
  (reader) => goods(reader, BEFORE_GOODS_EN, KINDS_EN),
  category(sticky(" (?:skus?|items?|products?|goods)\\b")),
  countedFirst,
  amountFirst,
  lacks(sticky("(?:there is |it has |has |have |with )?(?:no|without an?|without) "), "is_empty"),
  lacks(sticky("(?:there is|it has|has|have|with) (?:an? |the )"), "is_not_empty"),
  knownValue,
  ofCarrier,
];
