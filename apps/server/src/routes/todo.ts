/** What waits for a person: approvals, holds, freezes, the manual pool. (Tasks are in the inbox, batches beside the orders.) */
import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import { eventAnswer } from "../http/schemas/events.ts";
import * as schema from "../http/schemas/todo.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { listApprovals } from "../verbs/approvals.ts";
import { liftFreeze, listFreezes } from "../verbs/freezes.ts";
import { countTodo, listFrozen, listHeld, listPooled } from "../verbs/waiting-orders.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const q = z.string().max(100).optional().openapi({ description: "Words of the order's number, brand or style" });
const page = { query: z.object({ q, ...pageQuery }) };
const FEWER = "Oldest orders first; a page may hold fewer than its limit while `nextCursor` is not null.";

const counts = createRoute({
  method: "get",
  path: "/todo",
  summary: "How much waits for a person",
  responses: { 200: json(schema.counts, "Orders that wait by why, open tasks, open batches") },
});
const approvals = createRoute({
  method: "get",
  path: "/approvals",
  summary: "Approvals that wait, over all orders",
  description: `${FEWER} Of a person: those that ask this person, or nobody by name.`,
  request: {
    query: z.object({
      person: z.string().max(128).optional(),
      level: z.coerce.number().int().min(1).max(5).optional(),
      q,
      ...pageQuery,
    }),
  },
  responses: { 200: json(pageOf(schema.approval), "A page of approvals") },
});
const held = createRoute({
  method: "get",
  path: "/todo/held",
  summary: "Orders on hold, with who holds them and why",
  description: FEWER,
  request: page,
  responses: { 200: json(pageOf(schema.held), "A page of orders") },
});
const frozen = createRoute({
  method: "get",
  path: "/todo/frozen",
  summary: "Orders that are frozen themselves or with their lot",
  description: FEWER,
  request: page,
  responses: { 200: json(pageOf(schema.frozen), "A page of orders") },
});
const pooled = createRoute({
  method: "get",
  path: "/todo/pooled",
  summary: "The manual pool: orders that wait behind a pause",
  description: FEWER,
  request: page,
  responses: { 200: json(pageOf(schema.pooled), "A page of orders") },
});
const freezes = createRoute({
  method: "get",
  path: "/freezes",
  summary: "Brands, customers and lots that are frozen",
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(schema.freeze), "A page of freezes; a page may hold fewer than its limit") },
});
const lift = createRoute({
  method: "post",
  path: "/freezes/lift",
  summary: "Lifts a freeze, whoever asked for it; of an order, `name` is its id",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.lift) },
  responses: { 200: json(eventAnswer, "What happened") },
  "x-problems": ["order_not_found", "stopping"],
});

const TYPE = { "content-type": "application/json" };

export const todoRoutes = (ctx: Get) =>
  apiApp()
    .openapi(counts, async (c) => c.json(await countTodo(ctx(c)), 200))
    .openapi(approvals, async (c) => {
      const { cursor, limit, ...filter } = c.req.valid("query");
      return c.json(await listApprovals(ctx(c), filter, { cursor, limit }), 200);
    })
    .openapi(held, async (c) => {
      const { q: words, ...rest } = c.req.valid("query");
      return c.json(await listHeld(ctx(c), words, rest), 200);
    })
    .openapi(frozen, async (c) => {
      const { q: words, ...rest } = c.req.valid("query");
      return c.json(await listFrozen(ctx(c), words, rest), 200);
    })
    .openapi(pooled, async (c) => {
      const { q: words, ...rest } = c.req.valid("query");
      return c.json(await listPooled(ctx(c), words, rest), 200);
    })
    .openapi(freezes, async (c) => c.json(await listFreezes(ctx(c), c.req.valid("query")), 200))
    .openapi(lift, async (c) => asRouteReply(c.body(await liftFreeze(ctx(c), c.req.valid("json")), 200, TYPE)));
