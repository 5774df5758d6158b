/** Events that cannot be applied yet wait with their order, and are run again when what they wait for has come. */
import { type EngineEvent, happenedAt } from "../event/event.ts";
import type { OrderState, ParkedEvent } from "../state/state.ts";
import type { Run } from "../step/run.ts";

export function park(run: Run, order: OrderState, parked: ParkedEvent): void {
  order.parked = [...(order.parked ?? []), parked];
  run.dirty = true;
}

/** The same event again, now: its own instant is kept beside, its id tells that it is a second attempt. */
export const again = (event: EngineEvent, at: number): EngineEvent => ({
  ...event,
  id: `${event.id}~`,
  at,
  occurredAt: happenedAt(event),
});

export function unpark(run: Run, order: OrderState, is: (parked: ParkedEvent) => boolean): void {
  if (order.parked === undefined) return;
  const left: ParkedEvent[] = [];
  for (const parked of order.parked) {
    if (is(parked)) run.sends.push({ how: "send", event: again(parked.event, run.at) });
    else left.push(parked);
  }
  if (left.length === order.parked.length) return;
  if (left.length === 0) order.parked = undefined;
  else order.parked = left;
  run.dirty = true;
}

/** The content that an order without one waits with. */
export function waitingContent(order: OrderState) {
  for (const { event } of order.parked ?? [])
    if (event.type === "order_received" || event.type === "order_updated") return event.order;
  return null;
}
