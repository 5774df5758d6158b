/** Boards: what is open, what is due, what needs somebody. */
import { createRoute, z } from "@hono/zod-openapi";
import * as schema from "../http/schemas/boards.ts";
import { json } from "../http/schemas/common.ts";
import { listDeadlines } from "../verbs/deadlines.ts";
import { deliveryBoard } from "../verbs/delivery-board.ts";
import { exceptions } from "../verbs/exceptions.ts";
import { stepsBoard, trendBoard } from "../verbs/heat-boards.ts";
import { mapBoard } from "../verbs/map-board.ts";
import { apiApp, type Get } from "./api-app.ts";

const delivery = createRoute({
  method: "get",
  path: "/boards/delivery",
  summary: "Open orders by destination or brand and by when they are due",
  description: "A cell counts what `GET /orders` lists with the same destination or brand and `due`.",
  request: { query: z.object({ by: schema.boardRows }) },
  responses: { 200: json(schema.delivery, "Counts; rows without any order are left out") },
});
const urgent = createRoute({
  method: "get",
  path: "/boards/exceptions",
  summary: "The five things that need somebody most, and how much waits in all",
  responses: { 200: json(schema.exceptions, "Alerts by level, then age; then orders that wait longest for a person") },
});
const steps = createRoute({
  method: "get",
  path: "/boards/steps",
  summary: "Open orders by state and by how long there has been nothing new of them",
  description: "A cell counts what `GET /orders` lists with the same `status` and `stay`.",
  responses: { 200: json(schema.steps, "Counts; every state in which orders are open is there") },
});
const trend = createRoute({
  method: "get",
  path: "/boards/trend",
  summary: "Orders that came in the last twelve weeks or months, by brand, destination, category or carrier",
  description:
    "A cell counts what `GET /orders` lists with the same brand, destination, `category` or `carrier`, `from` and `to`.",
  request: { query: schema.trendAsked },
  responses: { 200: json(schema.trend, "Counts; rows without any order are left out") },
});
const map = createRoute({
  method: "get",
  path: "/boards/map",
  summary: "Open orders by the province that they go to, or in which their parcels are",
  description:
    "A row counts what `GET /orders?open=true` lists with its place as `province` or `parcel_in`; `late` and `today` with that `due` too.",
  request: { query: schema.mapAsked },
  responses: { 200: json(schema.map, "Counts; places without any order are left out") },
});
const running = createRoute({
  method: "get",
  path: "/boards/deadlines",
  summary: "Deadlines of orders that run, the nearest first, and those that were not kept",
  request: { query: z.object(schema.deadlineFilter) },
  responses: { 200: json(schema.deadlines, "A page of deadlines") },
});

export const boardRoutes = (ctx: Get) =>
  apiApp()
    .openapi(delivery, async (c) => c.json(await deliveryBoard(ctx(c), c.req.valid("query").by, c.req.raw.signal), 200))
    .openapi(urgent, async (c) => c.json(await exceptions(ctx(c)), 200))
    .openapi(steps, async (c) => c.json(await stepsBoard(ctx(c), c.req.raw.signal), 200))
    .openapi(trend, async (c) =>
      c.json(await trendBoard(ctx(c), { ...c.req.valid("query"), signal: c.req.raw.signal }), 200),
    )
    .openapi(map, async (c) => c.json(await mapBoard(ctx(c), c.req.valid("query").of, c.req.raw.signal), 200))
    .openapi(running, async (c) => {
      const { cursor, limit, ...filter } = c.req.valid("query");
      return c.json(await listDeadlines(ctx(c), filter, { cursor, limit }), 200);
    });
