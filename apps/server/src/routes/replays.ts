import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { binary, id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/history.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { EXPORT_TYPES, exportReplay } from "../verbs/export-replay.ts";
import {
  cancelReplay,
  drawnThen,
  explainDifference,
  explainReplayed,
  getReplay,
  listDifferences,
  listPassed,
  listReplays,
} from "../verbs/get-replay.ts";
import { repeatReplay, startReplay, startSweep } from "../verbs/start-replay.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const params = z.object({ id });
const started = json(z.object({ id }), "It runs; ask for its progress");

const list = createRoute({
  method: "get",
  path: "/replays",
  summary: "Replays, newest first",
  request: { query: z.object({ flow: id.optional(), ...pageQuery }) },
  responses: { 200: json(pageOf(schema.replaySummary), "A page of replays, without their counts") },
});
const start = createRoute({
  method: "post",
  path: "/replays",
  summary: "Runs recorded events through a version of a flow, beside another",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.startReplay) },
  responses: { 202: started },
  "x-problems": ["flow_not_found", "version_not_found", "dataset_not_found", "invalid_flow"],
});
const sweep = createRoute({
  method: "post",
  path: "/replays/sweep",
  summary: "What-if: one history through the flow with one setting at each of several values",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.startSweep) },
  responses: { 202: started },
  "x-problems": ["flow_not_found", "version_not_found", "dataset_not_found", "invalid_flow", "invalid_request"],
});
const get = createRoute({
  method: "get",
  path: "/replays/{id}",
  summary: "A replay as it stands, under way or ended",
  request: { params },
  responses: { 200: json(schema.replayView, "Progress and counts") },
  "x-problems": ["replay_not_found"],
});
const cancel = createRoute({
  method: "delete",
  path: "/replays/{id}",
  summary: "Asks a replay to end",
  request: { params },
  responses: { 202: json(schema.replayView, "As it stands") },
  "x-problems": ["replay_not_found"],
});
const again = createRoute({
  method: "post",
  path: "/replays/{id}/again",
  summary: "The same versions, settings and data once more: the bytes must be the same",
  request: { params },
  responses: { 202: started },
  "x-problems": ["replay_not_found", "version_not_found", "dataset_not_found"],
});
const differences = createRoute({
  method: "get",
  path: "/replays/{id}/differences",
  summary: "Orders that were decided otherwise, with how they stand on both sides",
  request: { params, query: z.object({ ...schema.differenceFilter, ...pageQuery }) },
  responses: { 200: json(pageOf(schema.difference), "A page of orders") },
  "x-problems": ["replay_not_found"],
});
const explain = createRoute({
  method: "get",
  path: "/replays/{id}/differences/{order}",
  summary: "One of them with why on both sides; the history runs again up to this order",
  request: { params: params.extend({ order: z.string().min(1).max(300) }) },
  responses: { 200: json(schema.explainedDifference, "The order, and why") },
  "x-problems": ["replay_not_found", "order_not_found", "dataset_not_found"],
});
const passed = createRoute({
  method: "get",
  path: "/replays/{id}/orders",
  summary: "Orders that left a node of the tried flow by a port; the history runs again until it has come to them",
  request: { params, query: z.object({ node: schema.place, port: schema.place, ...pageQuery }) },
  responses: { 200: json(pageOf(schema.namedOrder), "A page of orders, in order of the history") },
  "x-problems": ["replay_not_found", "version_not_found", "dataset_not_found"],
});
const replayed = createRoute({
  method: "get",
  path: "/replays/{id}/orders/{order}",
  summary:
    "Why an order of the run was decided as it was, on both sides or the one that there is; the history runs again",
  request: { params: params.extend({ order: z.string().min(1).max(300) }) },
  responses: { 200: json(schema.explainedOrder, "Each decision with why, oldest first") },
  "x-problems": ["replay_not_found", "order_not_found", "version_not_found", "dataset_not_found"],
});
const drawn = createRoute({
  method: "get",
  path: "/replays/{id}/document",
  summary: "The tried flow as it was drawn when the replay was started",
  request: { params },
  responses: { 200: json(schema.drawnThen, "The document") },
  "x-problems": ["replay_not_found", "version_not_found"],
});
const file = createRoute({
  method: "get",
  path: "/replays/{id}/export",
  summary: "Differences or figures as a table for a spreadsheet",
  request: {
    params,
    query: z.object({
      what: z.enum(["differences", "figures"]).default("differences"),
      format: z.enum(["csv", "xlsx"]).default("csv"),
      ...schema.differenceFilter,
    }),
  },
  responses: {
    200: {
      description: "The file; CSV is UTF-8 with BOM",
      content: { [EXPORT_TYPES.csv]: { schema: z.string() }, [EXPORT_TYPES.xlsx]: { schema: binary } },
    },
  },
  "x-problems": ["replay_not_found"],
});

export const replayRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => c.json(await listReplays(ctx(c), c.req.valid("query")), 200))
    .openapi(start, async (c) => c.json(await startReplay(ctx(c), c.req.valid("json")), 202))
    .openapi(sweep, async (c) => c.json(await startSweep(ctx(c), c.req.valid("json")), 202))
    .openapi(get, async (c) => c.json(await getReplay(ctx(c), c.req.valid("param").id), 200))
    .openapi(cancel, async (c) => c.json(await cancelReplay(ctx(c), c.req.valid("param").id), 202))
    .openapi(again, async (c) => c.json(await repeatReplay(ctx(c), c.req.valid("param").id), 202))
    .openapi(differences, async (c) =>
      c.json(await listDifferences(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200),
    )
    .openapi(explain, async (c) => {
      const { id: replay, order } = c.req.valid("param");
      return c.json(await explainDifference(ctx(c), replay, order), 200);
    })
    .openapi(passed, async (c) => c.json(await listPassed(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200))
    .openapi(replayed, async (c) => {
      const { id: replay, order } = c.req.valid("param");
      return c.json(await explainReplayed(ctx(c), replay, order), 200);
    })
    .openapi(drawn, async (c) => c.json(await drawnThen(ctx(c), c.req.valid("param").id), 200))
    .openapi(file, async (c) => {
      const { name, type, bytes } = await exportReplay(ctx(c), c.req.valid("param").id, c.req.valid("query"));
      const headers = { "content-type": type, "content-disposition": `attachment; filename="${name}"` };
      return asRouteReply(c.body(bytes, 200, headers));
    });
