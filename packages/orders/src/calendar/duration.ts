/** Spans of natural or working time: 自然日 / 工作日 is always an explicit choice. */
import { DAY, LAST_INSTANT } from "./civil.ts";
import { instantAt, localDay, localTime } from "./local.ts";
import { addWorkingDays, addWorkingTime, spanOf, type WorkingCalendar } from "./working.ts";
import { LAST_DAY } from "./working-days.ts";

export interface Duration {
  amount: number;
  unit: "second" | "minute" | "hour" | "day";
  clock: "natural" | "working";
}

/** What calendar arithmetic needs to know of a workspace. */
export interface TimeSettings {
  zone: string;
  calendar: WorkingCalendar;
}

/**
 * Natural seconds, minutes and hours are exact; a natural day is the same wall-clock time on a later date (not 24 hours); working
 * seconds, minutes and hours count working time only; n working days is the same wall-clock time on the n-th working day after.
 * Where no such instant comes, the last instant of year 9999.
 */
export function addDuration(ms: number, duration: Duration, settings: TimeSettings): number {
  const { amount, unit, clock } = duration;
  if (amount === 0) return ms;
  if (unit !== "day") {
    const span = spanOf(amount, unit);
    if (clock === "natural") return Math.min(ms + span, LAST_INSTANT);
    return addWorkingTime(ms, span, settings.calendar, settings.zone) ?? LAST_INSTANT;
  }
  const today = localDay(ms, settings.zone);
  const dayNo = clock === "natural" ? today + amount : addWorkingDays(today, amount, settings.calendar);
  if (dayNo >= LAST_DAY) return LAST_INSTANT;
  return instantAt(dayNo, localTime(ms, settings.zone), settings.zone);
}

/** The length of a natural span of seconds, minutes, hours or 24-hour days, in milliseconds: for sliding windows, which know no dates. */
export function naturalLength(duration: Duration): number {
  return duration.unit === "day" ? duration.amount * DAY : spanOf(duration.amount, duration.unit);
}
