/** One step of a script that is an event, as the core is told of it. */
import type { ScriptStep } from "@switchyard/flow";
import { type Order, type Problem, readOrder } from "@switchyard/orders";
import type { StepResult } from "../effect/result.ts";
import type { Tried } from "./run.ts";
import type { TriedYard } from "./yard.ts";

export type EventStep = Exclude<ScriptStep, { type: "wait" | "wait_next" }>;
export type Played = { ok: true; result: StepResult } | { ok: false; problems: Problem[] };

const BY = "script";
const nothing = (): StepResult => ({ effects: [], writes: [], timers: [], sends: [], decisions: [], records: [] });

/** Problems point into the step. */
export function play(yard: TriedYard, tried: Tried, step: EventStep): Played {
  const order = "key" in step && step.key !== undefined ? yard.ids.get(step.key) : undefined;
  if ("key" in step && step.key !== undefined && step.type !== "order" && order === undefined)
    return refused("/key", "unknown_order", `还没有订单 ${step.key}`, `There is no order ${step.key} yet`);
  switch (step.type) {
    case "order":
      return receive(yard, tried, step);
    case "update":
      return update(yard, tried, step);
    case "stock":
      return done(yard.do({ type: "stock_changed", sku: step.sku, available: step.available }));
    case "measure": {
      const about = order === undefined ? {} : { order };
      const value = step.value === undefined ? {} : { value: step.value };
      return done(yard.do({ type: "measure_observed", measure: step.measure, ...about, ...value }));
    }
    case "close_batch":
      return done(closeBatches(yard, step.node));
    default:
      return order === undefined ? done(nothing()) : done(tell(yard, step, order));
  }
}

type AboutOrder = Extract<EventStep, { type: "state" | "courier" | "cancel" | "after_sale" | "approval" | "release" }>;

function tell(yard: TriedYard, step: AboutOrder, order: string): StepResult {
  switch (step.type) {
    case "state":
      return yard.do({ type: "state_asserted", order, to: step.to, evidence: { kind: step.evidence } });
    case "courier":
      return yard.do({ type: "courier_node", order, action: step.action });
    case "cancel":
      return yard.do({ type: "order_cancelled", order, by: BY });
    case "after_sale":
      return yard.do({ type: "after_sale", order, kind: step.event });
    case "approval": {
      const approval = `${yard.flow}/${step.node}`;
      return yard.do({ type: "approval_decided", order, approval, decision: step.decision, by: BY });
    }
    case "release":
      return yard.do({ type: "hold_released", order, by: BY });
  }
}

function receive(yard: TriedYard, tried: Tried, step: Extract<EventStep, { type: "order" }>): Played {
  const { key } = step;
  if (yard.ids.has(key)) return refused("/key", "order_twice", `订单 ${key} 已经来过`, `Order ${key} has come already`);
  const id = step.id ?? `script-${key}`;
  if (yard.keyOf(id) !== null) return refused("/id", "order_twice", "同一编号出现两次", "The same id comes twice");
  const read = orderOf(yard, tried, { source: "try", external_id: key, ...step.order }, id);
  if (!read.ok) return read;
  yard.ids.set(key, id);
  yard.said.set(key, step.order);
  return done(yard.do({ type: "order_received", order: read.order }));
}

function update(yard: TriedYard, tried: Tried, step: Extract<EventStep, { type: "update" }>): Played {
  const { key } = step;
  const said = { ...yard.said.get(key), ...step.order };
  const read = orderOf(yard, tried, { source: "try", external_id: key, ...said }, yard.ids.get(key) ?? key);
  if (!read.ok) return read;
  yard.said.set(key, said);
  return done(yard.do({ type: "order_updated", order: read.order, changed: [] }));
}

function orderOf(
  yard: TriedYard,
  { settings }: Tried,
  input: Record<string, unknown>,
  id: string,
): { ok: true; order: Order } | { ok: false; problems: Problem[] } {
  const read = readOrder(input, { settings, receivedAt: yard.now, id });
  if (read.ok) return read;
  return { ok: false, problems: read.problems.map((one) => ({ ...one, pointer: `/order${one.pointer}` })) };
}

function closeBatches(yard: TriedYard, node: string): StepResult {
  const all = nothing();
  for (const [{ key }, batch] of yard.batches()) {
    if (batch.head.node !== node) continue;
    const { effects, decisions, records } = yard.do({ type: "batch_closed_by_hand", batch: key, by: BY });
    all.effects.push(...effects);
    all.decisions.push(...decisions);
    all.records.push(...records);
  }
  return all;
}

const done = (result: StepResult): Played => ({ ok: true, result });
const refused = (pointer: string, code: string, zh: string, en: string): Played => ({
  ok: false,
  problems: [{ pointer, code, message: { zh, en } }],
});
