/** The due date of an order, given the instant of the decision: as a date, or as an instant. */
import { calendarDate, startOfDay, type WorkspaceSettings, workingDaysBetween } from "@switchyard/orders";
import { decideAbsent, type FactState } from "../domain/fact-state.ts";
import { hasNumber, pickNumber } from "../domain/number-domain.ts";
import { hasText } from "../domain/text-domain.ts";
import { type Bound, hull, isEmpty, isReadable, meet, numberOf, pickInstant, type Span, spanOf } from "./instants.ts";

export type StateRead = (name: string) => FactState | undefined;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const DUE_FACTS = ["due_at", "due_date", "due_in_days", "due_in_working_days", "due_in_hours", "~due_at"] as const;
/** Present whenever the order is due at all. */
const ALWAYS_DUE = ["due_at", "due_in_days", "due_in_working_days", "due_in_hours", "~due_at"] as const;

export interface Due {
  /** `YYYY-MM-DD`, or null for an instant. */
  date: string | null;
  at: number;
}
/** `null`: not due at all. `undefined`: nothing suits this instant. */
export type DueChoice = Due | null | undefined;

const must = (states: StateRead, names: readonly string[]) =>
  names.some((name) => decideAbsent2(states(name)) === false);
const mustNot = (states: StateRead, names: readonly string[]) =>
  names.some((name) => decideAbsent2(states(name)) === true);
function decideAbsent2(state: FactState | undefined): boolean | null {
  return state === undefined ? null : decideAbsent(state);
}

/** Whether due facts contradict each other by presence alone. */
export function dueContradicts(states: StateRead): boolean {
  return mustNot(states, ALWAYS_DUE) && must(states, DUE_FACTS);
}

export function chooseDue(states: StateRead, now: number, settings: WorkspaceSettings): DueChoice {
  if (!must(states, DUE_FACTS)) return null;
  if (mustNot(states, ALWAYS_DUE)) return undefined;
  if (!mustNot(states, ["due_date"])) {
    const dated = chooseDate(states, now, settings);
    if (dated !== undefined) return dated;
  }
  return must(states, ["due_date"]) ? undefined : chooseInstant(states, now, settings);
}

/** Bounds on the due instant as exact time says it. */
function dueBounds(states: StateRead, now: number): Bound[] {
  const bounds: Bound[] = [];
  const add = (name: string, read: Bound["read"], back: Bound["back"]) => {
    const domain = numberOf(states(name));
    if (domain !== null) bounds.push({ domain, read, back });
  };
  add(
    "due_at",
    (at) => at,
    (at) => at,
  );
  add(
    "~due_at",
    (at) => at - now,
    (ms) => now + ms,
  );
  add(
    "due_in_hours",
    (at) => (at - now) / HOUR,
    (hours) => now + hours * HOUR,
  );
  return bounds;
}

function chooseInstant(states: StateRead, now: number, settings: WorkspaceSettings): DueChoice {
  const bounds = dueBounds(states, now);
  const days = numberOf(states("due_in_days"));
  if (days !== null) bounds.push({ domain: days, read: (at) => (at - now) / DAY, back: (value) => now + value * DAY });
  const working = numberOf(states("due_in_working_days"));
  const suits = (at: number): boolean =>
    working === null || hasNumber(working, workingDaysBetween(now, at, settings.calendar, settings.zone));
  const at = pickInstant(bounds, now + 5 * DAY, suits);
  if (at !== null) return { date: null, at };
  if (working === null) return undefined;
  for (let day = -60; day <= 400; day += 1) {
    const found = pickInstant(bounds, now + day * DAY, suits);
    if (found !== null) return { date: null, at: found };
  }
  return undefined;
}

function chooseDate(states: StateRead, now: number, settings: WorkspaceSettings): DueChoice {
  const { zone, calendar } = settings;
  const days = numberOf(states("due_in_days"));
  const text = states("due_date")?.domain;
  const working = numberOf(states("due_in_working_days"));
  const exact = dueBounds(states, now);
  const today = startOfDay(now, zone);
  const limits = exact.map(spanOf).reduce(meet, { lo: now - 4000 * DAY, hi: now + 4000 * DAY });
  if (isEmpty(limits)) return undefined;
  const range: Span = meet(days === null ? { lo: -4000, hi: 4000 } : hull(days), {
    lo: Math.floor((limits.lo - today) / DAY) - 2,
    hi: Math.ceil((limits.hi - today) / DAY) + 2,
  });
  const suits = (day: number): Due | null => {
    if (days !== null && !hasNumber(days, day)) return null;
    if (!isReadable(today + day * DAY)) return null;
    const date = dateAfter(today, day, zone);
    const at = startOfDay(date, zone, 1) - 1;
    if (exact.some(({ domain, read }) => !hasNumber(domain, read(at)))) return null;
    if (text?.type === "text" && !hasText(text, date)) return null;
    if (working !== null && !hasNumber(working, workingDaysBetween(now, at, calendar, zone))) return null;
    return { date, at };
  };
  const wanted = days === null ? null : pickNumber({ ...days, integer: true }, 5);
  for (const day of wanted === null ? [5, 0, 1, 2] : [wanted]) {
    const found = suits(day);
    if (found !== null) return found;
  }
  if (working === null && text === undefined && exact.length === 0 && days?.only === null) return undefined;
  const most = working === null && text === undefined ? 48 : 800;
  for (const day of outwards(Math.max(range.lo, -4000), Math.min(range.hi, 4000), most)) {
    const found = suits(day);
    if (found !== null) return found;
  }
  return undefined;
}

/** Whole numbers of a range: from today on, then back from today. */
function* outwards(lo: number, hi: number, most: number): Generator<number> {
  const [from, to] = [Math.ceil(lo), Math.floor(hi)];
  for (let day = Math.max(0, from); day <= to && day < Math.max(0, from) + most; day += 1) yield day;
  for (let day = Math.min(-1, to); day >= from && day > Math.min(-1, to) - most; day -= 1) yield day;
}

/** Bounds on days and on hours that no due date can have together, whatever the instant. */
export function dueImpossible(states: StateRead): boolean {
  if (!must(states, DUE_FACTS)) return false;
  const of = (name: string, unit: number): Span => {
    const domain = numberOf(states(name));
    if (domain === null) return { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };
    const { lo, hi } = hull(domain);
    return { lo: lo * unit, hi: hi * unit };
  };
  const exact = meet(of("due_in_hours", HOUR), of("~due_at", 1));
  const days = of("due_in_days", DAY);
  // A date is due at its end: up to a day and an hour later than whole days from now.
  const dated = meet(exact, { lo: days.lo - HOUR, hi: days.hi + DAY + HOUR });
  return isEmpty(dated) && isEmpty(meet(exact, { lo: days.lo - 1, hi: days.hi + 1 }));
}

function dateAfter(today: number, day: number, zone: string): string {
  return calendarDate(startOfDay(today, zone, day), zone);
}
