import { readClock, readWeekdays } from "../../source/moments.ts";
import { readQuantity } from "../../source/quantities.ts";
import { sticky } from "../../source/reader.ts";
import { comparison } from "../make.ts";
import { type Implied, says } from "./says.ts";

/** 「三天内到期」「当日12:00前支付」「周末」: times without their fact. */

export const DUE_AFTER_ZH = sticky(" ?(?:之内|以内|内)(?:要|需|就)?(?:交货|到期|交付|要货|出货|交)的?");
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
  if (clock === null || side === null) return null;
  return comparison("paid_minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
};
/** 「下午3点以后的订单」: the time of day at which the order is looked at. */
export const clockOfDay: Implied = (reader) => {
  const clock = readClock(reader);
  const side = clock === null ? null : reader.take(/ ?(之?前|以前|之?后|以后)(?:的(?=订单)|下单的?)/y);
  if (clock === null || side === null) return null;
  return comparison("minute_of_day", side[1]?.includes("前") === true ? "lt" : "ge", clock);
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
