import { orders } from "../schema/sqlite.ts";

/** What lists read of an order's row, by the names of `OrderSummary`. */
export const orderSummary = {
  id: orders.orderId,
  source: orders.source,
  external_id: orders.externalId,
  po_no: orders.poNo,
  brand: orders.brand,
  style_code: orders.styleCode,
  due_at: orders.dueAt,
  due_date: orders.dueDate,
  amount: orders.amount,
  currency: orders.currency,
  status: orders.status,
  received_at: orders.receivedAt,
  outcome: orders.outcome,
  destination: orders.destination,
  tags: orders.tags,
};
