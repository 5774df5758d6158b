/** Local dates and times of instants, and back. A time that a clock change skips is read with the offset before the change. */
import { DAY, dateText, dayOfDate, MINUTE } from "./civil.ts";
import { zoneOffset } from "./zone.ts";

/** The local date's day number. */
export function localDay(ms: number, zone: string): number {
  return Math.floor((ms + zoneOffset(ms, zone)) / DAY);
}

/** Milliseconds since local midnight by the wall clock, 0 … 86 399 999. */
export function localTime(ms: number, zone: string): number {
  const local = ms + zoneOffset(ms, zone);
  return local - Math.floor(local / DAY) * DAY;
}

/** Minutes since local midnight by the wall clock, 0 … 1439. */
export function minuteOfDay(ms: number, zone: string): number {
  return Math.floor(localTime(ms, zone) / MINUTE);
}

/** The local calendar date of an instant, `YYYY-MM-DD`. */
export function calendarDate(ms: number, zone: string): string {
  return dateText(localDay(ms, zone));
}

/** The instant of a wall-clock time. Skipped times move on by the length of the gap; of a repeated time the first counts. */
export function instantAt(dayNo: number, timeOfDay: number, zone: string): number {
  const local = dayNo * DAY + timeOfDay;
  const before = zoneOffset(local - DAY, zone);
  const after = zoneOffset(local + DAY, zone);
  if (before === after) return local - before;
  const early = Math.min(local - before, local - after);
  const late = Math.max(local - before, local - after);
  if (early + zoneOffset(early, zone) === local) return early;
  if (late + zoneOffset(late, zone) === local) return late;
  return local - before;
}

/** The first instant of a local date, also where midnight itself is skipped. */
export const startOfDayNumber = (dayNo: number, zone: string): number => firstAt(dayNo, 0, zone);

/** The first instant at which the clock shows a time or, where that is skipped, a later one. */
export function firstAt(dayNo: number, timeOfDay: number, zone: string): number {
  const local = dayNo * DAY + timeOfDay;
  const at = instantAt(dayNo, timeOfDay, zone);
  if (at + zoneOffset(at, zone) === local) return at;
  let below = Math.floor((at - DAY) / 1000);
  let above = Math.ceil(at / 1000);
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (middle * 1000 + zoneOffset(middle * 1000, zone) >= local) above = middle;
    else below = middle;
  }
  return above * 1000;
}

/**
 * The first instant of the local date that an instant (or a `YYYY-MM-DD` text) falls on, or of the date so many days later. NaN for a
 * text that is no date.
 */
export function startOfDay(at: number | string, zone: string, daysLater = 0): number {
  const dayNo = typeof at === "number" ? localDay(at, zone) : dayOfDate(at);
  return dayNo === null ? Number.NaN : startOfDayNumber(dayNo + daysLater, zone);
}

/** The last millisecond of a local date. */
export function endOfDayNumber(dayNo: number, zone: string): number {
  return startOfDayNumber(dayNo + 1, zone) - 1;
}

/** The instant of a wall-clock time (minutes since midnight) on the local date that `at` falls on, or on the date so many days later. */
export function instantOn(at: number, minute: number, zone: string, daysLater = 0): number {
  return instantAt(localDay(at, zone) + daysLater, minute * MINUTE, zone);
}
