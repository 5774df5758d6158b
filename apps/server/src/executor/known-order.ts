import { type OrderState, standingOrder } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";

/**
 * An order as it stands; while it waits in the manual pool, or for a retry, as it came: it is there for people and for its
 * next delivery although nothing was decided of it yet. Null where only events for it have come.
 */
export function knownOrder(state: OrderState): Order | null {
  const standing = standingOrder(state);
  if (standing !== null) return standing;
  for (const { event } of state.parked ?? [])
    if (event.type === "order_received" || event.type === "order_updated")
      return { ...event.order, status: state.status };
  return null;
}

/** What its source has said of it so far, newest last: also news that waits. Null where only events for it have come. */
export function saidOrder({ order, parked = [] }: OrderState): Order | null {
  for (const { event } of [...parked].reverse())
    if (event.type === "order_received" || event.type === "order_updated") return event.order;
  return order;
}
