/** What an event is called by windows, breakers and the goals of watches: its type, and more exact names. */
import type { EngineEvent } from "./event.ts";

/**
 * `order_received`, `order_updated`, `order_updated:<field>`, `order_cancelled`, `courier_node`, `courier:<action>`,
 * `after_sale`, `complaint`, `return`, `exchange`, `refund`, `measure`, `<measure>`, `stock_changed`, `credit_changed` …
 * States are named apart (`state:<state>`, `state_conflict`), because only the core knows whether one was reached.
 */
export function eventLabels(event: EngineEvent): string[] {
  switch (event.type) {
    case "order_updated":
      return [event.type, ...event.changed.map((field) => `order_updated:${field}`)];
    case "courier_node":
      return event.action === undefined ? [event.type] : [event.type, `courier:${event.action}`];
    case "after_sale":
      return [event.type, event.kind];
    case "measure_observed":
      return ["measure", event.measure];
    default:
      return [event.type];
  }
}
