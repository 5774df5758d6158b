/**
 * Gates: what is paused (a channel, a workshop, a wave, an article), by whom, and the manual pool 人工干预池 of events that wait
 * behind it. Nothing is dropped: on resume every event is run again, in the order in which it came.
 */
import type { NodeOf } from "@switchyard/flow";
import { normaliseCode } from "@switchyard/orders";
import type { PauseTarget } from "../effect/effect.ts";
import type { EngineEvent, EventOf } from "../event/event.ts";
import type { PlaceName } from "../prepare/prepare-flow.ts";
import { joinKey, type StateKey } from "../state/key.ts";
import { addLeaf } from "../state/leaves.ts";
import type { GateState, OrderState, ParkedEvent } from "../state/state.ts";
import { broughtBy } from "../step/facts.ts";
import { idle, messageId, note, type Run, read, write } from "../step/run.ts";
import { emit, type Said, said, type Turn } from "../step/scope.ts";

/** Workshops and waves are destinations: one gate for both. */
export function gateKey(target: PauseTarget, name: string): StateKey {
  const known = gateKeys[target].get(name);
  if (known !== undefined) return known;
  const key = newGateKey(target, name);
  if (gateKeys[target].size > 10_000) gateKeys[target].clear();
  gateKeys[target].set(name, key);
  return key;
}

/** The same few gates are asked for by every order: their keys are made once. */
const gateKeys: Record<PauseTarget, Map<string, StateKey>> = {
  channel: new Map(),
  workshop: new Map(),
  wave: new Map(),
  sku: new Map(),
};

function newGateKey(target: PauseTarget, name: string): StateKey {
  return {
    kind: "channel",
    key: joinKey("gate", target === "workshop" || target === "wave" ? "destination" : target, name),
  };
}

/** What an order's events name: candidates for the gate of a target. The first that is there is taken. */
export function namesFor(target: PauseTarget, event: EngineEvent, order: OrderState | null): string[] {
  const content = order?.order ?? null;
  const found: unknown[] = [broughtBy(event, target), order?.fields?.[target], content?.custom[target]];
  if (target === "channel") found.push(content?.channel);
  else if (target === "sku")
    found.push(event.type === "stock_changed" ? normaliseCode(event.sku) : undefined, content?.lines[0]?.sku);
  else found.push(order?.destination);
  if (event.type === "measure_observed") found.splice(1, 0, event.subject);
  if (event.type === "tally") found.unshift(event.names[target], target === "wave" ? event.subject : undefined);
  return found.filter((name): name is string => typeof name === "string" && name !== "");
}

export function pauseFrom(turn: Turn, { target, reason }: NodeOf<"pause_channel">) {
  const { scope, node } = turn;
  const { run } = scope;
  const name = namesFor(target, run.event, run.order)[0];
  if (name === undefined) {
    idle(run, node.name);
    return note(run, "noted", { what: "nothing_to_pause", target });
  }
  if (pause(run, target, name, node.name, reason))
    emit(turn, { type: "pause", origin: node.origin, order: scope.order, target, name, reason });
}

/** Whether it was open until now. */
export function pause(run: Run, target: PauseTarget, name: string, by: string, reason: string): boolean {
  const key = gateKey(target, name);
  const known = read(run, key, "gate");
  const paused = { ...known?.paused, [by]: reason };
  write(run, key, { ...known, kind: "gate", target, name, paused });
  const isNew = known === undefined || Object.keys(known.paused).length === 0;
  if (isNew) tellDestination(run, target, name, true);
  return isNew;
}

/** A destination was paused, or has opened: its orders are to hear of it. */
function tellDestination(run: Run, target: PauseTarget, name: string, on: boolean): void {
  if (!run.prepared.tellsDestinations || (target !== "wave" && target !== "workshop")) return;
  run.sends.push({ how: "later", event: { type: "gate_told", id: messageId(run), at: run.at, target, name, on } });
}

/** A flow takes back what flows paused; a person's pause is taken back by a person. */
export function resumeFrom(turn: Turn, { target }: NodeOf<"resume_channel">) {
  const { run } = turn.scope;
  for (const name of namesFor(target, run.event, run.order)) {
    const known = read(run, gateKey(target, name), "gate");
    if (known === undefined || Object.keys(known.paused).length === 0) continue;
    const left = known.paused.hand === undefined ? {} : { hand: known.paused.hand };
    openGate(run, { ...known, paused: left }, said(turn), null);
    return;
  }
  note(run, "noted", { what: "nothing_to_resume", target });
}

