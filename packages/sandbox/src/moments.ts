/**
 * What happened to a recorded order, told by its timestamps: a file of orders has no events, but it says when each was paid,
 * shipped, delivered or cancelled. The events that a source would have sent are made of that.
 */
import type { EngineEvent } from "@switchyard/engine";
import { type EvidenceKind, type Order, openStates, type StateMachine, stateNamed } from "@switchyard/orders";

/** State of the order's machine → when it was reached, in UTC milliseconds. `Cancelled` is cancelling. */
export type Moments = Readonly<Record<string, number>>;

export const CANCELLED = "Cancelled";

export interface RecordedEvents {
  /** The order as it was when it came in: without what only happened later. */
  received: Order;
  /** What followed, by time. */
  events: EngineEvent[];
}

/**
 * `at` of an event is never before the order came in; what the source claims to be earlier is its `occurredAt`. States of the
 * machine that lie between two moments are passed at the later one. A state that cannot be reached stays asserted as it is:
 * the core says why it refuses it.
 */
export function eventsOf(order: Order, moments: Moments, machine: StateMachine): RecordedEvents {
  const { paid_at, status, ...unpaid } = order;
  const at = order.received_at;
  const isPaidLater = paid_at !== undefined && paid_at > at;
  const known = Object.entries(moments).sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  const received: Order = {
    ...unpaid,
    ...(isPaidLater || paid_at === undefined ? {} : { paid_at }),
    // The last state of a file is not the one that the order came with; nor is one in which it is over.
    ...(known.length > 0 || status === undefined || isOver(status, machine) ? {} : { status }),
  };
  const events: EngineEvent[] = [];
  if (isPaidLater) {
    const paid = { ...received, paid_at };
    events.push({ type: "order_updated", id: `${order.id}/paid`, at: paid_at, order: paid, changed: ["paid_at"] });
  }
  let from = machine.initial;
  for (const [name, when] of known) {
    const said = { at: Math.max(when, at), ...(when < at ? { occurredAt: when } : {}), order: order.id };
    if (name === CANCELLED) {
      events.push({ type: "order_cancelled", id: `${order.id}/cancelled`, ...said });
      continue;
    }
    const to = stateNamed(machine, name)?.id ?? name;
    for (const step of wayTo(machine, from, to)) {
      const evidence = { kind: evidenceFor(machine, from, step) };
      events.push({ type: "state_asserted", id: `${order.id}/${step}`, ...said, to: step, evidence });
      from = step;
    }
  }
  // Sorting is stable: what stands at one instant keeps its order.
  return { received, events: events.sort((a, b) => a.at - b.at) };
}

function isOver(status: string, machine: StateMachine): boolean {
  const state = stateNamed(machine, status);
  return state !== undefined && !openStates(machine).has(state.id);
}

const ways = new WeakMap<StateMachine, Map<string, string[]>>();

/** The shortest way between two states, the first left out; just the target where there is none. */
function wayTo(machine: StateMachine, from: string, to: string): string[] {
  const known = ways.get(machine) ?? new Map<string, string[]>();
  ways.set(machine, known);
  const name = JSON.stringify([from, to]);
  const found = known.get(name) ?? findWay(machine, from, to) ?? [to];
  known.set(name, found);
  return found;
}

function findWay({ transitions, states }: StateMachine, from: string, to: string): string[] | null {
  if (from === to) return [];
  const onChain = new Set(states.filter((state) => state.stage !== undefined || state.id === to).map(({ id }) => id));
  const before = new Map<string, string>([[from, ""]]);
  const queue = [from];
  for (let here = queue.shift(); here !== undefined; here = queue.shift()) {
    for (const move of transitions) {
      if (move.from !== here || before.has(move.to) || !onChain.has(move.to)) continue;
      before.set(move.to, here);
      queue.push(move.to);
    }
    if (before.has(to)) break;
  }
  if (!before.has(to)) return null;
  const way: string[] = [];
  for (let here = to; here !== from; here = before.get(here) ?? from) way.unshift(here);
  return way;
}

/** What the machine demands to be shown: a file of history is believed. */
function evidenceFor(machine: StateMachine, from: string, to: string): Exclude<EvidenceKind, "system"> {
  const move = machine.transitions.find((one) => one.from === from && one.to === to);
  const needs = move?.evidence ?? machine.states.find(({ id }) => id === to)?.evidence ?? [];
  return needs.find((one) => one !== "system") ?? "hand";
}
