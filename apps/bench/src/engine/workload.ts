/** Three workspaces (stateless; with a merge and a counter; with watches too) and a stream of orders through them. */
import { type EngineEvent, keysFor, MemoryState, type PreparedPrograms, prepare, step } from "@switchyard/engine";
import { compileFlow, type FlowDocument, type FlowNode } from "@switchyard/flow";
import type { Order } from "@switchyard/orders";

export const START = Date.UTC(2026, 0, 5, 1, 0, 0);
const HOUR = 3_600_000;

type Sketch = FlowNode extends infer N ? (N extends FlowNode ? Omit<N, "position"> : never) : never;
function flow(
  name: string,
  nodes: Sketch[],
  wires: [from: string, port: string, to: string][],
  more: Partial<FlowDocument> = {},
): FlowDocument {
  const placed = nodes.map((node, at) => ({ ...node, position: { x: 0, y: at * 100 } }) as FlowNode);
  const edges = wires.map(([from, port, to], at) => ({ id: `e${at}`, from, port, to }));
  return { formatVersion: 1, name, brands: [], windows: [], patterns: [], nodes: placed, edges, ...more };
}

const hours = (amount: number) => ({ amount, unit: "hour", clock: "natural" }) as const;
const is = (fact: string, operator: string, value: unknown) => ({ type: "comparison", fact, operator, value }) as never;
const both = (...parts: never[]) => ({ type: "group", match: "all", parts }) as never;

const route = flow(
  "route",
  [
    { id: "in", kind: "order_received" },
    { id: "fj", kind: "condition", when: both(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 3)), missing: "not_met" },
    { id: "fast", kind: "route", destination: "rapid" },
    { id: "big", kind: "condition", when: is("amount", "ge", 50_000), missing: "not_met" },
    { id: "vip", kind: "tag", tag: "big" },
    { id: "slow", kind: "route", destination: "normal" },
  ],
  [["in", "next", "fj"], ["fj", "met", "fast"], ["fj", "not_met", "big"], ["big", "met", "vip"], ["vip", "next", "slow"], ["big", "not_met", "slow"]],
); // biome-ignore format: a drawing

const merge = flow(
  "merge",
  [
    { id: "in", kind: "order_received" },
    { id: "many", kind: "condition", when: is("count.brand_day", "ge", 400), missing: "not_met" },
    { id: "tell", kind: "tag", tag: "busy brand" },
    { id: "join", kind: "merge", by: ["brand", "customer_id"], window: hours(24), maxOrders: 50 },
    { id: "print", kind: "webhook", endpoint: "printer", event: "print" },
  ],
  [["in", "next", "many"], ["many", "met", "tell"], ["in", "next", "join"], ["join", "closed", "print"]],
  { windows: [{ id: "brand_day", of: "count", event: "order_received", by: ["brand"], window: hours(24) }] },
); // biome-ignore format: a drawing

const promise = flow(
  "promise",
  [
    { id: "in", kind: "order_received" },
    { id: "two", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false },
    { id: "late", kind: "alert", to: ["supervisor"], channel: "wecom", level: 1, text: "late" },
    { id: "more", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false },
    { id: "worse", kind: "alert", to: ["foreman"], channel: "sms", level: 2, text: "later" },
  ],
  [["in", "next", "two"], ["two", "breached", "late"], ["late", "next", "more"], ["more", "breached", "worse"]],
); // biome-ignore format: a drawing

const DOCUMENTS = { stateless: [route], merge: [route, merge], watches: [route, merge, promise] };
export type Workload = keyof typeof DOCUMENTS;

export function prepared(workload: Workload, trace = false): PreparedPrograms {
  const programs = DOCUMENTS[workload].map((doc) => {
    const result = compileFlow(doc, { flow: doc.name, version: 1 });
    if (!result.ok) throw new Error(JSON.stringify(result.findings));
    return result.program;
  });
  return prepare(programs, undefined, { trace });
}

