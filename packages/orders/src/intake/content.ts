/** What the source said, as one canonical text: equal exactly when two messages say the same. */
import type { Order, OrderLine } from "../order.ts";

/** A field that is forgotten here is a compile error; the order of the keys is the canonical one. */
type Ordered<T, Left extends keyof T = never> = { [K in keyof Required<Omit<T, Left>>]: unknown };

function lineContent(line: OrderLine): Ordered<OrderLine> {
  return {
    line_no: line.line_no,
    qty: line.qty,
    sku: line.sku,
    name: line.name,
    style_code: line.style_code,
    size: line.size,
    color: line.color,
    category: line.category,
    brand: line.brand,
    origin: line.origin,
    batch_no: line.batch_no,
    unit_price: line.unit_price,
  };
}

/**
 * JSON of an order without what the runtime added (id, received_at): one text for one content, whatever the order in which
 * its keys were sent.
 */
export function orderContent(order: Order): string {
  const content: Ordered<Order, "id" | "received_at" | "custom" | "raw"> = {
    source: order.source,
    external_id: order.external_id,
    ordered_at: order.ordered_at,
    paid_at: order.paid_at,
    due_at: order.due_at,
    due_date: order.due_date,
    po_no: order.po_no,
    brand: order.brand,
    customer_id: order.customer_id,
    customer_grade: order.customer_grade,
    buyer_name: order.buyer_name,
    address_key: order.address_key,
    province: order.province,
    city: order.city,
    channel: order.channel,
    shop: order.shop,
    warehouse: order.warehouse,
    payment_method: order.payment_method,
    amount: order.amount,
    currency: order.currency,
    style_code: order.style_code,
    origin: order.origin,
    urgency: order.urgency,
    tracking_no: order.tracking_no,
    carrier: order.carrier,
    note: order.note,
    tags: order.tags,
    status: order.status,
    lines: order.lines.map(lineContent),
  };
  const known = JSON.stringify(content).slice(0, -1);
  return `${known},"custom":${canonicalJson(order.custom)},"raw":${canonicalJson(order.raw)}}`;
}

/** JSON of the whole order, from its content's text. */
export const orderText = ({ id, received_at }: Order, content: string): string =>
  `{"id":${JSON.stringify(id)},"received_at":${received_at},${content.slice(1)}`;

/** JSON with sorted keys and without `undefined`. The value is plain JSON data (checked at intake). */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).filter((key) => record[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`)
    .join(",")}}`;
}
