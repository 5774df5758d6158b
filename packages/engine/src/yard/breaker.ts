/**
 * Breakers: while a measure stays past its threshold for the hold time, the channel or wave is paused and its orders wait in
 * the manual pool. It closes by hand, or when the measure has recovered for as long as the recovery asks.
 */
import type { Duration, NodeOf } from "@switchyard/flow";
import { addDuration, type Facts } from "@switchyard/orders";
import { type EventOf, happenedAt } from "../event/event.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import { versionOf } from "../prepare/version-of.ts";
import type { PreparedBreaker } from "../prepare/window.ts";
import { joinKey, type StateKey } from "../state/key.ts";
import type { BreakerState } from "../state/state.ts";
import { groupOf } from "../step/path.ts";
import { lead, messageId, note, type Run, read, remember, timer, write } from "../step/run.ts";
import { countIn, windowValue } from "./counter.ts";
import { gateKey, namesFor, openGate, pause } from "./gate.ts";

export const breakerKey = (flow: string, node: string, group: readonly string[]): StateKey => ({
  kind: "channel",
  key: joinKey("breaker", flow, node, ...group),
});
const HOLD = "hold";
type Node = NodeOf<"breaker">;
type Comparison = Node["operator"];

/** Counts the event and tells each breaker that it concerns what its measure is now. */
export function tellBreakers(run: Run, flow: PreparedFlow, facts: Facts, labels: readonly string[], happened: number) {
  for (const breaker of flow.breakers) {
    if (!labels.includes(breaker.event)) continue;
    const group = groupOf(facts, breaker.by);
    if (group === null) continue;
    for (const window of [breaker.hits, breaker.total])
      if (window !== null) countIn(run, window, group, facts, happened);
    const { pauses } = breaker.node;
    const subject = pauses === "none" ? undefined : namesFor(pauses, run.event, run.order)[0];
    const names: Record<string, unknown> = {};
    if (pauses !== "none" && subject !== undefined) names[pauses] = subject;
    for (const [at, path] of breaker.by.entries()) names[path.at(-1) ?? ""] ??= group[at];
    run.sends.push({
      how: "send",
      event: {
        type: "tally", id: messageId(run), at: run.at, occurredAt: happened, flow: flow.flow, version: flow.version,
        node: breaker.node.id, group, value: measureNow(run, breaker, group), names, subject: subject ?? group[0] ?? null,
        order: run.orderKey?.key ?? null,
      }, // biome-ignore format: a record
    });
  }
}

function measureNow(run: Run, breaker: PreparedBreaker, group: string[]): number | null {
  if (breaker.hits === null) {
    const { event } = run;
    return event.type === "measure_observed"
      ? (event.value ?? null)
      : event.type === "stock_changed"
        ? event.available
        : null;
  }
  const hits = windowValue(run, breaker.hits, group, run.at);
  if (breaker.total === null) return hits;
  const total = windowValue(run, breaker.total, group, run.at);
  return total === 0 ? null : hits / total;
}

const isPast = (value: number, operator: Comparison, threshold: number): boolean => {
  if (operator === "lt") return value < threshold;
  if (operator === "le") return value <= threshold;
  return operator === "gt" ? value > threshold : value >= threshold;
};

export function tally(run: Run, event: EventOf<"tally">) {
  const key = breakerKey(event.flow, event.node, event.group);
  const known = read(run, key, "breaker");
  const seen = remember(known?.seen, event.id);
  if (seen === null) return note(run, "duplicate", { event: event.id }, null);
  const flow = versionOf(run.prepared, event.flow, event.version);
  const node = flow?.program.nodes[event.node];
  if (flow === null || node?.kind !== "breaker") return note(run, "gone", { breaker: key.key }, null);
  const happened = happenedAt(event);
  const isValue = node.measure.of === "value";
  if (isValue && known?.observed !== undefined && happened < known.observed) {
    note(run, "late", { breaker: key.key, happened, newest: known.observed }, null);
    return write(run, key, { ...known, seen });
  }
  const { since, due, ...rest } = known ?? newBreaker(event);
  // What was observed last stands until another value is observed; a share of nothing in the window is none.
  const value = isValue ? (event.value ?? rest.value) : event.value;
  const state: BreakerState = { ...rest, value, names: { ...rest.names, ...event.names }, seen };
  if (isValue && event.value !== null) state.observed = happened;
  if (event.value === null)
    return write(run, key, since === undefined || due === undefined ? state : { ...state, since, due });
  const wants = state.open ? (node.recover ?? null) : node;
  const holds = wants !== null && isPast(event.value, wants.operator, wants.threshold);
  if (!holds || wants === null) {
    if (due !== undefined) timer(run, key, HOLD, null);
    return write(run, key, state);
  }
  const from = since ?? happened;
  const until = addDuration(from, wants.hold as Duration, run.prepared.settings);
  if (until <= run.at) return turn(run, key, state, flow, node);
  write(run, key, { ...state, since: from, due: until });
  if (due !== until) timer(run, key, HOLD, until);
}

