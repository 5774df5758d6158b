/** Holds: each holder for itself; an order goes on when the last one lets go. */

import type { EventOf } from "../event/event.ts";
import type { OrderState } from "../state/state.ts";
import { drop, note, own, type Run } from "../step/run.ts";
import { emit, type Turn } from "../step/scope.ts";
import { standAside } from "../yard/merge.ts";

/** Holds an order whose PO number another source's order has: let go by a person only. */
export const SAME_PO = "same_po";

/** A person: as who holds, and as the reason where none is given. */
const HAND = "hand";

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

/** All that is wanted is reserved: no node that reserves holds the order any more, whichever of them it was. */
export function letGo({ scope, node }: Turn) {
  const { run, order: id } = scope;
  const order = id === null ? null : run.order;
  if (order?.holds === undefined) return;
  for (const by of Object.keys(order.holds))
    if (by === node.name || reserves(run, order, by)) drop(run, order, "holds", by);
  if (order.holds === undefined) run.effects.push({ type: "release", origin: node.origin, order: id });
}

function reserves(run: Run, { versions }: OrderState, by: string): boolean {
  for (const [flow, version] of Object.entries(versions ?? {})) {
    if (!by.startsWith(`${flow}/`)) continue;
    const node = run.prepared.versions
      .get(flow)
      ?.get(version)
      ?.nodes.get(by.slice(flow.length + 1));
    return node?.settings.kind === "reserve_stock";
  }
  return false;
}

/** Whether anything changed. */
export function holdByHand(run: Run, order: OrderState, { by, reason = "" }: EventOf<"held_by_hand">): boolean {
  const before =
    order.cancelled === true ? "cancelled_already" : order.holds?.[HAND] === undefined ? null : "held_already";
  if (before !== null) {
    note(run, "noted", { what: before, by });
    return false;
  }
  const why = reason.trim() === "" ? HAND : reason;
  own(run, order, "holds")[HAND] = why;
  standAside(run, order);
  run.effects.push({ type: "hold", origin: null, order: run.orderKey?.key ?? null, reason: why });
  return true;
}

/** `release` lets go of every hold that flows put on the order; what a person is to look at, a person lets go. */
export function releaseHolds(turn: Turn) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  if (order === null) return emit(turn, { type: "release", origin: node.origin, order: null });
  if (order.holds === undefined) return;
  const kept = Object.entries(order.holds).filter(([by]) => by === HAND || by === SAME_PO);
  order.holds = kept.length === 0 ? undefined : Object.fromEntries(kept);
  run.dirty = true;
  if (kept.length === 0) emit(turn, { type: "release", origin: node.origin, order: scope.order });
}
