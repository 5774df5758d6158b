import { z } from "@hono/zod-openapi";
import { id, instant, text } from "./common.ts";
import { by, eventAnswer } from "./events.ts";

const name = z.string().trim().min(1).max(200);
const code = z.string().trim().min(1).max(500);
const lotScan = z
  .strictObject({
    lot: code.openapi({ description: "The lot that went in" }),
    to: code.optional().openapi({
      description:
        "What it went into, as a scanner reads it: an order's number, otherwise a lot; or the address of a page of either",
    }),
    into: code.optional().openapi({ description: "The same said exactly: a lot" }),
    order: id.optional().openapi({ description: "The same said exactly: an order's id" }),
    step: name.optional().openapi({ description: "Where it was scanned: cutting, packing" }),
    qty: z.number().positive().max(1e9).optional(),
    ref: name.optional().openapi({ description: "What proves it: a report's number" }),
    on: z.boolean().default(true).openapi({ description: "false takes a wrong scan back" }),
    occurred_at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ to, into, order }) => [to, into, order].filter((one) => one !== undefined).length === 1, {
    message: "name what it went into by exactly one of `to`, `into` and `order`",
    params: { zh: "请用 to、into、order 之一指明去处" },
  });
export const lotScans = z.strictObject({ scans: z.array(lotScan).min(1).max(500), by });
export const scanAnswer = z.object({
  lot: z.string(),
  to: z
    .union([z.object({ lot: z.string() }), z.object({ order: z.string(), external_id: z.string().nullable() })])
    .nullable(),
  result: eventAnswer.shape.result,
  reason: text.nullable(),
});
export const uploadedScans = z.object({
  rows: z.number().int(),
  done: z.number().int(),
  /** Rows of which nothing new came: the first hundred, with why. */
  left: z.array(
    z.object({ row: z.number().int(), lot: z.string(), result: scanAnswer.shape.result, reason: text.nullable() }),
  ),
});

const link = { lot: z.string(), step: z.string().optional(), qty: z.number().optional(), ref: z.string().optional() };
export const trace = z.object({
  lot: z.string().nullable(),
  order: z.string().nullable(),
  at: instant,
  lots: z.array(
    z.object({
      name: z.string(),
      level: z.number().int().openapi({ description: "Steps from what the report is about; negative: above it" }),
      frozen: z.array(z.object({ by: z.string(), reason: z.string() })),
      up: z.array(z.object({ ...link, at: instant, by: z.string() })),
      orders: z.number().int(),
    }),
  ),
  orders: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      external_id: z.string(),
      brand: z.string().nullable(),
      style_code: z.string().nullable(),
      status: z.string(),
      destination: z.string().nullable(),
      received_at: instant,
      lots: z.array(z.object({ ...link, at: instant.nullable(), by: z.string().nullable() })),
      frozen: z.array(z.string()),
    }),
  ),
  more: z.boolean(),
});
