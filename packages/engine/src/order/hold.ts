/** Holds: each holder for itself; an order goes on when the last one lets go. */

import { own } from "../step/run.ts";
import { emit, type Turn } from "../step/scope.ts";
import { standAside } from "../yard/merge.ts";

/** Holds an order whose PO number another source's order has: let go by a person only. */
export const SAME_PO = "same_po";

export function hold(turn: Turn, reason: string, shortage?: { sku: string; available: number | null }) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  if (order !== null) {
    if (order.holds?.[node.name] !== undefined) return;
    own(run, order, "holds")[node.name] = reason;
    standAside(run, order);
  }
  emit(turn, { type: "hold", origin: node.origin, order: scope.order, reason, ...shortage });
}

/** `release` lets go of every hold that flows put on the order; what a person is to look at, a person lets go. */
export function releaseHolds(turn: Turn) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  if (order === null) return emit(turn, { type: "release", origin: node.origin, order: null });
  if (order.holds === undefined) return;
  const kept = Object.entries(order.holds).filter(([by]) => by === "hand" || by === SAME_PO);
  order.holds = kept.length === 0 ? undefined : Object.fromEntries(kept);
  run.dirty = true;
  if (kept.length === 0) emit(turn, { type: "release", origin: node.origin, order: scope.order });
}
