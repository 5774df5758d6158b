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
  of(name: string): number {
    return this.#counts.get(name) ?? 0;
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

export class SideCounts {
  readonly #outcomes = new Counts();
  readonly #destinations = new Counts();
  readonly #load = new Map<string, Counts>();
  readonly #alerts = new Counts();
  readonly #sent = new Counts();
  readonly #plain = new Counts();

  outcome(name: string, by: number): void {
    this.#outcomes.add(name, by);
  }
  place(destination: string, day: string, by: number): void {
    this.#destinations.add(destination, by);
    madeFor(this.#load, destination, () => new Counts()).add(day, by);
  }
  alert(level: number, by = 1): void {
    this.#alerts.add(String(level), by);
  }
  sent(kind: string, by = 1): void {
    this.#sent.add(kind, by);
  }
  count(what: PlainCount, by = 1): void {
    this.#plain.add(what, by);
  }

  all(): SideFigures {
    const of = (what: PlainCount) => this.#plain.of(what);
    const [orders, batches] = [of("joined"), of("batches")];
    const [started, kept, breached] = [of("watch_started"), of("watch_kept"), of("watch_breached")];
    const load = [...this.#load].map(([id, days]): [string, Record<string, number>] => [id, days.all()]);
    return {
      decided: this.#outcomes.of("decided"),
      undecided: this.#outcomes.of("undecided"),
      parked: this.#outcomes.of("parked"),
      destinations: this.#destinations.all(),
      load: Object.fromEntries(
        load.filter(([, days]) => Object.keys(days).length > 0).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      alerts: this.#alerts.all(),
      sent: this.#sent.all(),
      watches: { started, kept, breached, open: started - kept - breached - of("watch_cancelled") },
      merge: { orders, batches, saved: orders - batches, late: of("late_by_merging") },
      holds: of("hold"),
      freezes: of("freeze"),
      pauses: of("pause"),
    };
  }
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

const QUARTER = 15 * 60_000;

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
