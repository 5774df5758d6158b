/** The moments of an order together with the instant of the decision: everything that the clock facts are computed from. */
import { type ClockFact, clockFactAt, type Order, startOfDay, type WorkspaceSettings } from "@switchyard/orders";
import { allows, decideAbsent } from "../domain/fact-state.ts";
import { hasNumber } from "../domain/number-domain.ts";
import { chooseDue, DAY, type Due, dueContradicts, dueImpossible, HOUR, type StateRead } from "./due.ts";
import { type Bound, isEmpty, meet, numberOf, pickInstant, type Span, spanOf } from "./instants.ts";

export interface Moments {
  now: number;
  receivedAt: number;
  due: Due | null;
  /** `paid_at`, `ordered_at`, `custom.<name>` of type instant. */
  instants: Record<string, number>;
}
export type MomentsChoice = { ok: true; moments: Moments } | { ok: false; never: boolean };

/** Facts of `now` alone. */
const OF_NOW = [
  "weekday",
  "minute_of_day",
  "is_working_day",
  "is_working_time",
] as const satisfies readonly ClockFact[];
const UNSEEN: Order = { id: "", source: "", external_id: "", received_at: 0, tags: [], lines: [], custom: {}, raw: {} };
const NEVER: MomentsChoice = { ok: false, never: true };

interface Instant {
  name: string;
  bounds: (now: number) => Bound[];
  minute: boolean;
}

/** Chooses all moments. `names`: the facts that any condition asks for. */
export function chooseMoments(
  states: StateRead,
  names: readonly string[],
  settings: WorkspaceSettings,
  base: number,
): MomentsChoice {
  if (dueContradicts(states)) return NEVER;
  const wanted = instantsOf(states, names);
  if (wanted === null) return NEVER;
  const window = nowWindow(states, wanted);
  if (isEmpty(window)) return NEVER;
  const asked = OF_NOW.filter((name) => states(name) !== undefined);
  const isFree = states("now") === undefined && asked.length === 0;
  if (dueImpossible(states)) return NEVER;
  let [probed, tried] = [0, 0];
  const named = asked.length === 0 ? [] : namedDays(settings, base);
  for (const now of instantsToTry(states, window, base, asked.length > 0, named)) {
    probed += 1;
    if (probed > MOST_PROBES || tried > MOST_TRIES) break;
    const clock = states("now");
    if (clock !== undefined && !allows(clock, now)) continue;
    if (asked.some((name) => !allows(states(name) ?? clockless, clockFactAt(name, UNSEEN, now, settings)))) continue;
    tried += 1;
    const found = chooseAt(now, states, wanted, settings);
    if (found !== null) return { ok: true, moments: found };
  }
  return { ok: false, never: isFree || !names.some((name) => RELATIVE.test(name) && states(name) !== undefined) };
}

/** Instants looked at, and those for which an order's other moments are looked for. */
const MOST_PROBES = 3000;
const MOST_TRIES = 40;

const clockless = { absent: true, present: true, domain: { type: "boolean", can: [true, false] } } as const;
const RELATIVE = /^(~|due_|paid_|age_hours|received_at|ordered_at|custom\.)/;

function chooseAt(
  now: number,
  states: StateRead,
  wanted: readonly Instant[],
  settings: WorkspaceSettings,
): Moments | null {
  const due = chooseDue(states, now, settings);
  if (due === undefined) return null;
  const instants: Record<string, number> = {};
  let receivedAt = now;
  for (const { name, bounds, minute } of wanted) {
    const isMinute = (at: number): boolean => {
      const state = states("paid_minute_of_day");
      return (
        state === undefined ||
        allows(state, clockFactAt("paid_minute_of_day", { ...UNSEEN, paid_at: at }, now, settings))
      );
    };
    const at = minute
      ? pickMinute(bounds(now), now, isMinute, settings)
      : pickInstant(bounds(now), name === "received_at" ? now : now - HOUR);
    if (at === null) return null;
    if (name === "received_at") receivedAt = at;
    else instants[name] = at;
  }
  return { now, receivedAt, due, instants };
}

/** Instants other than the due one that must be there; null where presence contradicts itself. */
function instantsOf(states: StateRead, names: readonly string[]): Instant[] | null {
  const groups: [name: string, facts: [fact: string, sign: 1 | -1, unit: number][]][] = [
    ["received_at", [["received_at", 1, 0], ["~received_at", 1, 1], ["age_hours", -1, HOUR]]],
    ["paid_at", [["paid_at", 1, 0], ["~paid_at", 1, 1], ["paid_hours", -1, HOUR]]],
    ["ordered_at", [["ordered_at", 1, 0], ["~ordered_at", 1, 1]]],
  ]; // biome-ignore format: a table
  const customs = new Set(names.filter((name) => /^~?custom\./.test(name)).map((name) => name.replace("~", "")));
  for (const name of customs)
    groups.push([
      name,
      [
        [name, 1, 0],
        [`~${name}`, 1, 1],
      ],
    ]);
  const found: Instant[] = [];
  for (const [name, facts] of groups) {
    const all =
      name === "paid_at" ? [...facts.map(([fact]) => fact), "paid_minute_of_day"] : facts.map(([fact]) => fact);
    const seen = all.flatMap((fact) => states(fact) ?? []);
    if (seen.length === 0) continue;
    const isNeeded = name === "received_at" || seen.some((state) => decideAbsent(state) === false);
    if (!isNeeded) continue;
    if (seen.some((state) => decideAbsent(state) === true)) return null;
    found.push({
      name,
      minute: states("paid_minute_of_day") !== undefined && name === "paid_at",
      bounds: (now) => boundsOf(states, facts, now),
    });
  }
  return found;
}

