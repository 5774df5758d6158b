import { createRoute, z } from "@hono/zod-openapi";
import type { WorkspaceSettings } from "@switchyard/orders";
import { component } from "../http/components.ts";
import { json } from "../http/schemas/common.ts";
import { getWorkspace } from "../verbs/get-workspace.ts";
import { apiApp, type Get } from "./api-app.ts";

const named = { id: z.string(), name: z.string() };
const called = { ...named, synonyms: z.array(z.string()).optional() };
const get = createRoute({
  method: "get",
  path: "/workspace",
  summary: "The workspace: brands, destinations, people, settings",
  responses: {
    200: json(
      z.object({
        ...named,
        zone: z.string(),
        currency: z.string(),
        brands: z.array(z.object(called)),
        destinations: z.array(
          z.object({ ...called, kind: z.enum(["line", "warehouse", "wave"]), color: z.string().optional() }),
        ),
        people: z.array(z.object({ ...called, role: z.string() })),
        settings: component<WorkspaceSettings>("WorkspaceSettings"),
      }),
      "The workspace",
    ),
  },
});

export const workspaceRoutes = (ctx: Get) => apiApp().openapi(get, (c) => c.json(getWorkspace(ctx(c)), 200));