const newBreaker = (event: EventOf<"tally">): BreakerState => ({
  kind: "breaker", open: false, version: event.version, group: event.group, value: null, names: {},
}); // biome-ignore format: a record

/** The measure has stayed where it was for the whole hold time: a sliding window is counted again at this instant. */
export function holdDue(run: Run, key: StateKey, due: number) {
  const known = read(run, key, "breaker");
  const { flow, node, breaker } = partsOf(run, key, known);
  if (known === undefined || known.due !== due || run.at < due || flow === null || node === null) {
    return note(run, "stale_timer", { timer: HOLD, key: key.key, due }, null);
  }
  const { since: _since, due: _due, ...state } = known;
  const value = breaker === undefined || breaker.hits === null ? known.value : measureNow(run, breaker, known.group);
  const wants = known.open ? (node.recover ?? null) : node;
  if (value === null || wants === null || !isPast(value, wants.operator, wants.threshold))
    return write(run, key, { ...state, value });
  turn(run, key, { ...state, value }, flow, node);
}

/** `breaker/<flow>/<node>/…`: whose it is, as its key says. */
export function partsOf(run: Pick<Run, "prepared">, key: StateKey, known: BreakerState | undefined) {
  const none = { flow: null, node: null, breaker: undefined };
  if (known === undefined) return none;
  for (const versions of run.prepared.versions.values()) {
    const flow = versions.get(known.version);
    if (flow === undefined) continue;
    for (const breaker of flow.breakers) {
      if (breakerKey(flow.flow, breaker.node.id, known.group).key === key.key)
        return { flow, node: breaker.node, breaker };
    }
  }
  return none;
}

/** Opens a closed one, closes an open one. */
function turn(run: Run, key: StateKey, state: BreakerState, flow: PreparedFlow, node: Node) {
  timer(run, key, HOLD, null);
  const opens = !state.open;
  write(run, key, { ...state, open: opens });
  const name = nameOf(node, state);
  const said = aboutBreaker(flow, node, state, name);
  const measure = node.measure.event;
  if (opens) {
    run.effects.push({
      type: "breaker_opened",
      ...said,
      measure,
      name,
      value: state.value ?? 0,
      threshold: node.threshold,
    });
    if (node.pauses !== "none" && pause(run, node.pauses, name, pauserOf(key), measure)) {
      run.effects.push({ type: "pause", ...said, target: node.pauses, name, reason: measure });
    }
  } else {
    run.effects.push({ type: "breaker_closed", ...said, measure, name, by: "recovery" });
    unpause(run, key, node, name);
  }
  goOn(run, flow, node, state, opens ? "opened" : "closed");
}

const pauserOf = (key: StateKey): string => `breaker:${key.key}`;

function unpause(run: Run, key: StateKey, node: Node, name: string) {
  if (node.pauses === "none") return;
  const gate = read(run, gateKey(node.pauses, name), "gate");
  if (gate === undefined) return;
  const { [pauserOf(key)]: _ended, ...paused } = gate.paused;
  openGate(run, { ...gate, paused }, { origin: null, order: null, subject: name }, null);
}

function nameOf(node: Node, state: BreakerState): string {
  const name = node.pauses === "none" ? state.group[0] : state.names[node.pauses];
  return typeof name === "string" ? name : state.group.join(" ");
}

function aboutBreaker(flow: PreparedFlow, node: Node, state: BreakerState, name: string) {
  const origin = { flow: flow.flow, version: flow.version, node: node.id };
  return { origin, order: null, subject: name, data: state.names };
}

function goOn(run: Run, flow: PreparedFlow, node: Node, state: BreakerState, port: string) {
  const data = { ...state.names, value: state.value ?? 0, threshold: node.threshold };
  const facts: Facts = { ...data, now: run.at, event: data };
  lead(run, { flow, node: node.id, port, orders: null, subject: nameOf(node, state), data, facts });
}

/** `by` is a pauser of a gate that a person has opened. */
export function closeBreakerByHand(run: Run, by: string) {
  const key = breakerOfPauser(by);
  const known = key === null ? undefined : read(run, key, "breaker");
  if (key === null || known === undefined || !known.open) return;
  const { since: _since, due: _due, ...state } = known;
  timer(run, key, HOLD, null);
  write(run, key, { ...state, open: false });
  const { flow, node } = partsOf(run, key, known);
  if (flow === null || node === null) return;
  const name = nameOf(node, known);
  run.effects.push({
    type: "breaker_closed",
    ...aboutBreaker(flow, node, known, name),
    measure: node.measure.event,
    name,
    by: "hand",
  });
  goOn(run, flow, node, known, "closed");
}

export function breakerOfPauser(by: string): StateKey | null {
  return by.startsWith("breaker:") ? { kind: "channel", key: by.slice(8) } : null;
}
