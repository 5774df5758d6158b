/**
 * A calendar made ready for counting: the worked days up to a date are a closed formula of the week plus a binary search
 * in the few dates that differ from it. Made once for each calendar object and remembered beside it.
 */
import { DAY, dayOfDate, LAST_INSTANT, MINUTE, weekdayOf } from "./civil.ts";

/** `HH:MM` by the wall clock; `end` may be `24:00`. */
export interface WorkingHours {
  start: string;
  end: string;
}

export interface WorkingCalendar {
  /** Seven entries, Monday first; an empty one is a day off. */
  week: WorkingHours[][];
  /** Days off, `YYYY-MM-DD`. */
  holidays: { date: string; name?: string }[];
  /** Days worked although the week or a holiday says otherwise; without hours of their own, the week's first ones. */
  workdays: { date: string; name?: string; hours?: WorkingHours[] }[];
}

/** Milliseconds since local midnight by the wall clock. */
export interface Span {
  start: number;
  end: number;
}

/** 9999-12-31: counting stops here. */
export const LAST_DAY = Math.floor(LAST_INSTANT / DAY);

export interface CompiledCalendar {
  spansOf(dayNo: number): readonly Span[];
  /** Worked weekdays in a week, and in its first 1 … 7 days. */
  perWeek: number;
  upTo: readonly number[];
  /** The dates that differ from the week, ascending, and the sum of differences up to each. */
  exceptionDays: readonly number[];
  exceptionSums: readonly number[];
  /** Every date that the calendar names, ascending. */
  namedDays: readonly number[];
  /** The first date with at least that many worked days behind it, looked for around `near`. */
  dayOfCount(count: number, near: number): number;
}

const compiled = new WeakMap<WorkingCalendar, CompiledCalendar>();

export function compileCalendar(calendar: WorkingCalendar): CompiledCalendar {
  const known = compiled.get(calendar);
  if (known !== undefined) return known;
  const fresh = build(calendar);
  compiled.set(calendar, fresh);
  return fresh;
}

/** Minutes since midnight of `HH:MM`, or null. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(text);
  if (found === null) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[2]) < 60 && minutes <= 1440 ? minutes : null;
}

function spansFrom(hours: readonly WorkingHours[]): Span[] {
  return hours
    .map(({ start, end }) => ({ start: (minutesOf(start) ?? 0) * MINUTE, end: (minutesOf(end) ?? 0) * MINUTE }))
    .filter((span) => span.end > span.start)
    .sort((a, b) => a.start - b.start);
}

function build(calendar: WorkingCalendar): CompiledCalendar {
  const week = Array.from({ length: 7 }, (_, index) => spansFrom(calendar.week[index] ?? []));
  const usual = week.find((spans) => spans.length > 0) ?? spansFrom([{ start: "09:00", end: "18:00" }]);
  const byDay = new Map<number, Span[]>();
  for (const { date } of calendar.holidays) {
    const dayNo = dayOfDate(date);
    if (dayNo !== null) byDay.set(dayNo, []);
  }
  for (const { date, hours } of calendar.workdays) {
    const dayNo = dayOfDate(date);
    if (dayNo !== null) byDay.set(dayNo, hours === undefined ? usual : spansFrom(hours));
  }
  const spansOf = (dayNo: number): readonly Span[] => byDay.get(dayNo) ?? week[weekdayOf(dayNo) - 1] ?? [];

  const upTo: number[] = [];
  let perWeek = 0;
  for (const spans of week) {
    if (spans.length > 0) perWeek += 1;
    upTo.push(perWeek);
  }
  const exceptionDays: number[] = [];
  const exceptionSums: number[] = [];
  let sum = 0;
  const namedDays = [...byDay.keys()].sort((a, b) => a - b);
  for (const dayNo of namedDays) {
    const usually = (week[weekdayOf(dayNo) - 1] ?? []).length > 0 ? 1 : 0;
    const really = (byDay.get(dayNo) ?? []).length > 0 ? 1 : 0;
    if (usually === really) continue;
    sum += really - usually;
    exceptionDays.push(dayNo);
    exceptionSums.push(sum);
  }
  const self: CompiledCalendar = {
    spansOf,
    perWeek,
    upTo,
    exceptionDays,
    exceptionSums,
    namedDays,
    dayOfCount: (count, near) => dayOfCount(count, near, self),
  };
  return self;
}

/** Worked days up to and including a date, counted from a fixed Monday (1969-12-29); negative before it. */
export function workedDaysUpTo(dayNo: number, calendar: CompiledCalendar): number {
  const sinceMonday = dayNo + 3;
  const weeks = Math.floor(sinceMonday / 7);
  const partial = calendar.upTo[sinceMonday - weeks * 7] ?? 0;
  return weeks * calendar.perWeek + partial + exceptionsUpTo(dayNo, calendar);
}

function exceptionsUpTo(dayNo: number, { exceptionDays, exceptionSums }: CompiledCalendar): number {
  let low = 0;
  let high = exceptionDays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exceptionDays[middle] ?? 0) <= dayNo) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (exceptionSums[low - 1] ?? 0);
}

function dayOfCount(count: number, near: number, calendar: CompiledCalendar): number {
  let step = 1;
  let below = near;
  let above = near;
  while (workedDaysUpTo(above, calendar) < count && above < LAST_DAY) {
    below = above;
    above = Math.min(above + step, LAST_DAY);
    step *= 2;
  }
  step = 1;
  while (workedDaysUpTo(below, calendar) >= count && below > -LAST_DAY) {
    above = below;
    below = Math.max(below - step, -LAST_DAY);
    step *= 2;
  }
  if (workedDaysUpTo(below, calendar) >= count) return below;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (workedDaysUpTo(middle, calendar) >= count) above = middle;
    else below = middle;
  }
  return above;
}

/** Shows all that a week has, also where a clock change swallows the hours of one of its days. */
const SEEN_WHOLE = 21;

/**
 * Dates from one on, ascending, among which is the next one that is worked otherwise than it, if there is any: the weeks to come,
 * and those around each date that the calendar names. So a house that never shuts is not looked through to the year 9999.
 */
export function* daysOfChange(from: number, { namedDays }: CompiledCalendar): Generator<number> {
  let next = from;
  for (const named of [from, ...namedDays]) {
    for (next = Math.max(next, named - 1); next <= named + SEEN_WHOLE && next <= LAST_DAY; next += 1) yield next;
  }
}
