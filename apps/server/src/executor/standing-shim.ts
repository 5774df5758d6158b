import type { OrderState } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
/** Until the engine exports its own. */
export function standingOrder(state: OrderState): Order | null {
  if (state.order === null) return null;
  return {
    ...state.order,
    status: state.status,
    tags: [...new Set([...state.order.tags, ...Object.keys(state.tags ?? {})])],
  };
}
