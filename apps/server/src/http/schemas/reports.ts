import { z } from "@hono/zod-openapi";
import { REPORT_COVERS } from "@switchyard/store";
import { id, instant, pageOf, text } from "./common.ts";
import { figureParts } from "./figures.ts";

const int = z.number().int();
const named = z.array(z.string().min(1).max(128)).max(50);

/** A schedule as it is written. */
export const scheduleInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  covers: z.enum(REPORT_COVERS).openapi({
    description: "The day of its turn so far, the day before, or, once a week, the seven days before",
  }),
  weekday: int.min(1).max(7).default(1).openapi({ description: "Of a weekly one: 1 Monday … 7 Sunday" }),
  minute: int.min(0).max(1439).openapi({ description: "Its hour: minutes after midnight in the workspace's zone" }),
  by: z
    .string()
    .max(140)
    .optional()
    .openapi({ description: "By what the figures are told part by part, as `GET /figures/parts` has it" }),
  people: named,
  channels: named,
  enabled: z.boolean().default(true),
});

const listed = z.object({
  id,
  schedule: z.string(),
  name: z.string(),
  due: instant,
  at: instant.openapi({ description: "When the orders were looked at" }),
  made_by: z.string().nullable().openapi({ description: "Null: its turn had come" }),
  sent: z.object({ delivered: int, waiting: int, dead: int, reason: text.nullable() }),
});
export const reportListed = listed;
export const reports = pageOf(listed);
export const schedules = z.object({
  items: z.array(
    z.object({
      ...scheduleInput.shape,
      id,
      weekday: int,
      enabled: z.boolean(),
      next_at: instant.nullable(),
      last: listed.nullable(),
    }),
  ),
});
const { figures, rows, others } = figureParts.shape;
export const keptReport = listed.extend({
  body: z.object({
    from: z.string(),
    to: z.string(),
    figures: z.array(
      z.object({
        ...{ id, name: text, unit: z.enum(["percent", "hour", "day", "each"]), value: z.number().nullable() },
        ...{ is_good: z.boolean().nullable(), yes: int, of: int, unjudged: int },
        good: z.object({ at: z.enum(["most", "least"]), value: z.number() }).nullable(),
      }),
    ),
    late: z.array(z.object({ step: text.nullable(), orders: int })).nullable(),
    parts: z.object({ by: z.string(), figures, rows, others }).nullable(),
  }),
});
