/** A figure: what orders amount to, day by day. A definition is plain data of the workspace; see SPEC.md, G. */
import { z } from "zod";
import { conditionSchema, factNameSchema, idSchema } from "../document.ts";

/** The longest name. */
const NAME = 60;
const name = z.string().trim().min(1).max(NAME);
const base = {
  id: idSchema,
  name: z.strictObject({ zh: name, en: name }),
  /** The fact by whose day an order counts; of an order that lacks it nothing is counted. */
  by: factNameSchema,
  /** Of which of these orders it is told; absent: of all. */
  of: conditionSchema.optional(),
  /** What is good: a value of at most, or at least, so many percent or hours. */
  good: z.strictObject({ at: z.enum(["most", "least"]), value: z.number().min(0).max(100_000) }).optional(),
  /** Its value of the day before is sent as a measure of its id, once a day. */
  sends: z.literal(true).optional(),
};
/** The time from one instant to another. */
const time = { from: factNameSchema, to: factNameSchema };

export const figureSchema = z.discriminatedUnion("kind", [
  /** The share of those for which `that` holds. */
  z.strictObject({ ...base, kind: z.literal("share"), that: conditionSchema }),
  /** The share of those that took longer than so many hours, or wait longer already. */
  z.strictObject({ ...base, kind: z.literal("over"), ...time, hours: z.number().int().min(1).max(8760) }),
  z.strictObject({ ...base, kind: z.literal("mean"), ...time }),
  z.strictObject({ ...base, kind: z.literal("median"), ...time }),
]);
export type Figure = z.infer<typeof figureSchema>;

/** In what its values are. */
export const figureUnit = ({ kind }: Figure): "percent" | "hour" =>
  kind === "share" || kind === "over" ? "percent" : "hour";

/** By whose day an order may count, beside when it reached a state: all have been when the order is stored. */
export const COUNTING_FACTS = ["ordered_at", "received_at", "paid_at"] as const;
