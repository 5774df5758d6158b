import { createRoute, z } from "@hono/zod-openapi";
import type { Understanding } from "@switchyard/phrases";
import { jsonBody } from "../http/body.ts";
import { json, jsonRequest, text } from "../http/schemas/common.ts";
import { KILOBYTE } from "../refusal/too-large.ts";
import { understandText } from "../verbs/understand-text.ts";
import { apiApp, type Get } from "./api-app.ts";

const understanding = z
  .custom<Understanding>()
  .openapi({ type: "object", description: "Fragment and spans, as the page's own grammar gives them" });

const who = createRoute({
  method: "get",
  path: "/understand",
  summary: "The language model that may read sentences; null: there is none",
  responses: { 200: json(z.object({ name: text.nullable() }), "Who reads") },
});
const ask = createRoute({
  method: "post",
  path: "/understand",
  summary: "Has the language model read a text; it is told the workspace's names, never an order",
  middleware: [jsonBody(64 * KILOBYTE)] as const,
  request: {
    body: jsonRequest(z.strictObject({ text: z.string().trim().min(1).max(4000), language: z.enum(["zh", "en"]) })),
  },
  responses: {
    200: json(
      z.object({ name: text, understanding: understanding.nullable(), refused: text.nullable() }),
      "What it understood, or why nothing came of it",
    ),
  },
  "x-problems": ["no_model"],
});

export const understandRoutes = (ctx: Get) =>
  apiApp()
    .openapi(who, (c) => c.json({ name: ctx(c).understander?.name ?? null }, 200))
    .openapi(ask, async (c) => c.json(await understandText(ctx(c), c.req.valid("json")), 200));
