import { createRoute, z } from "@hono/zod-openapi";
import { idSchema } from "@switchyard/flow";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/beside-flows.ts";
import { id, json, jsonRequest, pageOf } from "../http/schemas/common.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { listGolden, removeGolden, saveGolden } from "../verbs/golden.ts";
import { runGoldenOf } from "../verbs/run-golden.ts";
import { tryScript } from "../verbs/try-script.ts";
import { apiApp, type Get } from "./api-app.ts";

const params = z.object({ id });
const one = z.object({ id, golden: idSchema });
const BODY_LIMIT = 2 * MEGABYTE;

const attempt = createRoute({
  method: "post",
  path: "/flows/{id}/try/script",
  summary: "Plays a script of events and waiting through the flow; nothing is stored and no effect leaves",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(schema.tryScript) },
  responses: { 200: json(schema.run, "What happened, moment by moment") },
  "x-problems": ["flow_not_found", "version_not_found", "invalid_flow", "invalid_script"],
});
const list = createRoute({
  method: "get",
  path: "/flows/{id}/golden",
  summary: "Golden orders: scripts and what must come of them",
  request: { params },
  responses: { 200: json(pageOf(schema.goldenView), "All of the flow, oldest first") },
  "x-problems": ["flow_not_found"],
});
const put = createRoute({
  method: "put",
  path: "/flows/{id}/golden/{golden}",
  summary: "Adds a golden order, or replaces the one of this id",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params: one, body: jsonRequest(schema.putGolden) },
  responses: { 200: json(schema.goldenView, "The golden order") },
  "x-problems": ["flow_not_found", "too_many_golden"],
});
const remove = createRoute({
  method: "delete",
  path: "/flows/{id}/golden/{golden}",
  summary: "Removes a golden order",
  request: { params: one },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["flow_not_found", "golden_not_found"],
});
const run = createRoute({
  method: "post",
  path: "/flows/{id}/golden/run",
  summary: "Runs all golden orders through a version and says which fail and why",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.runGolden) },
  responses: { 200: json(z.object({ results: z.array(schema.goldenResult) }), "One result each") },
  "x-problems": ["flow_not_found", "version_not_found", "invalid_flow"],
});

export const goldenRoutes = (ctx: Get) =>
  apiApp()
    .openapi(attempt, async (c) => {
      const { script, version } = c.req.valid("json");
      return c.json({ run: await tryScript(ctx(c), c.req.valid("param").id, script, version) }, 200);
    })
    .openapi(list, async (c) => {
      return c.json({ items: await listGolden(ctx(c), c.req.valid("param").id), nextCursor: null }, 200);
    })
    .openapi(put, async (c) => {
      const { id: flow, golden } = c.req.valid("param");
      return c.json(await saveGolden(ctx(c), flow, { id: golden, ...c.req.valid("json") }), 200);
    })
    .openapi(remove, async (c) => {
      const { id: flow, golden } = c.req.valid("param");
      await removeGolden(ctx(c), flow, golden);
      return c.json({ id: golden }, 200);
    })
    .openapi(run, async (c) => {
      return c.json({ results: await runGoldenOf(ctx(c), c.req.valid("param").id, c.req.valid("json").version) }, 200);
    });
