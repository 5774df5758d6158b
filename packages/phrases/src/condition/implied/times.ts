import type { Condition } from "@switchyard/flow";
import { type ClockRange, readClockRange } from "../../source/clock-range.ts";
import { readClock, readWeekdays } from "../../source/moments.ts";
import { readQuantity } from "../../source/quantities.ts";
import { sticky } from "../../source/reader.ts";
import { all, any, comparison } from "../make.ts";
import { type Implied, says } from "./says.ts";

/** 「三天内到期」「当日12:00前支付」「周末」: times without their fact. */

export const DUE_AFTER_ZH = sticky(
  " ?(?:之内|以内|内)(?:要|需|就)?(?:交货|到期|交付|要货|出货|交)的?(?:货(?![号品值款物架]))?",
);
const PAID_ZH = sticky(" ?(之?前|以前|之?后|以后)(?:就)?(?:支付|付款|付清|付)了?的?");

export const dueWithin =
  (before: RegExp, after: RegExp): Implied =>
  (reader) => {
    if (reader.take(before) === null) return null;
    const quantity = readQuantity(reader);
    if (quantity === null || reader.take(after) === null) return null;
    if (quantity.unit === "hour") return comparison("due_in_hours", "le", quantity.value);
    if (quantity.unit !== "day") return null;
    return comparison(quantity.clock === "working" ? "due_in_working_days" : "due_in_days", "le", quantity.value);
  };

export const paid = says(sticky(" ?(?:已经?(?:付款|支付|付清)|付(?:了|过)款)的?(?=$|[ ,;。且并或的派打提→订])"), () =>
  comparison("paid_at", "is_not_empty"),
);
export const unpaid = says(sticky("(?:还)?(?:未|没有?|尚未)(?:付款|支付|付清|付过?钱)的?"), () =>
  comparison("paid_at", "is_empty"),
);
export const late = says(sticky("(?:已经?)?(?:过期|逾期|超期|过了交期)了?的?"), () =>
  comparison("due_in_days", "lt", 0),
);

export const clockOfPay: Implied = (reader) => {
  const clock = readClock(reader);
  const side = clock === null ? null : reader.take(PAID_ZH);
  if (clock === null || clock === 0 || side === null) return null;
  return comparison("paid_minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
};
/** 「下午3点以后的订单」: the time of day at which the order is looked at. */
export const clockOfDay: Implied = (reader) => {
  const clock = readClock(reader);
  const side =
    clock === null
      ? null
      : reader.take(/ ?(之?前|以前|之?后|以后)(?:的(?=订单|单(?![价据号独])|[,;。]|$)|(?:下单?|进来|来)了?的?)/y);
  // 「晚上12点以后」: any time of the day is after midnight.
  if (clock === null || clock === 0 || side === null) return null;
  return comparison("minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
};
const inside = (fact: string, { from, to }: ClockRange): Condition => {
  const parts = [comparison(fact, "ge", from), comparison(fact, "lt", to)];
  return from < to ? all(parts) : any(parts);
};
const PAID_THEN = { zh: sticky("(?:之?间|期间)?(?:支付|付款|付清|付)了?的?"), en: sticky("(?!)") };
/** Nothing is tried where no two times of day are near. */
const RANGE_STARTS = {
  zh: /^[^,;。\n]{0,8}?[\d一二两三四五六七八九十](?:点|:\d)[^,;。\n]{0,8}?[到至\-–—~]/,
  en: /^(?:(?:is |was )?paid |every (?:day|night) )?(?:between|from) /,
};
const CAME_THEN = {
  zh: sticky(
    "(?:之?间|期间|这段时间|时段)?(?:内|里)?(?:进来?|下单?|来|收到|接到|提交|创建)?了?(?:的?(?:订单|单子|单(?![价据号独]))|的|(?=[,;。]|$))",
  ),
  en: /(?=[\s,:;.]|$)/y,
};

/** 「晚上10点到早上8点进来的单」: the first minute belongs to it, the last does not; past midnight it is either side of it. */
export const clockRange: Implied = (reader) => {
  if (!RANGE_STARTS[reader.language].test(reader.source.low.slice(reader.at, reader.at + 40))) return null;
  const paidFirst = reader.language === "en" && reader.take(/(?:is |was )?paid (?=between|from)/y) !== null;
  const range = readClockRange(reader);
  if (range === null) return null;
  if (paidFirst || reader.take(PAID_THEN[reader.language]) !== null) return inside("paid_minute_of_day", range);
  return reader.take(CAME_THEN[reader.language]) === null ? null : inside("minute_of_day", range);
};
/** "placed after 6 pm": the time of day at which the order is looked at. */
export const clockOfDayEn: Implied = (reader) => {
  if (!"pcra".includes(reader.char)) return null;
  const side = reader.take(
    /(?:that (?:come|came|arrive)(?: in)? |placed |coming in |received |arriving )(before|after|from) (?!noon and|midnight)/y,
  )?.[1];
  const clock = side === undefined ? null : readClock(reader);
  if (clock === null || clock === 0 || reader.look(/[\s,:;.]|$/y) === null) return null;
  return comparison("minute_of_day", side === "before" ? "lt" : "ge", clock);
};
export const clockOfPayEn: Implied = (reader) => {
  const side = reader.take(/(?:is |was )?paid (before|by|after)(?: local time)? /y)?.[1];
  const clock = side === undefined ? null : readClock(reader);
  return clock === null
    ? null
    : comparison("paid_minute_of_day", side === "before" ? "lt" : side === "by" ? "le" : "gt", clock);
};
export const weekday: Implied = (reader) => {
  // 「本周五」 is a date, and not each Friday.
  if (/[本这下上]/.test(reader.source.low.charAt(reader.at - 1))) return null;
  reader.take(reader.language === "zh" ? /(?:今天)?(?:是|在|逢|每逢)?/y : /(?:on |at |over |during |it is )?/y);
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
