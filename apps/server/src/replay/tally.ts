/** Counts what the core decides about recorded orders: the very `step` that decides live ones, at each order's own time. */
import { type EngineEvent, type PreparedPrograms, type StateKey, type StateValue, step } from "@switchyard/engine";
import type { FlowEdge } from "@switchyard/flow";
import type { Order } from "@switchyard/orders";
import type { ChangedOrder, ReplayResult } from "@switchyard/store";

export interface RecordedOrder {
  at: number;
  order: Order;
  /** Fields that an update changed; absent for an order's first reception. */
  changed?: string[];
}
export interface TallyOptions {
  /** The flow that is tried; counts on the canvas are its own. */
  flow: string;
  edges: readonly FlowEdge[];
  candidate: PreparedPrograms;
  /** What is live; null when nothing is, or when it is the candidate itself. */
  baseline: PreparedPrograms | null;
  /** Whether later records may be about the same order. */
  updates: boolean;
}
export interface Tally {
  take(record: RecordedOrder): void;
  result(): ReplayResult;
}

const EXAMPLES = 50;
/** Triggers and actions name no port in the trace: they have one. */
const ONLY_PORT = ["next"];

export function createTally({ flow, edges, candidate, baseline, updates }: TallyOptions): Tally {
  const decide = decider(candidate, updates);
  const decideLive = baseline === null ? null : decider(baseline, updates);
  const nodes = new Counts();
  const ports = new Counts();
  const destinations = new Counts();
  const missing = new Counts();
  const moves = new Map<string, { from: string | null; to: string | null; count: number }>();
  const examples: ChangedOrder[] = [];
  let undecided = 0;
  let parked = 0;
  let changed = 0;

  const compare = ({ order, at }: RecordedOrder, from: string | null, to: string | null) => {
    if (from === to) return;
    changed += 1;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, count: 0 };
    move.count += 1;
    moves.set(key, move);
    if (examples.length >= EXAMPLES) return;
    const { source, external_id, brand = null, style_code = null } = order;
    examples.push({ source, external_id, brand, style_code, at, from, to });
  };

  return {
    take(record) {
      const decision = decide(record);
      if (decision === null) return;
      if (decision.outcome === "undecided") undecided += 1;
      if (decision.outcome === "parked") parked += 1;
      if (decision.destination !== null) destinations.add(decision.destination);
      for (const fact of decision.missing) missing.add(fact);
      for (const passed of decision.trace) {
        if (passed.flow !== flow) continue;
        nodes.add(passed.node);
        for (const port of passed.ports.length === 0 ? ONLY_PORT : passed.ports) ports.add(`${passed.node}:${port}`);
      }
      if (decideLive !== null) compare(record, decideLive(record)?.destination ?? null, decision.destination);
    },
    result() {
      const taken = edges.map(({ id, from, port }): [string, number] => [id, ports.of(`${from}:${port}`)]);
      const counts = {
        nodes: nodes.all(),
        ports: ports.all(),
        destinations: destinations.all(),
        missing: missing.all(),
      };
      const sorted = [...moves.values()].sort((a, b) => b.count - a.count);
      return {
        edges: Object.fromEntries(taken),
        ...counts,
        undecided,
        parked,
        ...(decideLive === null ? {} : { changed: { total: changed, moves: sorted, examples: [...examples] } }),
      };
    },
  };
}

/** Orders whose state is kept for later records about them; beyond that the oldest is forgotten. */
const ORDERS_KEPT = 100_000;

/** One run of the core over its own state, kept in memory. */
function decider(prepared: PreparedPrograms, updates: boolean) {
  const values = new Map<string, StateValue>();
  const kept: string[] = [];
  const text = (key: StateKey) => `${key.kind}:${key.key}`;
  const view = { get: (key: StateKey) => values.get(text(key)) };
  return ({ at, order, changed }: RecordedOrder) => {
    const id = `replay:${order.id}:${at}`;
    const event: EngineEvent =
      changed === undefined
        ? { type: "order_received", id, at, order }
        : { type: "order_updated", id, at, order, changed };
    const result = step(prepared, event, view);
    for (const { key, value } of result.writes) {
      if (key.kind === "order" && !updates) continue;
      if (value === null) values.delete(text(key));
      else values.set(text(key), value);
      if (key.kind === "order") kept.push(text(key));
    }
    while (kept.length > ORDERS_KEPT) values.delete(kept.shift() ?? "");
    return result.decisions.find((decision) => decision.order === order.id) ?? null;
  };
}

class Counts {
  private readonly counts = new Map<string, number>();
  add(name: string): void {
    this.counts.set(name, this.of(name) + 1);
  }
  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }
  all(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }
}
