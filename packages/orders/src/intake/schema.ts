/**
 * The body of `POST /orders`, as it is documented. It says what is understood; {@link readOrder} is what reads it, tells
 * what is wrong in both languages, and keeps unknown fields in `raw`.
 */
import { z } from "zod";

const text = (max: number, description: string) =>
  z
    .union([z.string().max(max), z.number(), z.null()])
    .optional()
    .describe(description);
const instant = (description: string) =>
  z
    .union([z.string().max(40), z.number(), z.null()])
    .optional()
    .describe(`${description}. ISO 8601 with an offset (2026-01-20T09:00:00+08:00), or UTC milliseconds`);
const money = (description: string) =>
  z
    .union([z.string().max(40), z.number(), z.null()])
    .optional()
    .describe(`${description}, in major units with at most the currency's decimals: "199.00"`);

export const orderLineInputSchema = z.looseObject({
  line_no: z
    .union([z.number(), z.string(), z.null()])
    .optional()
    .describe("Number of the line, from 1; by default its position"),
  qty: z.union([z.number(), z.string().max(20)]).describe("Quantity, a whole number from 0"),
  sku: text(128, "Stock keeping unit"),
  name: text(500, "Name of the goods"),
  style_code: text(128, "Style number, e.g. FJ2026"),
  size: text(64, "Size"),
  color: text(64, "Colour"),
  category: text(128, "Category"),
  brand: text(128, "Brand"),
  origin: text(128, "Origin, e.g. 原厂件"),
  batch_no: text(128, "Production batch"),
  unit_price: money("Price of one piece"),
});

export const orderInputSchema = z
  .looseObject({
    source: z.union([z.string().min(1).max(128), z.number()]).describe("Who sends it: a shop, a channel, a form"),
    external_id: z.union([z.string().min(1).max(128), z.number()]).describe("The sender's own number for the order"),
    ordered_at: instant("When the customer ordered"),
    paid_at: instant("When it was paid"),
    due_at: z
      .union([z.string().max(40), z.number(), z.null()])
      .optional()
      .describe("When it is due: a date (2026-01-25) or an instant with an offset"),
    due_date: z
      .union([z.string().max(40), z.null()])
      .optional()
      .describe("When it is due, a date without a time"),
    po_no: text(128, "Purchase order number"),
    brand: text(128, "Brand"),
    customer_id: text(128, "Customer number"),
    customer_grade: text(64, "Customer grade, e.g. A"),
    buyer_name: text(200, "Buyer"),
    address_key: text(256, "Equal for orders that go to the same address"),
    province: text(100, "Province. Where it is not given and the address line begins with one, that one"),
    city: text(100, "City"),
    channel: text(128, "Sales channel"),
    shop: text(200, "Shop"),
    warehouse: text(128, "Warehouse"),
    payment_method: text(128, "Payment method"),
    amount: money("Amount of the order"),
    currency: z
      .union([z.string().max(8), z.null()])
      .optional()
      .describe("ISO 4217; by default the workspace's"),
    style_code: text(128, "Style number, e.g. FJ2026"),
    origin: text(128, "Origin, e.g. 原厂件"),
    urgency: text(64, "Urgency, e.g. red"),
    tracking_no: text(128, "Tracking number"),
    carrier: text(128, "Who carries the parcel, by any of the names that the carrier has: SF, sf_express"),
    note: text(5000, "Free text"),
    tags: z
      .union([z.array(z.union([z.string().max(100), z.number(), z.null()])).max(200), z.string().max(2000), z.null()])
      .optional()
      .describe("Tags: a list, or one text with commas"),
    status: text(64, "State of the order"),
    lines: z
      .union([z.array(orderLineInputSchema).max(5000), z.null()])
      .optional()
      .describe("Lines of the order"),
    custom: z
      .union([z.looseObject({}), z.null()])
      .optional()
      .describe("Fields that the workspace declared for itself"),
  })
  .meta({
    id: "OrderInput",
    description: "An order as a source sends it. Unknown fields are kept, and never trusted.",
  });

export type OrderInput = z.input<typeof orderInputSchema>;
export type OrderLineInput = z.input<typeof orderLineInputSchema>;
