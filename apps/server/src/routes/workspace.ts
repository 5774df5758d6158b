import { createRoute } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { json, jsonRequest } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/workspace.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { getWorkspace } from "../verbs/get-workspace.ts";
import { patchWorkspace } from "../verbs/patch-workspace.ts";
import { apiApp, type Get } from "./api-app.ts";

const get = createRoute({
  method: "get",
  path: "/workspace",
  summary: "The workspace: brands, destinations, people, settings",
  responses: { 200: json(schema.workspace, "The workspace") },
});
const change = createRoute({
  method: "patch",
  path: "/workspace",
  summary: "Changes settings and lists; orders are decided by them from the next moment on",
  description:
    "What is not named stays as it is; a list that is named is the whole list, in its order on screen. What a published flow still uses cannot be taken away (`settings_in_use`, with the flows). After a change of zone or calendar, open orders that wait for the clock are looked at again; deadlines that run already stay as they were promised.",
  middleware: jsonBody(2 * MEGABYTE),
  request: { body: jsonRequest(schema.workspaceChange) },
  responses: { 200: json(schema.workspace, "The workspace as it is now") },
  "x-problems": ["stale_settings", "settings_in_use", "invalid_settings", "one_publisher"],
});

export const workspaceRoutes = (ctx: Get) =>
  apiApp()
    .openapi(get, async (c) => c.json(await getWorkspace(ctx(c)), 200))
    .openapi(change, async (c) => c.json(await patchWorkspace(ctx(c), c.req.valid("json")), 200));
