/** A figure: what orders amount to, day by day. A definition is plain data of the workspace; see SPEC.md, G. */
import { z } from "zod";
import { conditionSchema, factNameSchema, idSchema } from "../document.ts";

/** The longest name. */
const NAME = 60;
const name = z.string().trim().min(1).max(NAME);
const told = {
  id: idSchema,
  name: z.strictObject({ zh: name, en: name }),
  /** Of which of these orders it is told; absent: of all. */
  of: conditionSchema.optional(),
  /** What is good: a value of at most, or at least, so many of its unit. */
  good: z.strictObject({ at: z.enum(["most", "least"]), value: z.number().min(0).max(100_000) }).optional(),
  /** Its value of the day before is sent as a measure of its id, once a day. */
  sends: z.literal(true).optional(),
};
/** The fact by whose day an order counts; of an order that lacks it nothing is counted. */
const base = { ...told, by: factNameSchema };
/** Things that happen to an order, by the names that goals have for events, and `HAPPENINGS`. */
const happenings = z.array(z.string().min(1).max(120)).min(1).max(20);
/** From the first of one sort until the next of another, of the same order. */
const after = { first: happenings, next: happenings };
/** The time from one instant to another. */
const time = { from: factNameSchema, to: factNameSchema };

export const figureSchema = z.discriminatedUnion("kind", [
  /** The share of those for which `that` holds. */
  z.strictObject({ ...base, kind: z.literal("share"), that: conditionSchema }),
  /** The share of those that took longer than so many hours, or wait longer already. */
  z.strictObject({ ...base, kind: z.literal("over"), ...time, hours: z.number().int().min(1).max(8760) }),
  z.strictObject({ ...base, kind: z.literal("mean"), ...time }),
  z.strictObject({ ...base, kind: z.literal("median"), ...time }),
  /** Mean days between an order and the one before it of the same brand. */
  z.strictObject({ ...base, kind: z.literal("gap") }),
  /** What was reported by a measure, such as a day's cost, for each order of the same days. */
  z.strictObject({ ...base, kind: z.literal("per_order"), measure: z.string().trim().min(1).max(120) }),
  /** The share of times that something happened and something else followed, within so many hours where they are given. */
  z.strictObject({
    ...told,
    kind: z.literal("followed"),
    ...after,
    hours: z.number().int().min(1).max(8760).optional(),
  }),
  z.strictObject({ ...told, kind: z.literal("mean_after"), ...after }),
  z.strictObject({ ...told, kind: z.literal("median_after"), ...after }),
  /** The share of some among all that happened. */
  z.strictObject({ ...told, kind: z.literal("among"), all: happenings, some: happenings }),
]);
export type Figure = z.infer<typeof figureSchema>;

/** Read in the journal, where all that happened stands; the others are read from orders as they are now. */
export type HappenedFigure = Extract<Figure, { kind: "followed" | "mean_after" | "median_after" | "among" }>;
export type StandingFigure = Exclude<Figure, HappenedFigure>;
export const isHappened = (figure: Figure): figure is HappenedFigure => !("by" in figure);

/** What the product itself sees happen, beside the events that come from outside. */
export const HAPPENINGS = ["alert", "state", "state_conflict", "watch_kept", "watch_breached"] as const;

/** `each`: so many for each order, in the unit of its measure. */
export type FigureUnit = "percent" | "hour" | "day" | "each";
const UNITS: Readonly<Record<Figure["kind"], FigureUnit>> = {
  share: "percent",
  over: "percent",
  followed: "percent",
  among: "percent",
  mean: "hour",
  median: "hour",
  mean_after: "hour",
  median_after: "hour",
  gap: "day",
  per_order: "each",
};
/** In what its values are. */
export const figureUnit = ({ kind }: Figure): FigureUnit => UNITS[kind];

/** By whose day an order may count, beside when it reached a state: all have been when the order is stored. */
export const COUNTING_FACTS = ["ordered_at", "received_at", "paid_at"] as const;
