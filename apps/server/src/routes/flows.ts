import { createRoute, z } from "@hono/zod-openapi";
import type { Program } from "@switchyard/flow";
import { jsonBody } from "../http/body.ts";
import { component } from "../http/components.ts";
import { DONE, done, id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/flows.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { compileVersion } from "../verbs/compile-version.ts";
import { createFlow } from "../verbs/create-flow.ts";
import { getFlow } from "../verbs/get-flow.ts";
import { listFlows } from "../verbs/list-flows.ts";
import { patchDraft } from "../verbs/patch-draft.ts";
import { publishCheck } from "../verbs/publish-check.ts";
import { publishFlow } from "../verbs/publish-flow.ts";
import { approvePublish, endPublishRequest, requestPublish } from "../verbs/publish-request.ts";
import { applyRecall, explainRecall, previewRecall } from "../verbs/recall.ts";
import { tryFlow } from "../verbs/try-flow.ts";
import { apiApp, type Get } from "./api-app.ts";

/** A flow of 3,000 nodes is about 1 MB. */
const FLOW_LIMIT = 8 * MEGABYTE;
const params = z.object({ id });

const list = createRoute({
  method: "get",
  path: "/flows",
  summary: "Flows, in the order in which they decide",
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(schema.flowView), "All flows") },
});
const create = createRoute({
  method: "post",
  path: "/flows",
  summary: "A new flow with a draft",
  middleware: [jsonBody(FLOW_LIMIT)] as const,
  request: { body: jsonRequest(schema.createFlow) },
  responses: { 201: json(schema.flowView, "The flow") },
});
const get = createRoute({
  method: "get",
  path: "/flows/{id}",
  summary: "A flow with its draft, its live version and the hits of its nodes",
  request: { params },
  responses: { 200: json(schema.flowDetail, "The flow") },
  "x-problems": ["flow_not_found"],
});
const patch = createRoute({
  method: "patch",
  path: "/flows/{id}/draft",
  summary: "Applies operations to the draft, all or none",
  middleware: [jsonBody(FLOW_LIMIT)] as const,
  request: {
    params,
    headers: z.object({ "x-editor": z.string().max(64).optional() }),
    body: jsonRequest(schema.patchDraft),
  },
  responses: { 200: json(z.object({ revision: z.number().int() }), "The new revision") },
  "x-problems": ["flow_not_found", "stale_revision", "invalid_operation", "draft_held"],
});
const attempt = createRoute({
  method: "post",
  path: "/flows/{id}/try",
  summary: "Runs one order through the flow; nothing is stored and no effect leaves",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.tryFlow) },
  responses: { 200: json(schema.tryResult, "The decision and why") },
  "x-problems": ["flow_not_found", "version_not_found", "order_not_found", "invalid_order", "invalid_flow"],
});
const publish = createRoute({
  method: "post",
  path: "/flows/{id}/publish",
  summary: "Makes the draft live",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.publishFlow) },
  responses: { 200: json(schema.published, "The new version") },
  "x-problems": [
    "flow_not_found",
    "stale_revision",
    "stale_live",
    "rollout_running",
    "invalid_flow",
    "golden_failed",
    "replay_needed",
    "second_person",
  ],
});
const PUBLISHING = [
  "flow_not_found",
  "stale_revision",
  "stale_live",
  "rollout_running",
  "invalid_flow",
  "golden_failed",
] as const;
const askPublish = createRoute({
  method: "post",
  path: "/flows/{id}/publish-request",
  summary: "Four eyes: asks another person to make the draft live; takes the place of an open request",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.publishFlow) },
  responses: { 201: json(z.object({ id }), "The request") },
  "x-problems": [...PUBLISHING, "replay_needed", "not_four_eyes"],
});
const approve = createRoute({
  method: "post",
  path: "/flows/{id}/publish-request/approve",
  summary: "Makes live what another person asked for, if it is still the draft's revision",
  request: { params },
  responses: { 200: json(schema.published, "The new version") },
  "x-problems": [...PUBLISHING, "replay_needed", "second_person", "request_not_found"],
});
const endRequest = createRoute({
  method: "delete",
  path: "/flows/{id}/publish-request",
  summary: "Withdraws one's own request to publish, or declines another person's",
  request: { params },
  responses: { 200: done },
  "x-problems": ["flow_not_found", "request_not_found"],
});
const check = createRoute({
  method: "get",
  path: "/flows/{id}/publish-check",
  summary:
    "What publishing the draft would mean: changes in sentences, the replay that showed them, what is still asked for",
  request: { params },
  responses: { 200: json(schema.publishCheck, "What is known") },
  "x-problems": ["flow_not_found"],
});
const recallPreview = createRoute({
  method: "get",
  path: "/flows/{id}/recall",
  summary: "Open orders that one version decided, and what another would decide; stores nothing",
  request: {
    params,
    query: z.object({
      from_version: z.coerce.number().int().min(1),
      to_version: schema.versionText,
      changed: z.enum(["true", "false"]).default("false"),
      q: z.string().max(128).optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json(pageOf(schema.recallItem), "A page of orders; one that is short need not be the last") },
  "x-problems": ["flow_not_found", "version_not_found", "invalid_flow"],
});
const recallWhy = createRoute({
  method: "get",
  path: "/flows/{id}/recall/{order}",
  summary: "Why an order stands as it does, and why another version would decide otherwise",
  request: { params: params.extend({ order: id }), query: z.object({ to_version: schema.versionText }) },
  responses: { 200: json(schema.recallWhy, "Both explanations") },
  "x-problems": ["flow_not_found", "version_not_found", "invalid_flow", "order_not_found"],
});
const recall = createRoute({
  method: "post",
  path: "/flows/{id}/recall",
  summary: "Gives chosen open orders to another published version; what people set stays",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.recall) },
  responses: { 200: json(schema.recalled, "Which were, and why others were not") },
  "x-problems": ["flow_not_found", "version_not_found", "stopping"],
});
const program = createRoute({
  method: "get",
  path: "/flows/{id}/program",
  summary: "The flow compiled to standard JSON-Logic",
  request: { params, query: z.object({ version: schema.versionText.default("draft") }) },
  responses: { 200: json(component<Program>("Program"), "The program") },
  "x-problems": ["flow_not_found", "version_not_found", "invalid_flow"],
});

