import { createRoute, z } from "@hono/zod-openapi";
import type { FlowDocument } from "@switchyard/flow";
import { component } from "../http/components.ts";
import { id, instant, json } from "../http/schemas/common.ts";
import { factFigures } from "../verbs/fact-figures.ts";
import { publishedFlows } from "../verbs/published-flows.ts";
import { apiApp, type Get } from "./api-app.ts";

const published = createRoute({
  method: "get",
  path: "/workspace/flows",
  summary: "The live drawing of every published flow, in the order in which they decide",
  responses: {
    200: json(
      z.object({
        items: z.array(z.object({ id, version: z.number().int(), document: component<FlowDocument>("FlowDocument") })),
        order: z.array(id).openapi({ description: "All flows of the workspace, published or not" }),
      }),
      "Published flows",
    ),
  },
});
const facts = createRoute({
  method: "get",
  path: "/workspace/facts",
  summary: "How often each source filled each fact, and the values of short texts, over the newest orders",
  responses: {
    200: json(
      z.object({
        at: instant,
        sources: z.array(
          z.object({
            source: z.string(),
            orders: z.number().int(),
            filled: z.record(z.string(), z.number().int()),
          }),
        ),
        values: z.record(z.string(), z.array(z.string())),
        samples: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))),
      }),
      "Figures of facts",
    ),
  },
});

/** What checks of a draft and the reading of sentences need to know of the workspace. */
export const checkRoutes = (ctx: Get) =>
  apiApp()
    .openapi(published, async (c) => {
      const { store, workspace, clock } = ctx(c);
      const all = await store.read.flows.list(workspace.id, clock.now());
      return c.json({ items: await publishedFlows(ctx(c)), order: all.map((flow) => flow.id) }, 200);
    })
    .openapi(facts, async (c) => c.json(await factFigures(ctx(c)), 200));
