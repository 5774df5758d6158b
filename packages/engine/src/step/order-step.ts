/** One event of one order, from opening its state to what it means; what follows from that is in `follow.ts`. */

import { stateNamed } from "@switchyard/orders";
import type { EngineEvent, EventOf } from "../event/event.ts";
import { applyCancel, blankOrder } from "../order/content.ts";
import { park, waitingContent } from "../order/park.ts";
import { cancels } from "../order/platform.ts";
import { waitsAsTwin } from "../order/twin.ts";
import type { OrderState } from "../state/state.ts";
import { pausedGate, putInPool } from "../yard/gate.ts";
import { decide } from "./decide.ts";
import { follow } from "./follow.ts";
import { understand } from "./news.ts";
import { textIn } from "./path.ts";
import { note, openOrder, type Run, remember } from "./run.ts";
import { startScope } from "./scope.ts";
import { hearGate, wake } from "./wake.ts";

export function stepOrder(run: Run, id: string) {
  const { event } = run;
  const known = openOrder(run, id);
  if (event.type === "timer_due") return known === null ? gone(run, event) : wake(run, known, event);
  const order = known ?? blankOrder(run);
  run.order = order;
  const seen = remember(order.seen, event.id);
  if (seen === null) return note(run, "duplicate", { event: event.id });
  order.seen = seen;
  run.dirty = true;
  const brings = event.type === "order_received" || event.type === "order_updated";
  if (event.type !== "unpool" && waitsBehindGate(run, order, event)) return;
  if (event.type === "order_cancelled" && order.order === null && waitingContent(order) !== null) {
    applyCancel(run, order, event);
    return;
  }
  if (order.order === null && !brings && event.type !== "unpool") {
    park(run, order, { why: "no_order", event });
    return note(run, "waiting", { event: event.type });
  }
  if (event.type === "gate_told") return hearGate(run, order, event);
  const found = understand(run, order, event);
  if (found === null || waitsAsTwin(run, order, found)) return;
  follow(run, order, found, brings || found.intake === "first");
}

function gone(run: Run, event: EventOf<"timer_due">) {
  run.order = null;
  note(run, "stale_timer", { timer: event.timer, due: event.due });
}

/** News from a paused channel is stored, not applied; so is everything of an order that waits there already. */
function waitsBehindGate(run: Run, order: OrderState, event: EngineEvent): boolean {
  const content =
    event.type === "order_received" || event.type === "order_updated"
      ? event.order
      : (order.order ?? waitingContent(order));
  const channel = textIn(content?.channel);
  const gate = channel === undefined || !fromChannel(run, event) ? null : pausedGate(run, "channel", channel);
  if (gate === null) return false;
  putInPool(run, gate, event, { origin: null, order: run.orderKey?.key ?? null }, event.type);
  const scope = startScope(run, { order: run.orderKey?.key ?? null }, {});
  if (event.type === "order_received") decide(scope, order, "parked", `paused:${channel}`);
  return true;
}

/** People, scanners and couriers are believed at once, and so is who cancels; what else the channel itself says waits. */
function fromChannel(run: Run, event: EngineEvent): boolean {
  switch (event.type) {
    case "order_received":
    case "order_updated":
      return true;
    case "platform_status":
      return !cancels(event);
    case "state_asserted":
      return event.evidence.kind === "platform" && stateNamed(run.prepared.machine, event.to)?.id !== "Cancelled";
    default:
      return false;
  }
}
