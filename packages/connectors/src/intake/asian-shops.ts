/** Shopee, Lazada and TikTok Shop orders. channels.md 5. One message may hold several orders. */
import { LAZADA_PIECES, SHOPEE_PARCELS, spokenFor } from "./piece-states.ts";
import {
  compact,
  type Fields,
  listOf,
  type PlatformOrder,
  secondsOf,
  statusesOf,
  textOf,
  within,
} from "./platform-order.ts";

export function shopeeOrders(body: unknown, source: string): PlatformOrder[] {
  return listOf(within(body, "response").order_list).map((order) => {
    const address = within(order.recipient_address);
    return {
      input: {
        source,
        external_id: textOf(order.order_sn) ?? "",
        ...compact({
          channel: "shopee",
          ordered_at: secondsOf(order.create_time),
          source_updated_at: textOf(order.update_time),
          paid_at: secondsOf(order.pay_time),
          due_at: secondsOf(order.ship_by_date),
          amount: textOf(order.total_amount),
          currency: textOf(order.currency),
          buyer_name: textOf(order.buyer_username),
          province: textOf(address.state),
          city: textOf(address.city),
          payment_method: textOf(order.payment_method),
          note: textOf(order.message_to_seller),
        }),
        lines: listOf(order.item_list).map((item, index) =>
          compact({
            line_no: index + 1,
            sku: textOf(item.model_sku) ?? textOf(item.item_sku),
            name: textOf(item.item_name),
            size: textOf(item.model_name),
            qty: item.model_quantity_purchased,
            unit_price: textOf(item.model_discounted_price),
          }),
        ),
      },
      statuses: statusesOf("shopee", {
        order_status: order.order_status,
        logistics_status: spokenFor(
          SHOPEE_PARCELS,
          listOf(order.package_list).map((parcel) => textOf(parcel.logistics_status)),
        ),
      }),
    };
  });
}

/**
 * Lazada sends one row for each piece, with a state of its own, in a list of its own; equal ones become one line, which counts those that
 * go on. Without that list the order's own mix of states is taken.
 */
export function lazadaOrders(body: unknown, source: string): PlatformOrder[] {
  const items = byOrder(listOf(within(body, "data").order_items));
  return listOf(within(body, "data").orders).map((order) => {
    const own = items.get(textOf(order.order_id)) ?? [];
    const address = within(order.address_shipping);
    const mix = Array.isArray(order.statuses) ? order.statuses.map(textOf) : [];
    const status = spokenFor(LAZADA_PIECES, own.length > 0 ? own.map((item) => textOf(item.status)) : mix);
    return {
      input: {
        source,
        external_id: textOf(order.order_id) ?? "",
        ...compact({
          channel: "lazada",
          ordered_at: textOf(order.created_at),
          source_updated_at: textOf(order.updated_at),
          amount: textOf(order.price),
          buyer_name: textOf(address.first_name),
          city: textOf(address.city),
          payment_method: textOf(order.payment_method),
        }),
        lines: pieces(own, isCancelled(status)).map(({ items, qty }, index) =>
          compact({
            line_no: index + 1,
            sku: textOf(items[0]?.sku),
            qty,
            unit_price: textOf(items[0]?.paid_price),
            platform_line_id: items.flatMap((item) => textOf(item.order_item_id) ?? []).join(" "),
          }),
        ),
      },
      statuses: statusesOf("lazada", { statuses: status }),
    };
  });
}

function byOrder(items: readonly Fields[]): Map<string | undefined, Fields[]> {
  const found = new Map<string | undefined, Fields[]>();
  for (const item of items) {
    const order = textOf(item.order_id);
    found.set(order, found.get(order) ?? []);
    found.get(order)?.push(item);
  }
  return found;
}

const isCancelled = (status: unknown) => textOf(status)?.toLowerCase() === "canceled";

/** One piece of an order that was cancelled is not sent; of an order that is cancelled as a whole, the lines say what it was. */
function pieces(items: readonly Fields[], isWhole: boolean): { items: Fields[]; qty: number }[] {
  const lines = new Map<string, { items: Fields[]; qty: number }>();
  for (const item of items) {
    const key = JSON.stringify([item.sku, item.paid_price]);
    const line = lines.get(key) ?? { items: [], qty: 0 };
    line.items.push(item);
    if (isWhole || !isCancelled(item.status)) line.qty += 1;
    lines.set(key, line);
  }
  return [...lines.values()];
}

export function tiktokOrders(body: unknown, source: string): PlatformOrder[] {
  return listOf(within(body, "data").orders).map((order) => {
    const payment = within(order.payment);
    return {
      input: {
        source,
        external_id: textOf(order.id) ?? "",
        ...compact({
          channel: "tiktok",
          ordered_at: secondsOf(order.create_time),
          source_updated_at: textOf(order.update_time),
          paid_at: secondsOf(order.paid_time),
          due_at: secondsOf(order.rts_sla_time),
          amount: textOf(payment.total_amount),
          currency: textOf(payment.currency),
        }),
        lines: listOf(order.line_items).map((item, index) =>
          compact({
            line_no: index + 1,
            sku: textOf(item.seller_sku) ?? textOf(item.sku_id),
            name: textOf(item.product_name),
            qty: 1,
            unit_price: textOf(item.sale_price),
            platform_line_id: textOf(item.id),
          }),
        ),
      },
      statuses: statusesOf("tiktok", { status: order.status }),
    };
  });
}
