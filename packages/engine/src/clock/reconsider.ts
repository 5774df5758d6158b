/**
 * Reconsideration: when the outcome of an open order can change by the clock alone. The compiled conditions say which clock
 * facts are compared with what; the earliest instant at which one of these comparisons turns is scheduled.
 */
import { type ClockComparison, type Facts, nextFlip, type Order, type WorkspaceSettings } from "@switchyard/orders";
import { isOpen } from "../order/open.ts";
import type { ClockLimit } from "../prepare/clock-limit.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { standingOrder } from "../step/facts.ts";
import { factAt } from "../step/path.ts";
import { type Run, timer } from "../step/run.ts";

/** The first instant after `at` at which one of the limits may turn; null: never. */
export function nextTurn(
  limits: readonly ClockLimit[],
  order: Order,
  at: number,
  settings: WorkspaceSettings,
  facts: Facts,
): number | null {
  let next: number | null = null;
  for (const limit of limits) {
    const comparison = comparisonOf(limit, facts);
    const turn = comparison === null ? null : nextFlip(comparison, order, at, settings);
    if (turn !== null && turn > at && (next === null || turn < next)) next = turn;
  }
  return next;
}

function comparisonOf({ fact, operator, value, beside }: ClockLimit, facts: Facts): ClockComparison | null {
  if (beside === undefined) return { fact, operator, value };
  const other = factAt(facts, beside);
  return typeof other === "number" && typeof value === "number" ? { fact, operator, value: other + value } : null;
}

/** The limits of a flow's intake: what its open orders are looked at again for. */
export function intakeLimits(flow: PreparedFlow): readonly ClockLimit[] {
  const entries = flow.triggers.get("order_received");
  if (entries === undefined) return [];
  return entries.length === 1 ? (entries[0]?.limits ?? []) : entries.flatMap((entry) => entry.limits);
}

/** Sets the instant at which the order is to be looked at again. */
export function lookAgainAt(run: Run, order: OrderState, flows: readonly PreparedFlow[], facts: Facts) {
  const standing = order.fields === undefined ? order.order : standingOrder(order);
  if (standing === null || run.orderKey === null || !isOpen(run, order)) return;
  let next: number | null = null;
  for (const flow of flows) {
    const limits = intakeLimits(flow);
    const turn = limits.length === 0 ? null : nextTurn(limits, standing, run.at, run.prepared.settings, facts);
    if (turn !== null && (next === null || turn < next)) next = turn;
  }
  if (next === (order.look ?? null)) return;
  timer(run, run.orderKey, "look", next);
  if (next === null) order.look = undefined;
  else order.look = next;
  run.dirty = true;
}
