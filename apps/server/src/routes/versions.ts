import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { id, json, jsonRequest, pageOf } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/flows.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { orderFlows, setGroupRule } from "../verbs/order-flows.ts";
import { changeShare, endRollOut, getRollOut } from "../verbs/roll-out.ts";
import { compareVersions, listVersions, makeLive, restoreVersion } from "../verbs/versions.ts";
import { apiApp, type Get } from "./api-app.ts";

const SMALL = MEGABYTE / 8;
const params = z.object({ id });
const oneVersion = z.object({ id, version: z.coerce.number().int().min(1) });
const flowList = json(pageOf(schema.flowView), "All flows");

const list = createRoute({
  method: "get",
  path: "/flows/{id}/versions",
  summary: "Every version that was ever published, newest first",
  request: { params },
  responses: { 200: json(schema.versions, "The versions") },
  "x-problems": ["flow_not_found"],
});
const compare = createRoute({
  method: "get",
  path: "/flows/{id}/changes",
  summary: "What differs between two versions, as sentences, with both drawings",
  request: { params, query: z.object({ from: schema.versionText, to: schema.versionText }) },
  responses: { 200: json(schema.changes, "The differences") },
  "x-problems": ["flow_not_found", "version_not_found"],
});
const restore = createRoute({
  method: "post",
  path: "/flows/{id}/versions/{version}/restore",
  summary: "An earlier version's drawing into the draft; nothing goes live",
  middleware: [jsonBody(SMALL)] as const,
  request: { params: oneVersion, body: jsonRequest(schema.restore) },
  responses: { 200: json(z.object({ revision: z.number().int() }), "The draft's new revision") },
  "x-problems": ["flow_not_found", "version_not_found", "stale_revision", "draft_held"],
});
const live = createRoute({
  method: "post",
  path: "/flows/{id}/versions/{version}/live",
  summary: "Back (or on) to a published version in one step; orders keep the version that decided them",
  request: { params: oneVersion },
  responses: { 200: json(z.object({ version: z.number().int() }), "It is live") },
  "x-problems": ["flow_not_found", "version_not_found", "rollout_running"],
});
const rollOut = createRoute({
  method: "get",
  path: "/flows/{id}/rollout",
  summary: "A version that takes a share of the orders, beside the one that takes the others; and those that were",
  request: { params },
  responses: { 200: json(schema.rollOutDetail, "The roll-out") },
  "x-problems": ["flow_not_found"],
});
const changeRollOut = createRoute({
  method: "post",
  path: "/flows/{id}/rollout",
  summary: "Another share, all of it, or back",
  middleware: [jsonBody(SMALL)] as const,
  request: { params, body: jsonRequest(schema.changeRollOut) },
  responses: { 200: json(schema.rollOutDetail, "The roll-out") },
  "x-problems": ["flow_not_found", "rollout_not_found"],
});
const order = createRoute({
  method: "put",
  path: "/flows/order",
  summary: "The order in which flows decide",
  middleware: [jsonBody(SMALL)] as const,
  request: { body: jsonRequest(schema.orderFlows) },
  responses: { 200: flowList },
});
const groupRule = createRoute({
  method: "put",
  path: "/flows/{id}/group-rule",
  summary: "Makes a flow a rule of the whole group, which brands inherit and may or may not override",
  middleware: [jsonBody(SMALL)] as const,
  request: { params, body: jsonRequest(schema.setGroupRule) },
  responses: { 200: flowList },
  "x-problems": ["flow_not_found"],
});

export const versionRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => c.json(await listVersions(ctx(c), c.req.valid("param").id), 200))
    .openapi(compare, async (c) =>
      c.json(await compareVersions(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200),
    )
    .openapi(restore, async (c) => {
      const { id: flow, version } = c.req.valid("param");
      return c.json(await restoreVersion(ctx(c), flow, { version, ...c.req.valid("json") }), 200);
    })
    .openapi(live, async (c) =>
      c.json(await makeLive(ctx(c), c.req.valid("param").id, c.req.valid("param").version), 200),
    )
    .openapi(rollOut, async (c) => c.json(await getRollOut(ctx(c), c.req.valid("param").id), 200))
    .openapi(changeRollOut, async (c) => {
      const [flow, body] = [c.req.valid("param").id, c.req.valid("json")];
      const done =
        body.action === "share" ? changeShare(ctx(c), flow, body.percent) : endRollOut(ctx(c), flow, body.action);
      return c.json(await done, 200);
    })
    .openapi(order, async (c) => {
      const { items } = await orderFlows(ctx(c), c.req.valid("json").flows);
      return c.json({ items, nextCursor: null }, 200);
    })
    .openapi(groupRule, async (c) => {
      const { items } = await setGroupRule(ctx(c), c.req.valid("param").id, c.req.valid("json").rule);
      return c.json({ items, nextCursor: null }, 200);
    });