export function pauseByHand(run: Run, event: EventOf<"paused_by_hand">) {
  const reason = event.reason ?? "";
  if (!pause(run, event.target, event.name, "hand", reason)) return note(run, "noted", { what: "paused_already" });
  run.effects.push({
    type: "pause",
    origin: null,
    order: null,
    subject: event.name,
    target: event.target,
    name: event.name,
    reason,
  });
}

/** With the last pause gone the pool is let out, in the order in which it was filled. */
export function openGate(run: Run, gate: GateState, said: Said, by: string | null) {
  const key = gateKey(gate.target, gate.name);
  if (Object.keys(gate.paused).length > 0) return write(run, key, gate);
  write(run, key, null);
  run.effects.push({ type: "resume", ...said, target: gate.target, name: gate.name, by });
  tellDestination(run, gate.target, gate.name, false);
  const waiting = (gate.pool ?? []).flat();
  if (waiting.length === 0) return;
  const orders = [...new Set(waiting)];
  run.effects.push({
    type: "replay",
    ...said,
    order: null,
    orders,
    target: gate.target,
    name: gate.name,
    count: waiting.length,
  });
  for (const order of waiting) {
    run.sends.push({
      how: "later",
      event: { type: "unpool", id: messageId(run), at: run.at, order, target: gate.target, name: gate.name },
    });
  }
}

/** The gate, while it is closed. */
export function pausedGate(run: Run, target: PauseTarget, name: string): GateState | null {
  const gate = read(run, gateKey(target, name), "gate");
  return gate !== undefined && Object.keys(gate.paused).length > 0 ? gate : null;
}

/** A route into a paused destination waits; it is all that waits, the rest of the flow goes on. */
export function intoPool(turn: Turn, gate: GateState, row?: string) {
  const { run } = turn.scope;
  const { flow, node } = turn;
  if (run.orderKey === null) return;
  const event: EngineEvent = {
    type: "apply", id: messageId(run), at: run.at, order: run.orderKey.key, flow: flow.flow, version: flow.version,
    nodes: [node.node], rows: row === undefined ? {} : { [node.node]: [row] }, data: turn.scope.data ?? {}, only: "route",
  }; // biome-ignore format: a record
  putInPool(run, gate, event, said(turn), run.event.type);
}

type Route = EventOf<"apply">;
const routeOf = ({ why, event }: ParkedEvent): Route | null =>
  why === "pool" && event.type === "apply" && event.only === "route" ? event : null;

/** Whether a node's route waits behind the gate already. */
export function waitsFor({ parked = [] }: OrderState, gate: GateState, { flow, node }: PlaceName): boolean {
  const by = gateKey(gate.target, gate.name).key;
  return parked.some((one) => {
    const route = routeOf(one);
    return one.by === by && route?.flow === flow && route.nodes.includes(node);
  });
}

/** Another way was taken since, or the way there no longer is: what waits for its gate to open leaves the order where it is. */
export function forgetRoutes(run: Run, order: OrderState, is: (route: Route) => boolean) {
  if (order.parked === undefined) return;
  const left = order.parked.filter((one) => {
    const route = routeOf(one);
    return route === null || !is(route);
  });
  if (left.length === order.parked.length) return;
  order.parked = left.length === 0 ? undefined : left;
  run.dirty = true;
}

export function putInPool(run: Run, gate: GateState, event: EngineEvent, said: Said, what: string) {
  const { order, orderKey } = run;
  if (order === null || orderKey === null) return;
  const key = gateKey(gate.target, gate.name);
  order.parked = [...(order.parked ?? []), { why: "pool", by: key.key, event }];
  run.dirty = true;
  write(run, key, { ...gate, pool: addLeaf(gate.pool ?? [], orderKey.key) });
  run.effects.push({ type: "pool", ...said, order: orderKey.key, target: gate.target, name: gate.name, event: what });
}

/** Takes the order's oldest event behind the gate out of its parking place. */
export function takeFromPool(run: Run, order: OrderState, event: EventOf<"unpool">): EngineEvent | null {
  const by = gateKey(event.target, event.name).key;
  const at = order.parked?.findIndex((parked) => parked.why === "pool" && parked.by === by) ?? -1;
  const found = at < 0 ? undefined : order.parked?.[at];
  if (found === undefined || order.parked === undefined) return null;
  const left = order.parked.toSpliced(at, 1);
  if (left.length === 0) order.parked = undefined;
  else order.parked = left;
  run.dirty = true;
  return found.event;
}
