import { createRoute, z } from "@hono/zod-openapi";
import { idSchema } from "@switchyard/flow";
import { jsonBody } from "../http/body.ts";
import { byId, DONE, done, json, jsonRequest } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/figures.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { consistency } from "../verbs/consistency.ts";
import { exportReturns } from "../verbs/export-returns.ts";
import { exportFigures, figureOrders } from "../verbs/figure-orders.ts";
import { figureParts } from "../verbs/figure-parts.ts";
import { figureDefinitions, getFigures, previewFigure, putFigure, removeFigure } from "../verbs/figures.ts";
import { selfCheck } from "../verbs/self-check.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const params = z.object({ id: idSchema });

const list = createRoute({
  method: "get",
  path: "/figures",
  summary: "What orders amount to: each figure's value for a period and for each day of it",
  description:
    "An order counts on the day of the figure's own instant, as it stands now. Orders whose data are missing are told apart and are in no value.",
  request: { query: schema.figuresQuery },
  responses: { 200: json(schema.figures, "Figures, as the workspace lists them") },
});
const definitions = createRoute({
  method: "get",
  path: "/figures/definitions",
  summary: "What the figures of the workspace mean, without counting anything",
  responses: { 200: json(schema.figureDefinitions, "Definitions, as the workspace lists them") },
});
const file = createRoute({
  method: "get",
  path: "/figures/export",
  summary: "The values of each day as a CSV file",
  request: { query: schema.figuresQuery },
  responses: { 200: { description: "CSV, UTF-8 with BOM", content: { "text/csv": { schema: z.string() } } } },
});
const returnsFile = createRoute({
  method: "get",
  path: "/figures/returns/export",
  summary:
    "Pieces sold and pieces returned by reason, of each day, style and size, as a CSV file for purchase planning",
  description:
    "Sold counts on the day an order was placed, unless it was cancelled; returned on the day the pieces came back: after-sale returns without a phase or with phase `succeeded`, and whole orders that reached `Returned` of which no such news told.",
  request: { query: schema.figuresQuery },
  responses: { 200: { description: "CSV, UTF-8 with BOM", content: { "text/csv": { schema: z.string() } } } },
});
const parts = createRoute({
  method: "get",
  path: "/figures/parts",
  summary: "The figures of a period, or of a day of it, part by part: by brand, province, carrier, step …",
  request: { query: schema.partsQuery },
  responses: { 200: json(schema.figureParts, "Parts, those with the most orders first; 40 at most") },
  "x-problems": ["invalid_request"],
});
const compared = createRoute({
  method: "get",
  path: "/figures/consistency",
  summary: "The states of the same orders in all systems beside each other: how many differ, by pair of systems",
  description:
    "Orders that changed in the period, or a sample of them drawn evenly. Of each system counts what it said last: platforms by their codes, couriers by their nodes, sources by the content, systems with a key by the states that they assert, and the house. Two differ where one is in the house, on the way, arrived or closed, and the other is not, though it tells of that of other orders.",
  request: { query: schema.consistencyQuery },
  responses: { 200: json(schema.consistency, "Counts, and the newest 100 orders that differ") },
});
const check = createRoute({
  method: "get",
  path: "/figures/self-check",
  summary:
    "Three figures of the last seven days: agreement of systems on 100 orders, hours from payment to arrival, enquiries",
  responses: { 200: json(schema.selfCheck, "The figures, and what is behind them") },
});
const orders = createRoute({
  method: "get",
  path: "/figures/{id}/orders",
  summary: "The orders behind a figure: how many, and the newest 200",
  request: { ...byId, query: schema.figureOrdersQuery },
  responses: { 200: json(schema.figureOrders, "Orders, newest first") },
  "x-problems": ["figure_not_found", "invalid_figure"],
});
const preview = createRoute({
  method: "post",
  path: "/figures/preview",
  summary: "The last seven days of a figure that is not stored",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.figure) },
  responses: { 200: json(schema.figureView, "What it would be") },
  "x-problems": ["invalid_figure"],
});
const put = createRoute({
  method: "put",
  path: "/figures/{id}",
  summary: "Adds a figure, or replaces the one of this id",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.figure) },
  responses: { 200: done },
  "x-problems": ["invalid_figure", "too_many_figures"],
});
const remove = createRoute({
  method: "delete",
  path: "/figures/{id}",
  summary: "Takes a figure away; orders stay as they are",
  request: { params },
  responses: { 200: done },
  "x-problems": ["figure_not_found"],
});

const csvNamed = (name: string) => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": `attachment; filename="${name}.csv"`,
});

export const figureRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => {
      const { period } = c.req.valid("query");
      return c.json(await getFigures(ctx(c), { period, signal: c.req.raw.signal }), 200);
    })
    .openapi(compared, async (c) =>
      c.json(await consistency(ctx(c), { ...c.req.valid("query"), signal: c.req.raw.signal }), 200),
    )
    .openapi(check, async (c) => c.json(await selfCheck(ctx(c), c.req.raw.signal), 200))
    .openapi(definitions, async (c) => c.json({ items: figureDefinitions(ctx(c)) }, 200))
    .openapi(file, async (c) => {
      const { period } = c.req.valid("query");
      const text = await exportFigures(ctx(c), { period, signal: c.req.raw.signal });
      return asRouteReply(c.body(text, 200, csvNamed(`figures-${period}`)));
    })
    .openapi(returnsFile, async (c) => {
      const { period } = c.req.valid("query");
      const text = await exportReturns(ctx(c), { period, signal: c.req.raw.signal });
      return asRouteReply(c.body(text, 200, csvNamed(`returns-${period}`)));
    })
    .openapi(parts, async (c) => {
      const asked = { ...c.req.valid("query"), signal: c.req.raw.signal };
      return c.json(await figureParts(ctx(c), asked), 200);
    })
    .openapi(orders, async (c) => {
      const asked = { ...c.req.valid("query"), signal: c.req.raw.signal };
      return c.json(await figureOrders(ctx(c), c.req.valid("param").id, asked), 200);
    })
    .openapi(preview, async (c) => c.json(await previewFigure(ctx(c), c.req.valid("json"), c.req.raw.signal), 200))
    .openapi(put, async (c) => {
      const figure = c.req.valid("json");
      if (figure.id !== c.req.valid("param").id) throw new Refusal("invalid_figure");
      await putFigure(ctx(c), figure);
      return c.json(DONE, 200);
    })
    .openapi(remove, async (c) => {
      await removeFigure(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    });
