/** Shopify (REST) and WooCommerce orders. channels.md 5. */
import {
  addressKey,
  compact,
  type Fields,
  listOf,
  type PlatformOrder,
  statusesOf,
  textOf,
  within,
} from "./platform-order.ts";

/**
 * A shop's address hears whatever topics it was given: refunds, fulfilments, goods and deletions have an id too, and one of a deletion is the
 * order's own. The topic stands in a header that nobody signs, so the body says what it is.
 */
const isShopifyOrder = (body: Fields): boolean =>
  Array.isArray(body.line_items) && Object.hasOwn(body, "financial_status");
const isWooOrder = (body: Fields): boolean => Array.isArray(body.line_items);

export const shopifyOrders = (body: unknown, source: string): PlatformOrder[] =>
  isShopifyOrder(within(body)) ? [shopifyOrder(within(body), source)] : [];
export const woocommerceOrders = (body: unknown, source: string): PlatformOrder[] =>
  isWooOrder(within(body)) ? [woocommerceOrder(within(body), source)] : [];

function shopifyOrder(order: Fields, source: string): PlatformOrder {
  const address = within(order.shipping_address);
  const customer = within(order.customer);
  const lines = listOf(order.line_items);
  return {
    input: {
      source,
      external_id: textOf(order.id) ?? "",
      ...compact({
        po_no: textOf(order.name),
        channel: "shopify",
        ordered_at: textOf(order.created_at),
        source_updated_at: textOf(order.updated_at),
        paid_at: order.financial_status === "paid" ? textOf(order.processed_at) : undefined,
        amount: textOf(order.total_price),
        currency: textOf(order.currency),
        customer_id: textOf(customer.id),
        buyer_name: textOf(address.name),
        province: textOf(address.province_code),
        city: textOf(address.city),
        address_key: addressKey([
          address.name,
          address.address1,
          address.address2,
          address.city,
          address.zip,
          address.country_code,
        ]),
        ...parcelOf(order.fulfillments),
        note: textOf(order.note),
        tags: textOf(order.tags),
      }),
      lines: lines.map((line, index) =>
        compact({
          line_no: index + 1,
          sku: textOf(line.sku),
          name: textOf(line.title),
          // After a partial refund only this many are still to be sent.
          qty:
            line.fulfillment_status === null && typeof line.fulfillable_quantity === "number"
              ? line.fulfillable_quantity
              : line.quantity,
          unit_price: textOf(line.price),
          platform_line_id: textOf(line.id),
        }),
      ),
    },
    statuses: statusesOf("shopify", {
      financial_status: order.financial_status,
      fulfillment_status: order.fulfillment_status ?? "unfulfilled",
      // What is cancelled stays so where nobody said why.
      cancelReason: textOf(order.cancelled_at) === undefined ? undefined : (textOf(order.cancel_reason) ?? "other"),
    }),
  };
}

/** The newest fulfilment that stands says by whom and under which number the parcel goes. */
function parcelOf(fulfillments: unknown): { carrier?: string | undefined; tracking_no?: string | undefined } {
  const last = listOf(fulfillments).findLast(({ status }) => status !== "cancelled");
  return last === undefined
    ? {}
    : { carrier: textOf(last.tracking_company), tracking_no: textOf(last.tracking_number) };
}

function woocommerceOrder(order: Fields, source: string): PlatformOrder {
  const [shipping, billing] = [within(order.shipping), within(order.billing)];
  const address = textOf(shipping.address_1) === undefined ? billing : shipping;
  /** `*_gmt` is UTC without saying so. */
  const utc = (value: unknown): string | undefined => {
    const text = textOf(value);
    return text === undefined ? undefined : `${text}Z`;
  };
  return {
    input: {
      source,
      external_id: textOf(order.id) ?? "",
      ...compact({
        po_no: textOf(order.number),
        channel: "woocommerce",
        ordered_at: utc(order.date_created_gmt),
        source_updated_at: utc(order.date_modified_gmt),
        paid_at: utc(order.date_paid_gmt),
        amount: textOf(order.total),
        currency: textOf(order.currency),
        customer_id: order.customer_id === 0 ? undefined : textOf(order.customer_id),
        buyer_name: [textOf(address.first_name), textOf(address.last_name)].filter(Boolean).join(" "),
        province: textOf(address.state),
        city: textOf(address.city),
        address_key: addressKey([
          address.first_name,
          address.last_name,
          address.address_1,
          address.address_2,
          address.city,
          address.postcode,
          address.country,
        ]),
        payment_method: textOf(order.payment_method),
        note: textOf(order.customer_note),
      }),
      lines: listOf(order.line_items).map((line, index) =>
        compact({
          line_no: index + 1,
          sku: textOf(line.sku),
          name: textOf(line.name),
          qty: line.quantity,
          unit_price: priceText(line.price),
          platform_line_id: textOf(line.id),
        }),
      ),
    },
    statuses: statusesOf("woocommerce", { status: order.status }),
  };
}

/** WooCommerce divides: 100/3 comes as 33.333333333333336. What is no amount of the currency is left out. */
function priceText(price: unknown): string | undefined {
  const text = textOf(price);
  return text !== undefined && /^\d+(\.\d{1,3})?$/.test(text) ? text : undefined;
}
