/**
 * A script: what happens to a few orders, step by step, under a virtual clock. It names orders by keys of its own (A, B …) and
 * nodes by their ids, so that it means the same wherever the flow is copied to.
 */
import { z } from "zod";
import { durationSchema, idSchema } from "../document.ts";

/** Names an order inside a script. */
export const orderKeySchema = z.string().regex(/^[A-Za-z0-9_-]{1,16}$/, "1–16 letters, digits, _ or -");
const name = z.string().min(1).max(200);
const key = orderKeySchema;
/** As a source would send it (`OrderInput`); read by `readOrder` when the script runs, which says what is wrong with it. */
const order = z.record(z.string().max(128), z.unknown());
const step = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const scriptStepSchema = z.discriminatedUnion("type", [
  /** `id` is kept where a split by order shall fall as it did for a real one. */
  step("order", { key, order, id: z.string().min(1).max(128).optional() }),
  /** Fields that change; null takes one away. */
  step("update", { key, order }),
  /** Nothing happens for this long. */
  step("wait", { for: durationSchema }),
  /** Nothing happens until the next deadline, window end or turn of the clock. */
  step("wait_next", {}),
  step("state", { key, to: name, evidence: z.enum(["hand", "scan", "courier", "platform"]) }),
  step("courier", { key, action: name }),
  step("cancel", { key }),
  step("after_sale", { key, event: z.enum(["complaint", "return", "exchange", "refund"]) }),
  step("approval", { key, node: idSchema, decision: z.enum(["approved", "rejected"]) }),
  step("release", { key }),
  step("stock", { sku: name, available: z.number().int().min(0).max(100_000_000) }),
  step("measure", { measure: name, key: key.optional(), value: z.number().optional() }),
  /** Closes what is open of this merge, by hand. */
  step("close_batch", { node: idSchema }),
]);
export type ScriptStep = z.infer<typeof scriptStepSchema>;

export const MOST_STEPS = 60;

export const scriptSchema = z.strictObject({
  /** When its first step happens, UTC milliseconds. A script keeps its own time, so that it comes out alike for ever. */
  start: z.number().int().min(0).max(32_503_680_000_000),
  steps: z.array(scriptStepSchema).min(1).max(MOST_STEPS),
});
export type Script = z.infer<typeof scriptSchema>;