export const flowRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => c.json({ items: await listFlows(ctx(c)), nextCursor: null }, 200))
    .openapi(create, async (c) => c.json(await createFlow(ctx(c), c.req.valid("json")), 201))
    .openapi(get, async (c) => c.json(await getFlow(ctx(c), c.req.valid("param").id), 200))
    .openapi(patch, async (c) => {
      const editor = c.req.valid("header")["x-editor"];
      const revision = await patchDraft(ctx(c), c.req.valid("param").id, { ...c.req.valid("json"), editor });
      return c.json({ revision }, 200);
    })
    .openapi(attempt, async (c) => c.json(await tryFlow(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(recallPreview, async (c) => {
      const { changed, ...query } = c.req.valid("query");
      const input = { ...query, changed: changed === "true" };
      return c.json(await previewRecall(ctx(c), c.req.valid("param").id, input), 200);
    })
    .openapi(recallWhy, async (c) => {
      const { id: flow, order } = c.req.valid("param");
      return c.json(await explainRecall(ctx(c), flow, order, c.req.valid("query").to_version), 200);
    })
    .openapi(recall, async (c) => c.json(await applyRecall(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(check, async (c) => c.json(await publishCheck(ctx(c), c.req.valid("param").id), 200))
    .openapi(askPublish, async (c) =>
      c.json(await requestPublish(ctx(c), c.req.valid("param").id, c.req.valid("json")), 201),
    )
    .openapi(approve, async (c) => c.json(await approvePublish(ctx(c), c.req.valid("param").id), 200))
    .openapi(endRequest, async (c) => {
      await endPublishRequest(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(publish, async (c) => c.json(await publishFlow(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(program, async (c) => {
      const { version } = c.req.valid("query");
      return c.json((await compileVersion(ctx(c), c.req.valid("param").id, version)).program, 200);
    });
