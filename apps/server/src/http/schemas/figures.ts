import { z } from "@hono/zod-openapi";
import { type Figure, figureSchema } from "@switchyard/flow";
import { PERIOD } from "../../figures/span.ts";
import { checkedComponent, component } from "../components.ts";
import { id, instant, problem, text } from "./common.ts";

const period = z
  .string()
  .regex(PERIOD)
  .default("7d")
  .openapi({ description: "`7d`, `30d` (today among them) or a month such as `2026-01`, by the workspace's calendar" });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const figuresQuery = z.object({ period });
export const figureOrdersQuery = z.object({
  period,
  is: z.enum(["yes", "no", "missing"]).default("yes"),
  day: day.optional(),
});

const unit = z.enum(["percent", "hour", "day", "each"]).openapi({ description: "`each`: so many for each order" });
const counts = {
  value: z
    .number()
    .nullable()
    .openapi({ description: "To one decimal, half up, for each order to two; null: there were no orders" }),
  of: z.number().int().openapi({ description: "Orders that could be judged" }),
  yes: z.number().int(),
  unjudged: z.number().int().openapi({ description: "Orders whose data are missing: in no other number" }),
};
export const figureView = z.object({
  id,
  name: text,
  unit,
  is_good: z.boolean().nullable(),
  ...counts,
  missing: z.array(z.object({ fact: z.string(), orders: z.number().int() })),
  days: z.array(z.object({ day, ...counts })),
  problems: z.array(problem),
  definition: component<Figure>("Figure").nullable(),
});
export const figures = z.object({ at: instant, days: z.array(day), items: z.array(figureView) });
export const figureOrders = z.object({
  total: z.number().int(),
  items: z.array(
    z.object({
      id,
      external_id: z.string(),
      source: z.string(),
      brand: z.string().nullable(),
      at: instant,
      ms: z.number().int().nullable(),
      missing: z.array(z.string()),
    }),
  ),
});
const int = z.number().int();
export const consistencyQuery = z.object({
  period,
  sample: z.coerce.number().int().min(1).max(5000).default(2000).openapi({ description: "Orders drawn at most" }),
});
export const consistency = z.object({
  at: instant,
  from: z.string(),
  to: z.string(),
  orders: int.openapi({ description: "That changed in these days" }),
  drawn: int,
  compared: int.openapi({
    description: "Of those drawn: told of by two systems or more, with nothing new within the hour",
  }),
  same: int,
  moving: int.openapi({ description: "Left out: their last news is less than an hour old" }),
  systems: z.array(
    z.object({ kind: z.enum(["house", "courier", "platform", "source", "key", "scan", "system"]), name: z.string() }),
  ),
  pairs: z
    .array(z.object({ a: int, b: int, both: int, differ: int }))
    .openapi({ description: "`a` and `b` are places among `systems`" }),
  items: z.array(
    z.object({
      id,
      external_id: z.string(),
      words: z.array(z.object({ system: int, label: text, at: instant })),
    }),
  ),
});
const hours = z.number().nullable();
export const selfCheck = z.object({
  consistency,
  duration: z.object({
    hours,
    orders: int,
    steps: z.array(z.object({ from: text, to: text, hours, orders: int })),
  }),
  enquiries: z.object({
    told: int.openapi({ description: "Orders of which a courier told; one that was asked after counts anew" }),
    asked: int.openapi({ description: "Times that a customer asked within two hours after the last news" }),
  }),
});
export const partsQuery = z.object({
  period,
  by: z.string().max(140).openapi({
    description:
      "`brand`, `province`, `destination`, `source`, `channel`, `carrier`, `step` (where an order stayed longest of the states that it has left), or a text field of the workspace's own such as `custom.season`",
  }),
  day: day.optional(),
});
export const figureParts = z.object({
  at: instant,
  figures: z.array(z.object({ id, name: text, unit })),
  rows: z.array(
    z.object({
      id: z.string().nullable(),
      name: text.nullable(),
      orders: z.number().int(),
      values: z.array(z.object({ ...counts, is_good: z.boolean().nullable() })),
    }),
  ),
  others: z.object({ rows: z.number().int(), orders: z.number().int() }),
});
/** A figure as it is written. */
export const figure = checkedComponent("Figure", figureSchema);
export const figureDefinitions = z.object({
  items: z.array(z.object({ definition: component<Figure>("Figure"), problems: z.array(problem) })),
});
