/** What is counted of one side while a replay runs. Every count can be read at any moment. */
import { calendarDate } from "@switchyard/orders";

/** The value of a key, made when it is asked for first. */
export function madeFor<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export class Counts {
  readonly #counts = new Map<string, number>();
  add(name: string, by = 1): void {
    const next = (this.#counts.get(name) ?? 0) + by;
    if (next === 0) this.#counts.delete(name);
    else this.#counts.set(name, next);
  }
  get size(): number {
    return this.#counts.size;
  }
  /** By name, so that the same counts have the same bytes. */
  all(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Plain data: one side's figures. Counts of orders, unless they say otherwise. */
export interface SideFigures {
  decided: number;
  undecided: number;
  parked: number;
  /** Destination → orders that ended up there. */
  destinations: Record<string, number>;
  /** Destination → local date (`YYYY-MM-DD`) → orders that were sent there on that day. */
  load: Record<string, Record<string, number>>;
  /** Alert level → alerts. */
  alerts: Record<string, number>;
  /** Messages, tasks and calls of other systems, by kind. */
  sent: Record<string, number>;
  watches: { started: number; kept: number; breached: number; open: number };
  merge: {
    /** Orders in batches, and the batches: their difference is the parcels saved. */
    orders: number;
    batches: number;
    saved: number;
    /** Orders whose due date passed while their batch was open. */
    late: number;
  };
  holds: number;
  freezes: number;
  pauses: number;
}

/** Counts as they grow: names that are few stand side by side, so that an order's figures cost no look-up by text. */
export class SideCounts {
  readonly #outcomes: Record<string, number> = { decided: 0, undecided: 0, parked: 0 };
  readonly #destinations = new Map<string, Place>();
  readonly #alerts = new Counts();
  readonly #sent = new Counts();
  readonly #plain: Record<PlainCount, number> = {
    joined: 0,
    batches: 0,
    late_by_merging: 0,
    watch_started: 0,
    watch_kept: 0,
    watch_breached: 0,
    watch_cancelled: 0,
    hold: 0,
    freeze: 0,
    pause: 0,
  };

  outcome(name: string, by: number): void {
    this.#outcomes[name] = (this.#outcomes[name] ?? 0) + by;
  }
  place(destination: string, day: string, by: number): void {
    const place = madeFor(this.#destinations, destination, () => ({ count: 0, days: new Counts() }));
    place.count += by;
    place.days.add(day, by);
  }
  alert(level: number, by = 1): void {
    this.#alerts.add(String(level), by);
  }
  sent(kind: string, by = 1): void {
    this.#sent.add(kind, by);
  }
  count(what: PlainCount, by = 1): void {
    this.#plain[what] += by;
  }

  all(): SideFigures {
    const { joined: orders, batches, late_by_merging: late, hold: holds, freeze: freezes, pause: pauses } = this.#plain;
    const { watch_started: started, watch_kept: kept, watch_breached: breached, watch_cancelled } = this.#plain;
    const places = [...this.#destinations].filter(([, { count, days }]) => count !== 0 || days.size > 0);
    places.sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      decided: this.#outcomes.decided ?? 0,
      undecided: this.#outcomes.undecided ?? 0,
      parked: this.#outcomes.parked ?? 0,
      destinations: Object.fromEntries(places.flatMap(([id, { count }]) => (count === 0 ? [] : [[id, count]]))),
      load: Object.fromEntries(places.flatMap(([id, { days }]) => (days.size === 0 ? [] : [[id, days.all()]]))),
      alerts: this.#alerts.all(),
      sent: this.#sent.all(),
      watches: { started, kept, breached, open: started - kept - breached - watch_cancelled },
      merge: { orders, batches, saved: orders - batches, late },
      holds,
      freezes,
      pauses,
    };
  }
}
interface Place {
  count: number;
  days: Counts;
}
export type PlainCount =
  | "joined"
  | "batches"
  | "late_by_merging"
  | "watch_started"
  | "watch_kept"
  | "watch_breached"
  | "watch_cancelled"
  | "hold"
  | "freeze"
  | "pause";

/** Local dates change on these, in every zone. */
export const QUARTER = 15 * 60_000;

/** The local date of instants that come in order: no zone is asked twice within a quarter of an hour. */
export function dayReader(zone: string): (at: number) => string {
  let quarter = Number.NaN;
  let day = "";
  return (at) => {
    const now = Math.floor(at / QUARTER);
    if (now !== quarter) [quarter, day] = [now, calendarDate(at, zone)];
    return day;
  };
}
