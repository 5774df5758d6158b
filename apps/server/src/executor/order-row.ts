/** The read model of an order, from the engine's state of it. */
import type { Decision, OrderState } from "@switchyard/engine";
import { type OrderRow, searchable } from "@switchyard/store";
import { knownOrder } from "./known-order.ts";

/** Null while the order itself has not come. `outcome` null: nothing was decided now. */
export function orderRow(state: OrderState, at: number, outcome: Decision["outcome"] | null): OrderRow | null {
  const order = knownOrder(state);
  if (order === null) return null;
  const words = [order.external_id, order.style_code, order.po_no, order.brand, order.buyer_name, order.customer_id];
  const since = Math.max(state.statusAt ?? 0, state.courier?.at ?? 0);
  return {
    id: order.id,
    first: null,
    source: order.source,
    external_id: order.external_id,
    brand: order.brand ?? null,
    style_code: order.style_code ?? null,
    po_no: order.po_no ?? null,
    due_at: order.due_at ?? null,
    due_date: order.due_date ?? null,
    amount: order.amount ?? null,
    currency: order.currency ?? null,
    status: state.status,
    received_at: order.received_at,
    updated_at: at,
    outcome,
    destination: state.destination ?? null,
    tags: order.tags,
    search: searchable(words.filter((word) => word !== undefined).join("\n")),
    province: order.province ?? null,
    carrier: order.carrier ?? null,
    category: order.lines[0]?.category ?? null,
    parcel_in: state.courier?.province ?? null,
    since: since === 0 ? null : since,
  };
}
