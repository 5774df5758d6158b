/**
 * The core: one event, the state that it may look at, and what comes of it as plain data. No clock, no I/O, no randomness; never
 * throws for what an event or an order holds. What cannot be decided is parked with the reason, and nothing is lost.
 */
import { BudgetExceeded } from "@switchyard/logic";
import type { StepResult } from "../effect/result.ts";
import { type EngineEvent, orderOf } from "../event/event.ts";
import { typeName, type WrongEvent, wrongEvent } from "../event/event-frame.ts";
import { blankOrder } from "../order/content.ts";
import { park } from "../order/park.ts";
import { flowsOf } from "../prepare/flows-for.ts";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import type { OrderState, StateView } from "../state/state.ts";
import { joinLots } from "../yard/freeze.ts";
import { keepGiven } from "../yard/given.ts";
import { decide, noteFlow } from "./decide.ts";
import { stepOrder } from "./order-step.ts";
import { finishRun, note, openOrder, own, type Run, remember, startRun } from "./run.ts";
import { OverBudget } from "./run-entry.ts";
import { type Scope, startScope } from "./scope.ts";
import { stepWorld } from "./world-step.ts";

export function step(prepared: PreparedPrograms, event: EngineEvent, view: StateView): StepResult {
  const run = startRun(prepared, event, view);
  const wrong = wrongEvent(event);
  if (wrong !== null) return quarantine(run, wrong);
  const id = orderOf(event);
  try {
    if (id === null) stepWorld(run);
    else stepOrder(run, id);
    keepGiven(run);
    return finishRun(run);
  } catch (error) {
    return failed(startRun(prepared, event, view), id, error);
  }
}

function quarantine(run: Run, wrong: WrongEvent): StepResult {
  const type = typeName(run.event.type);
  note(run, wrong.code, { event: run.event.id, type, detail: wrong.detail }, null);
  run.effects.push({ type: "quarantine", origin: null, order: null, event: type, ...wrong });
  return finishRun(run);
}

/**
 * The event could not be decided: the order keeps the state that it had (a new one is stored undecided), the event waits with
 * it, a person is told once. An order's timer is used up, so that it does not come back for ever.
 */
function failed(run: Run, id: string | null, error: unknown): StepResult {
  const isBudget = error instanceof OverBudget || error instanceof BudgetExceeded;
  const reason = isBudget ? "over_budget" : "failed";
  const detail = error instanceof Error ? error.message.slice(0, 200) : "";
  note(run, reason, { event: run.event.id, type: run.event.type, detail }, id);
  run.effects.push({ type: "park", origin: null, order: id, event: run.event.type, code: reason });
  if (id === null) return finishRun(run);
  const order = openOrder(run, id) ?? blankOrder(run);
  run.order = order;
  order.seen = remember(order.seen, run.event.id) ?? order.seen;
  run.dirty = true;
  takeContent(run, order);
  if (run.event.type === "timer_due") useUp(run, order, run.event.timer);
  else if (order.parked?.some((parked) => parked.why === "budget") !== true) tell(run, id, reason);
  if (run.event.type !== "timer_due") park(run, order, { why: "budget", event: run.event });
  const scope = startScope(run, { order: id }, {});
  noteFlows(scope, order);
  decide(scope, order, "parked", detail === "" ? reason : `${reason}: ${detail}`);
  return finishRun(run);
}

/** The versions that would have decided: of which of them it failed is not known, and a roll-out counts its failures by them. */
function noteFlows(scope: Scope, order: OrderState): void {
  try {
    for (const flow of flowsOf(scope.run, order)) noteFlow(scope, flow);
  } catch {
    // The order is not even such that its flows can be told.
  }
}

function takeContent(run: Run, order: OrderState): void {
  const { event } = run;
  if (event.type !== "order_received" && event.type !== "order_updated") return;
  const known = order.order;
  const isFirst = known === null;
  order.order = isFirst ? event.order : { ...event.order, id: known.id, received_at: known.received_at };
  order.contentAt = event.at;
  if (isFirst) order.statusAt = event.at;
  try {
    if (isFirst) joinLots(run, order, event.order.id);
  } catch {
    note(run, "bad_data", { what: "lines" });
  }
}

function useUp(run: Run, order: OrderState, timer: string): void {
  const watch = timer.startsWith("watch/") ? order.watches?.[timer.slice(6)] : undefined;
  if (watch !== undefined) own(run, order, "watches")[timer.slice(6)] = { ...watch, status: "breached" };
  if (timer === "look") order.look = undefined;
}

function tell(run: Run, id: string, code: string): void {
  run.effects.push({
    type: "alert",
    origin: null,
    order: id,
    to: ["ops"],
    channel: "inbox",
    level: 1,
    text: code,
    code,
  });
}
