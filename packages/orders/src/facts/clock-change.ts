/**
 * When the clock alone will change the outcome of a comparison. Used to reconsider an order at exactly that instant, and to
 * say on screen when an order will match. Pure: the order stays as it is, only the instant moves.
 */
import { timeOf } from "../brands.ts";
import { DAY, LAST_INSTANT, MINUTE } from "../calendar/civil.ts";
import type { TimeSettings } from "../calendar/duration.ts";
import { instantAt, localDay, startOfDayNumber } from "../calendar/local.ts";
import { nextWorkingChange } from "../calendar/working.ts";
import { LAST_DAY } from "../calendar/working-days.ts";
import type { Order } from "../order.ts";
import type { OrderTime } from "../settings.ts";
import { type ClockFact, type Motion, motionAt, motionOf } from "./clock-facts.ts";

export type ClockOperator = "lt" | "le" | "eq" | "ne" | "ge" | "gt";

/** A clock fact compared with a constant. `between` is two of these, `in list` one `eq` an entry. */
export interface ClockComparison {
  fact: ClockFact;
  operator: ClockOperator;
  value: number | boolean;
}

/** Whether it holds at an instant; false where the order lacks what the fact is computed from. */
export function clockComparisonHolds(
  comparison: ClockComparison,
  order: Order,
  at: number,
  settings: OrderTime,
): boolean {
  const time = timeOf(settings, order.brand);
  return holds(motionOf(comparison.fact, order, time), comparison, at, time);
}

/** The earliest instant after `after` at which the comparison's outcome differs from what it is at `after`; null: never. */
export function nextFlip(comparison: ClockComparison, order: Order, after: number, settings: OrderTime): number | null {
  const time = timeOf(settings, order.brand);
  const motion = motionOf(comparison.fact, order, time);
  if (motion.kind === "until") return nextDateFlip(motion.due, comparison, after, time.zone);
  const now = holds(motion, comparison, after, time);
  for (const at of candidates(motion, comparison, after, time)) {
    if (at > LAST_INSTANT) return null;
    if (at > after && holds(motion, comparison, at, time) !== now) return at;
  }
  return null;
}

function holds(motion: Motion, comparison: ClockComparison, at: number, settings: TimeSettings): boolean {
  const value = motionAt(motion, at, settings);
  return value !== undefined && compare(value, comparison.operator, comparison.value);
}

/** As standard JSON-Logic compares: equality is strict, order is numeric. */
function compare(value: number | boolean, operator: ClockOperator, constant: number | boolean): boolean {
  switch (operator) {
    case "lt":
      return value < constant;
    case "le":
      return value <= constant;
    case "eq":
      return value === constant;
    case "ne":
      return value !== constant;
    case "ge":
      return value >= constant;
    case "gt":
      return value > constant;
  }
}

/** Ascending instants among which the first flip is, if there is one. */
function candidates(
  motion: Exclude<Motion, { kind: "until" }>,
  { value }: ClockComparison,
  after: number,
  settings: TimeSettings,
): Iterable<number> {
  switch (motion.kind) {
    case "still":
      return [];
    case "line":
      return aroundCrossing(motion, Number(value));
    case "days":
      return nextDays(motion, after, settings);
    case "falling":
      return dayCrossings(motion, Number(value), after, settings.zone);
    case "minutes":
      return minutesAround(Number(value), after, settings.zone);
    case "hours": {
      const change = nextWorkingChange(after, settings.calendar, settings.zone);
      return change === null ? [] : [change];
    }
  }
}

/**
 * A straight line attains the value at one point; rounding of the division may shift it by some milliseconds when the value
 * is a fraction, so the milliseconds around it are tried too.
 */
function aroundCrossing(motion: Motion & { kind: "line" }, value: number): number[] {
  const crossing = motion.growing ? motion.zero + value * motion.unit : motion.zero - value * motion.unit;
  if (!(Math.abs(crossing) <= LAST_INSTANT)) return [];
  const near = Math.floor(crossing);
  return [near - 1, near, near + 1, near + 2, near + 3];
}

/** Days left reach a value on one date, and are below it from the next on: nearly all orders that are looked at again wait for that. */
function nextDateFlip(due: number, { operator, value }: ClockComparison, after: number, zone: string): number | null {
  const today = localDay(after, zone);
  const now = compare(due - today, operator, value);
  const reached = Math.ceil(due - Number(value));
  for (let dayNo = Math.max(reached, today + 1); dayNo <= Math.min(reached + 1, LAST_DAY); dayNo += 1) {
    const at = startOfDayNumber(dayNo, zone);
    if (at > LAST_INSTANT) return null;
    if (compare(due - localDay(at, zone), operator, value) !== now) return at;
  }
  return null;
}

/** A number that falls from date to date reaches the value on one date, and is below it from another on. */
function dayCrossings(motion: Motion & { kind: "falling" }, value: number, after: number, zone: string): number[] {
  if (Number.isNaN(value)) return [];
  const today = localDay(after, zone);
  const reached = firstDay(today, (dayNo) => motion.on(dayNo) <= value);
  if (reached === null) return [];
  const crossings = reached > today ? [startOfDayNumber(reached, zone)] : [];
  const passed = firstDay(reached, (dayNo) => motion.on(dayNo) < value);
  if (passed !== null && passed > today) crossings.push(startOfDayNumber(passed, zone));
  return crossings;
}

/** The first date from `from` on for which a test that stays true holds. */
function firstDay(from: number, test: (dayNo: number) => boolean): number | null {
  if (test(from)) return from;
  let below = from;
  let above = from + 1;
  for (let step = 2; !test(above); step *= 2) {
    if (above >= LAST_DAY) return null;
    below = above;
    above = Math.min(above + step, LAST_DAY);
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (test(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** Dates on which a value that comes and goes changes. */
function* nextDays(motion: Motion & { kind: "days" }, after: number, { zone }: TimeSettings): Generator<number> {
  let last: number | boolean | undefined;
  for (const dayNo of motion.among(localDay(after, zone))) {
    const value = motion.on(dayNo);
    if (last !== undefined && value !== last) yield startOfDayNumber(dayNo, zone);
    last = value;
  }
}

/** The minutes at which the wall clock comes to the value, leaves it, or begins a new date, on the next days. */
function* minutesAround(value: number, after: number, zone: string): Generator<number> {
  const today = localDay(after, zone);
  const minutes = [...new Set([0, Math.ceil(value), Math.floor(value) + 1])].filter((m) => m >= 0 && m < 1440);
  for (let dayNo = today; dayNo <= today + 2; dayNo += 1) {
    const start = startOfDayNumber(dayNo, zone);
    const end = startOfDayNumber(dayNo + 1, zone);
    if (end - start === DAY) {
      for (const minute of minutes) yield instantAt(dayNo, minute * MINUTE, zone);
    } else {
      for (let at = start; at < end; at += MINUTE) yield at; // the clock is changed on this date
    }
  }
}
