/** What an author leaves open in a template: typed values, each with the places in the drawing where it stands. */
import { durationSchema, idSchema } from "@switchyard/flow";
import { z } from "zod";
import { nameSchema } from "./name.ts";

const base = {
  id: idSchema,
  label: nameSchema,
  help: nameSchema.optional(),
  /** Must be given when the template is used; the default, where there is one, counts. */
  required: z.boolean(),
  /** `/nodes/<id>/…`, `/windows/<id>/…` or `/patterns/<id>/…`: JSON pointers, but through ids, so that they survive reordering. */
  places: z.array(z.string().min(2).max(300)).min(1).max(200),
};
const parameter = <K extends string, S extends z.ZodRawShape>(type: K, shape: S) =>
  z.strictObject({ ...base, type: z.literal(type), ...shape });
const bounds = { min: z.number().optional(), max: z.number().optional() };
const short = z.string().max(500);
const minute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const parameterSchema = z.discriminatedUnion("type", [
  parameter("number", { default: z.number().optional(), ...bounds }),
  /** Whole days. */
  parameter("days", { default: z.number().int().optional(), ...bounds }),
  /** Money in minor units of the currency. */
  parameter("amount", { default: z.number().int().optional(), ...bounds, currency: z.string().regex(/^[A-Z]{3}$/) }),
  /** A part of a split in per cent; where the split has two parts, the other one takes the rest. */
  parameter("percent", { default: z.number().min(0).max(100).optional(), ...bounds }),
  parameter("duration", { default: durationSchema.optional() }),
  parameter("prefix", { default: short.min(1).optional() }),
  parameter("text", { default: short.optional() }),
  parameter("texts", { default: z.array(short.min(1)).min(1).max(500).optional() }),
  /** Times of day, for what runs by the clock. */
  parameter("times", { default: z.array(minute).min(1).max(48).optional() }),
  /** One of the destinations or people that the template needs; a brand may put another in its place. */
  parameter("destination", { default: idSchema.optional() }),
  parameter("people", { default: z.array(idSchema).min(1).max(20).optional() }),
]);
export type Parameter = z.infer<typeof parameterSchema>;
export type ParameterType = Parameter["type"];
export type ParameterValue = NonNullable<Parameter["default"]>;
/** By parameter id. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;
