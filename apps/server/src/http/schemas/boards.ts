import { z } from "@hono/zod-openapi";
import { TREND_ROWS, TREND_UNITS } from "../../verbs/heat-boards.ts";
import { MAP_OF } from "../../verbs/map-board.ts";
import { DUE, STAYS } from "../../verbs/order-filter.ts";
import { inboxView } from "./channels.ts";
import { instant, pageOf, pageQuery, text } from "./common.ts";
import { namedDestination } from "./orders.ts";

const int = z.number().int();
export const boardRows = z.enum(["destination", "brand", "carrier"]).default("destination");
const cell = z.object({
  due: z.enum(DUE),
  count: int,
  hold: int.openapi({ description: "How many of them are on hold" }),
  freeze: int.openapi({ description: "How many of them are frozen" }),
});
export const delivery = z.object({
  at: instant,
  rows: z.array(
    z.object({
      id: z.string().nullable().openapi({ description: "Null: they have none" }),
      name: z.string(),
      capacity_per_day: int.nullable(),
      cells: z.array(cell),
    }),
  ),
});

export const steps = z.object({
  at: instant,
  stays: z.array(z.enum(STAYS)),
  rows: z.array(
    z.object({
      status: z.string(),
      label: text,
      on_the_way: z.boolean().openapi({ description: "Out of the house: with the courier" }),
      cells: z.array(int).openapi({ description: "In the order of `stays`" }),
    }),
  ),
});
export const mapAsked = z.object({ of: z.enum(MAP_OF).default("province") });
export const map = z.object({
  at: instant,
  rows: z.array(
    z.object({
      place: z.string().nullable().openapi({
        description: "A province of China by its short name, or what the order has in its place; null: nobody said",
      }),
      open: int,
      late: int.openapi({ description: "Past the due date" }),
      today: int.openapi({ description: "Due on what is left of today" }),
    }),
  ),
});
export const trendAsked = z.object({
  by: z.enum(TREND_ROWS).default("brand"),
  unit: z.enum(TREND_UNITS).default("week"),
});
export const trend = z.object({
  at: instant,
  periods: z.array(z.object({ from: z.string(), to: z.string() })),
  rows: z.array(z.object({ id: z.string().nullable(), name: z.string(), cells: z.array(int) })),
  others: z.object({ rows: int, cells: z.array(int) }).openapi({ description: "What is not in `rows`" }),
});

const kind = z.enum(["approval", "hold", "freeze", "pool"]);
export const exceptions = z.object({
  at: instant,
  alerts: z.array(inboxView),
  alerts_open: int,
  orders: z.array(z.object({ kind, id: z.string(), external_id: z.string(), since: instant })),
  waiting: z.object({ approval: int, hold: int, freeze: int, pool: int }),
});

const deadline = z.object({
  order: z.object({
    id: z.string(),
    source: z.string(),
    external_id: z.string(),
    brand: z.string().nullable(),
    destination: namedDestination.nullable(),
  }),
  flow: z.string(),
  flow_name: z.string(),
  node: z.string(),
  title: text,
  level: int.nullable(),
  deadline: instant,
});
export const deadlineFilter = {
  flow: z.string().max(128).optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  ...pageQuery,
  /** A timer's name holds a flow's and a node's. */
  cursor: z.string().max(1000).optional(),
};
export const deadlines = pageOf(deadline).extend({
  at: instant,
  late: z.array(deadline).openapi({ description: "Not kept, the latest first; with the first page alone" }),
  late_more: z.boolean(),
  total: int.openapi({ description: "How many run, counted up to 10,000" }),
  flows: z.array(z.object({ id: z.string(), name: z.string() })),
});
