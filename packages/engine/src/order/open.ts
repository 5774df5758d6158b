import type { OrderState } from "../state/state.ts";
import type { Run } from "../step/run.ts";

/** Open: something may still be decided about it. */
export function isOpen(run: Run, order: OrderState): boolean {
  if (order.cancelled === true) return false;
  return run.prepared.openStates.has(order.status);
}