const day = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

/** An order of one of so many brands, each of twenty customers, in memory as an order is that was read from a history or a request. */
export function orderAt(n: number, at: number, brands = 500): Order {
  const mixed = Math.imul(n + 1, 2_654_435_761) >>> 0;
  const order: Order = {
    id: `O${n}`,
    source: "bench",
    external_id: `O${n}`,
    received_at: at,
    brand: `B${mixed % brands}`,
    customer_id: `C${(mixed >>> 9) % 20}`,
    style_code: mixed % 3 === 0 ? `FJ${mixed % 1000}` : `KX${mixed % 1000}`,
    due_date: day(at + (mixed % 9) * 24 * HOUR),
    amount: (mixed % 100_000) | 0,
    currency: "CNY",
    channel: "douyin",
    tags: [],
    lines: [{ line_no: 1, qty: (1 + (mixed % 4)) | 0, sku: `S${mixed % 997}` }],
    custom: {},
    raw: {},
  };
  return JSON.parse(JSON.stringify(order));
}

/** Orders are archived after this: it is the shell that takes them out of the state. */
export const LIFE = 26 * HOUR;

export interface Stream {
  state: MemoryState;
  programs: PreparedPrograms;
  next: number;
  at: number;
  steps: number;
  effects: number;
  /** How many orders stay open. */
  open: number;
  brands: number;
  /** Whether the keys of each event are named before its step, as a shell with a database asks. */
  namesKeys: boolean;
}

export const stream = (programs: PreparedPrograms, open: number, brands: number, namesKeys = false): Stream => ({
  namesKeys,
  state: new MemoryState(),
  programs,
  next: 0,
  at: START,
  steps: 0,
  effects: 0,
  open,
  brands,
});

const gapOf = (run: Stream): number => Math.max(1, Math.floor(LIFE / run.open));

/** The next orders: made before they are needed, because making them is not what is measured. */
export function ordersFor(run: Stream, count: number): Order[] {
  return Array.from({ length: count }, (_, at) => orderAt(run.next + at, run.at + (at + 1) * gapOf(run), run.brands));
}

/**
 * Takes in orders at such a pace that `open` of them fill the time an order stays open; one of four is assigned an hour
 * later. Timers fire in between.
 */
export function feed(run: Stream, orders: readonly Order[]): void {
  const behind = Math.max(1, Math.round(HOUR / gapOf(run)));
  for (const order of orders) {
    run.at = order.received_at;
    timers(run);
    once(run, { type: "order_received", id: `r${run.next}`, at: run.at, order });
    const earlier = run.next - behind;
    if (earlier >= 0 && earlier % 4 === 0) {
      once(run, {
        type: "state_asserted",
        id: `a${earlier}`,
        at: run.at,
        order: `O${earlier}`,
        to: "Assigned",
        evidence: { kind: "hand" },
      });
    }
    archive(run, run.next - run.open);
    run.next += 1;
  }
}

function archive(run: Stream, n: number): void {
  if (n < 0) return;
  const key = { kind: "order", key: `O${n}` } as const;
  run.state.write([{ key, value: null }]);
  run.state.setTimers([{ key, timer: "look", due: null }]);
  if (n % 100_000 === 0) run.state.purge(run.at);
}

function timers(run: Stream): void {
  for (let due = run.state.takeDue(run.at); due !== undefined; due = run.state.takeDue(run.at)) {
    once(run, { type: "timer_due", id: `t${run.steps}`, at: run.at, key: due.key, timer: due.timer, due: due.due });
  }
}

function once(run: Stream, event: EngineEvent): void {
  if (run.namesKeys) keysFor(run.programs, event, run.state);
  const result = step(run.programs, event, run.state);
  run.steps += 1;
  run.effects += result.effects.length;
  run.state.write(result.writes);
  run.state.setTimers(result.timers);
  for (const { event: message } of result.sends) once(run, message);
}
