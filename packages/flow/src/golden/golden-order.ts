/** Golden orders 样例订单: a script kept with a flow and what must come of it. They run before each publish. */
import { z } from "zod";
import { idSchema } from "../document.ts";
import { orderKeySchema, scriptSchema } from "./script.ts";

const text = z.string().max(2000);
const scalar = z.union([text, z.number(), z.boolean()]);

/** How an order stands at the script's end. */
export const expectedOrderSchema = z.strictObject({
  key: orderKeySchema,
  outcome: z.enum(["decided", "undecided", "parked"]),
  /** Id of a destination; null: not routed. */
  destination: text.nullable(),
  /** Destinations of single lines: `line` is the line's number. */
  lines: z.array(z.strictObject({ line: z.number().int(), destination: text })).max(500),
  tags: z.array(text).max(200),
  /** State of the order. */
  status: text,
  held: z.boolean(),
  frozen: z.boolean(),
  /** Set by flows over what the source said. */
  fields: z.record(z.string().max(128), scalar),
  added: z.array(z.strictObject({ sku: text, qty: z.number().int() })).max(200),
});
export type ExpectedOrder = z.infer<typeof expectedOrderSchema>;

/** What leaves the flow for people and systems. `key` null: it is about a batch, or about no order. */
export const expectedMessageSchema = z.strictObject({
  type: z.enum(["alert", "task", "notify", "webhook", "approval"]),
  key: orderKeySchema.nullable(),
  /** People, an endpoint, a customer. */
  to: z.array(text).max(50),
  /** Of an alert. */
  level: z.number().int().nullable(),
  text,
  /** After the script's start, in milliseconds. */
  after: z.number().int(),
});
export type ExpectedMessage = z.infer<typeof expectedMessageSchema>;

export const expectedWatchSchema = z.strictObject({
  node: text,
  key: orderKeySchema,
  outcome: z.enum(["open", "kept", "breached", "cancelled"]),
});
export type ExpectedWatch = z.infer<typeof expectedWatchSchema>;

export const expectedBatchSchema = z.strictObject({
  node: text,
  orders: z.array(orderKeySchema).max(60),
  outcome: z.enum(["open", "window", "orders", "qty", "hand", "begun", "void"]),
});
export type ExpectedBatch = z.infer<typeof expectedBatchSchema>;

/** A section that is absent is not compared. */
export const expectedSchema = z.strictObject({
  orders: z.array(expectedOrderSchema).max(60).optional(),
  messages: z.array(expectedMessageSchema).max(2000).optional(),
  watches: z.array(expectedWatchSchema).max(2000).optional(),
  batches: z.array(expectedBatchSchema).max(500).optional(),
});
export type Expected = z.infer<typeof expectedSchema>;
export type ExpectedSection = keyof Expected;

export const goldenOrderSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(120),
  script: scriptSchema,
  expected: expectedSchema,
});
export type GoldenOrder = z.infer<typeof goldenOrderSchema>;
