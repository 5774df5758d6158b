/**
 * The working calendar: a weekly pattern with hours, days off, and days worked in their stead (调休). A day's hours come
 * from the dates first (a worked date wins over a day off), then from the week.
 */
import { HOUR, MINUTE, SECOND } from "./civil.ts";
import { firstAt, localDay } from "./local.ts";
import {
  compileCalendar,
  daysOfChange,
  LAST_DAY,
  type Span,
  type WorkingCalendar,
  workedDaysUpTo,
} from "./working-days.ts";

export type { WorkingCalendar, WorkingHours } from "./working-days.ts";

/** The hours worked on a local date. */
function workingSpans(dayNo: number, calendar: WorkingCalendar): readonly Span[] {
  return compileCalendar(calendar).spansOf(dayNo);
}

export function isWorkingDay(dayNo: number, calendar: WorkingCalendar): boolean {
  return workingSpans(dayNo, calendar).length > 0;
}

/**
 * Inside working hours; the first instant of a span is inside, its end is not. A span is one stretch of time, from the first time the
 * clock shows its start to the first time it shows its end: hours that the clock repeats are not worked twice, and of those
 * that it skips nothing is worked.
 */
export function isWorkingTime(ms: number, calendar: WorkingCalendar, zone: string): boolean {
  const day = localDay(ms, zone);
  return isWorkedOn(day, ms, calendar, zone) || isWorkedOn(day + 1, ms, calendar, zone);
}

/** A date has begun already where the clock was set back past midnight, and shows the day before again. */
function isWorkedOn(dayNo: number, ms: number, calendar: WorkingCalendar, zone: string): boolean {
  for (const [start, end] of spanInstants(dayNo, calendar, zone)) if (ms >= start && ms < end) return true;
  return false;
}

/** The n-th working day after (n > 0) or before (n < 0) a date; 0 is the date itself. */
export function addWorkingDays(dayNo: number, count: number, calendar: WorkingCalendar): number {
  if (count === 0) return dayNo;
  const compiled = compileCalendar(calendar);
  const target = count > 0 ? workedDaysUpTo(dayNo, compiled) + count : workedDaysUpTo(dayNo - 1, compiled) + count + 1;
  return compiled.dayOfCount(target, dayNo);
}

/** Working days in (from, to], negative when `to` is the earlier date. */
export function workingDaysFrom(fromDay: number, toDay: number, calendar: WorkingCalendar): number {
  const compiled = compileCalendar(calendar);
  return workedDaysUpTo(toDay, compiled) - workedDaysUpTo(fromDay, compiled);
}

/** Working days from one instant's local date to another's: today is 0, the next working day 1, the last one −1. */
export function workingDaysBetween(from: number, to: number, calendar: WorkingCalendar, zone: string): number {
  return workingDaysFrom(localDay(from, zone), localDay(to, zone), calendar);
}

/** The instants of a date's working hours. */
function* spanInstants(dayNo: number, calendar: WorkingCalendar, zone: string): Generator<[number, number]> {
  for (const span of workingSpans(dayNo, calendar)) {
    yield [firstAt(dayNo, span.start, zone), firstAt(dayNo, span.end, zone)];
  }
}

/**
 * The earliest instant by which that much working time has gone by (so 17:00 + 1 h is 18:00, when the day ends then, and
 * not the next morning). A negative span counts backwards. A calendar without working time never gets there: null.
 */
export function addWorkingTime(ms: number, span: number, calendar: WorkingCalendar, zone: string): number | null {
  if (span === 0) return ms;
  return span > 0 ? forwards(ms, span, calendar, zone) : backwards(ms, -span, calendar, zone);
}

function forwards(ms: number, span: number, calendar: WorkingCalendar, zone: string): number | null {
  let left = span;
  for (let dayNo = localDay(ms, zone); dayNo < LAST_DAY; dayNo = addWorkingDays(dayNo, 1, calendar)) {
    for (const [start, end] of spanInstants(dayNo, calendar, zone)) {
      const from = Math.max(start, ms);
      if (end <= from) continue;
      if (left <= end - from) return from + left;
      left -= end - from;
    }
  }
  return null;
}

function backwards(ms: number, span: number, calendar: WorkingCalendar, zone: string): number | null {
  let left = span;
  for (let dayNo = localDay(ms, zone) + 1; dayNo > -LAST_DAY; dayNo = addWorkingDays(dayNo, -1, calendar)) {
    for (const [start, end] of [...spanInstants(dayNo, calendar, zone)].reverse()) {
      const to = Math.min(end, ms);
      if (to <= start) continue;
      if (left <= to - start) return to - left;
      left -= to - start;
    }
  }
  return null;
}

/** Milliseconds of working time between two instants; negative when `to` is earlier. */
export function workingTimeBetween(from: number, to: number, calendar: WorkingCalendar, zone: string): number {
  if (to < from) return -workingTimeBetween(to, from, calendar, zone);
  const lastDay = Math.min(localDay(to, zone) + 1, LAST_DAY);
  let sum = 0;
  for (let dayNo = localDay(from, zone); dayNo <= lastDay; dayNo = addWorkingDays(dayNo, 1, calendar)) {
    for (const [start, end] of spanInstants(dayNo, calendar, zone)) {
      sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
    if (dayNo === LAST_DAY) break;
  }
  return sum;
}

/** The next instant after `ms` at which working time begins or ends; null when none comes. */
export function nextWorkingChange(ms: number, calendar: WorkingCalendar, zone: string): number | null {
  const now = isWorkingTime(ms, calendar, zone);
  for (const dayNo of daysOfChange(localDay(ms, zone), compileCalendar(calendar))) {
    for (const edges of spanInstants(dayNo, calendar, zone)) {
      for (const edge of edges) {
        if (edge > ms && isWorkingTime(edge, calendar, zone) !== now) return edge;
      }
    }
  }
  return null;
}

/** Milliseconds in `amount` seconds, minutes or hours. */
export function spanOf(amount: number, unit: "second" | "minute" | "hour"): number {
  return amount * (unit === "second" ? SECOND : unit === "minute" ? MINUTE : HOUR);
}