/** Unit 0: the instant itself; otherwise (instant − now) × sign / unit. */
function boundsOf(states: StateRead, facts: [fact: string, sign: 1 | -1, unit: number][], now: number): Bound[] {
  return facts.flatMap(([fact, sign, unit]): Bound[] => {
    const domain = numberOf(states(fact));
    if (domain === null) return [];
    if (unit === 0) return [{ domain, read: (at) => at, back: (at) => at }];
    const read = (at: number): number => (sign === 1 ? at - now : now - at) / unit;
    return [{ domain, read, back: (value) => now + sign * value * unit }];
  });
}

/** `now` must lie where an absolute and a relative demand on one instant can both hold. */
function nowWindow(states: StateRead, wanted: readonly Instant[]): Span {
  const clock = numberOf(states("now"));
  let window: Span =
    clock === null
      ? { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY }
      : spanOf({ domain: clock, read: (at) => at, back: (at) => at });
  const relative = (absolute: string, facts: readonly [string, number][]) => {
    const fixed = numberOf(states(absolute));
    const state = states(absolute);
    if (fixed === null || state === undefined || !state.present) return;
    const at = spanOf({ domain: fixed, read: (value) => value, back: (value) => value });
    for (const [fact, unit] of facts) {
      const domain = numberOf(states(fact));
      if (domain === null || states(fact)?.present !== true) continue;
      const offset = spanOf({ domain, read: (value) => value, back: (value) => value * unit });
      window = meet(window, { lo: at.lo - offset.hi, hi: at.hi - offset.lo });
    }
  };
  const needed = new Set(wanted.map(({ name }) => name));
  if (needed.has("received_at"))
    relative("received_at", [
      ["~received_at", 1],
      ["age_hours", -HOUR],
    ]);
  if (needed.has("paid_at"))
    relative("paid_at", [
      ["~paid_at", 1],
      ["paid_hours", -HOUR],
    ]);
  if (needed.has("ordered_at")) relative("ordered_at", [["~ordered_at", 1]]);
  const due = ["due_at", "due_in_hours", "due_in_days", "~due_at"].some(
    (name) => decideAbsent(states(name) ?? clockless) === false,
  );
  if (due)
    relative("due_at", [
      ["~due_at", 1],
      ["due_in_hours", HOUR],
    ]);
  return window;
}

/** Days that the calendar names, the nearest first: where a house never rests else, it does on these. */
function namedDays({ calendar, zone }: WorkspaceSettings, base: number): number[] {
  const days = [...calendar.holidays, ...calendar.workdays].map(({ date }) => startOfDay(date, zone));
  return days.sort((a, b) => Math.abs(a - base) - Math.abs(b - base)).slice(0, MOST_NAMED);
}
const MOST_NAMED = 40;
/** So far around it every weekday was seen. */
const WEEKS = 21;

/** Instants worth trying, nearest first: the base, the window's ends, then hours of days around it, and of `named` days further away. */
function* instantsToTry(
  states: StateRead,
  window: Span,
  base: number,
  isCalendar: boolean,
  named: readonly number[],
): Generator<number> {
  const near = Math.min(Math.max(base, Math.ceil(window.lo)), Math.floor(window.hi));
  yield near;
  const domain = numberOf(states("now"));
  for (const value of domain?.only ?? []) yield value;
  for (const edge of [window.lo, window.hi])
    if (Number.isFinite(edge)) yield* [Math.ceil(edge), Math.ceil(edge) + 1, Math.floor(edge), Math.floor(edge) - 1];
  const minutes = minutesToTry(states);
  for (let step = 0; step <= (isCalendar ? 420 : 12); step += 1) {
    for (const start of step === WEEKS ? named : [])
      for (const minute of minutes) {
        const at = start + minute * 60_000;
        if (at >= window.lo && at <= window.hi) yield at;
      }
    for (const day of step === 0 ? [0] : [step, -step]) {
      const start = near + day * DAY;
      for (const minute of minutes) {
        const at = Math.floor(start / DAY) * DAY + minute * 60_000;
        if (at >= window.lo && at <= window.hi) yield at;
      }
    }
  }
}

/** Minutes of the UTC day whose local twins cover what conditions on the minute can ask (zones are whole quarter hours off). */
function minutesToTry(states: StateRead): number[] {
  const domain = numberOf(states("minute_of_day"));
  const hours = Array.from({ length: 24 }, (_, hour) => hour * 60);
  if (domain === null) return hours;
  const edges = domain.only ?? [domain.lo, domain.hi];
  const quarters = Array.from({ length: 96 }, (_, quarter) => quarter * 15);
  return [...new Set(edges.flatMap((edge) => quarters.map((quarter) => (quarter + edge) % 1440)))].slice(0, 288);
}

/** An instant in the bounds at a wanted minute of its local day. */
function pickMinute(
  bounds: readonly Bound[],
  now: number,
  suits: (at: number) => boolean,
  settings: WorkspaceSettings,
): number | null {
  const direct = pickInstant(bounds, now - HOUR, suits);
  if (direct !== null) return direct;
  const span = bounds.map(spanOf).reduce(meet, { lo: now - 400 * DAY, hi: now + DAY });
  const fits = (at: number): boolean => suits(at) && bounds.every(({ domain, read }) => hasNumber(domain, read(at)));
  for (let day = Math.min(now, span.hi); day >= span.lo - DAY; day -= DAY) {
    const start = startOfDay(day, settings.zone);
    for (let minute = 0; minute < 1440; minute += 1) if (fits(start + minute * 60_000)) return start + minute * 60_000;
    if (now - day > 40 * DAY) break;
  }
  return null;
}
