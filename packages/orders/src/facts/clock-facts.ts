/** The clock facts: what they are at an instant, and how they move. */

import { timeOf } from "../brands.ts";
import { DAY, dayOfDate, dayOfParts, HOUR, weekdayOf } from "../calendar/civil.ts";
import type { TimeSettings } from "../calendar/duration.ts";
import { localDay, minuteOfDay } from "../calendar/local.ts";
import { isWorkingDay, isWorkingTime, workingDaysFrom } from "../calendar/working.ts";
import { compileCalendar, daysOfChange } from "../calendar/working-days.ts";
import type { Order } from "../order.ts";
import type { OrderTime } from "../settings.ts";

/**
 * How a fact moves while its order stays as it is.
 * - `still`: not at all.
 * - `line`: `(t − zero) / unit`, growing; or `(zero − t) / unit`, falling.
 * - `until`: the local dates that are left until the day `due`.
 * - `falling`: a whole number per local date that never grows.
 * - `days`: a value per local date that comes and goes; `among` are dates from one on, among which its next change is.
 * - `minutes`: it may change at every full minute of the wall clock.
 * - `hours`: it changes where working time begins or ends.
 */
export type Motion =
  | { kind: "still"; value: number | undefined }
  | { kind: "line"; zero: number; unit: number; growing: boolean }
  | { kind: "until"; due: number }
  | { kind: "falling"; on: (dayNo: number) => number }
  | { kind: "days"; on: (dayNo: number) => number | boolean; among: (from: number) => Iterable<number> }
  | { kind: "minutes" }
  | { kind: "hours" };

const STILL: Motion = { kind: "still", value: undefined };

export const CLOCK_FACTS = [
  "now",
  "weekday",
  "minute_of_day",
  "is_working_day",
  "is_working_time",
  "due_in_days",
  "due_in_working_days",
  "due_in_hours",
  "age_hours",
  "paid_hours",
  "paid_minute_of_day",
] as const;
export type ClockFact = (typeof CLOCK_FACTS)[number];

export function isClockFact(name: string): name is ClockFact {
  return (CLOCK_FACTS as readonly string[]).includes(name);
}

/** A field that a flow has set may hold anything; what is no instant is as good as absent. */
function isInstant(value: number | undefined): value is number {
  return Number.isFinite(value);
}

/** As {@link dayOfDate}, without a pattern where each character is as it nearly always is: orders come by the thousand. */
function dayOf(date: string): number | null {
  if (typeof date !== "string" || date.length !== 10 || date[4] !== "-" || date[7] !== "-") return dayOfDate(date);
  let digits = 0;
  for (let i = 0; i < 10; i += 1) {
    if (i === 4 || i === 7) continue;
    const digit = date.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    digits = digits * 10 + digit;
  }
  return dayOfParts(Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100);
}

/** The local date an order is due on: its due date, or the date of its due instant. */
function dueDay(order: Order, zone: string): number | undefined {
  if (order.due_date !== undefined) return dayOf(order.due_date) ?? undefined;
  return isInstant(order.due_at) ? localDay(order.due_at, zone) : undefined;
}

export function motionOf(fact: ClockFact, order: Order, settings: TimeSettings): Motion {
  switch (fact) {
    case "now":
      return { kind: "line", zero: 0, unit: 1, growing: true };
    case "weekday":
      return { kind: "days", on: weekdayOf, among: aWeekFrom };
    case "minute_of_day":
      return { kind: "minutes" };
    case "is_working_day":
      return {
        kind: "days",
        on: (dayNo) => isWorkingDay(dayNo, settings.calendar),
        among: (from) => daysOfChange(from, compileCalendar(settings.calendar)),
      };
    case "is_working_time":
      return { kind: "hours" };
    case "due_in_days":
      return daysUntilDue(order);
    case "due_in_working_days": {
      const due = dueDay(order, settings.zone);
      if (due === undefined) return STILL;
      return { kind: "falling", on: (dayNo) => workingDaysFrom(dayNo, due, settings.calendar) };
    }
    case "due_in_hours":
      return isInstant(order.due_at) ? { kind: "line", zero: order.due_at, unit: HOUR, growing: false } : STILL;
    case "age_hours":
      return { kind: "line", zero: order.received_at, unit: HOUR, growing: true };
    case "paid_hours":
      return isInstant(order.paid_at) ? { kind: "line", zero: order.paid_at, unit: HOUR, growing: true } : STILL;
    case "paid_minute_of_day":
      return isInstant(order.paid_at) ? { kind: "still", value: minuteOfDay(order.paid_at, settings.zone) } : STILL;
  }
}

const aWeekFrom = (from: number) => Array.from({ length: 8 }, (_, days) => from + days);

/** A due date without a time counts calendar dates; a due instant counts exact hours / 24. */
function daysUntilDue(order: Order): Motion {
  if (order.due_date !== undefined) {
    const due = dayOf(order.due_date);
    if (due === null) return STILL;
    return { kind: "until", due };
  }
  return isInstant(order.due_at) ? { kind: "line", zero: order.due_at, unit: DAY, growing: false } : STILL;
}

/** The value at an instant; undefined where the order lacks what it is computed from. */
export function motionAt(motion: Motion, at: number, settings: TimeSettings): number | boolean | undefined {
  switch (motion.kind) {
    case "still":
      return motion.value;
    case "line":
      return (motion.growing ? at - motion.zero : motion.zero - at) / motion.unit;
    case "until":
      return motion.due - localDay(at, settings.zone);
    case "falling":
    case "days":
      return motion.on(localDay(at, settings.zone));
    case "minutes":
      return minuteOfDay(at, settings.zone);
    case "hours":
      return isWorkingTime(at, settings.calendar, settings.zone);
  }
}

/** A clock fact of an order at an instant, by its brand's calendar. */
export function clockFactAt(
  fact: ClockFact,
  order: Order,
  at: number,
  settings: OrderTime,
): number | boolean | undefined {
  const time = timeOf(settings, order.brand);
  return motionAt(motionOf(fact, order, time), at, time);
}
