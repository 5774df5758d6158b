import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/events.ts";
import { orderHistory as orderVersions } from "../http/schemas/versions-of-orders.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { actOnOrder } from "../verbs/act-on-order.ts";
import { actOnOrders } from "../verbs/act-on-orders.ts";
import { closeBatch, listBatches } from "../verbs/batches.ts";
import { decideApproval } from "../verbs/decide-approval.ts";
import { listGates, pauseGate, resumeGate } from "../verbs/gates.ts";
import { orderStanding } from "../verbs/order-standing.ts";
import { orderHistory } from "../verbs/order-versions.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const params = z.object({ id });
const happened = { 200: json(schema.eventAnswer, "What happened") };
const page = { query: z.object(pageQuery) };
const open = { query: z.object({ ...pageQuery, state: z.enum(["open"]).default("open") }) };

const act = createRoute({
  method: "post",
  path: "/orders/{id}/actions",
  summary: "What a person does with an order: cancel, set by hand, hold, release a hold, assert a state",
  description: "What is set by hand is locked: flows leave it alone until it is unlocked.",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: {
    params,
    headers: z.object({
      "idempotency-key": z.string().min(1).max(255).optional().openapi({ description: "Same key, same answer" }),
    }),
    body: jsonRequest(schema.orderAction),
  },
  responses: happened,
  "x-problems": ["order_not_found", "invalid_event", "event_id_reused", "stopping"],
});
const flag = createRoute({
  method: "post",
  path: "/orders/{id}/flag",
  summary: "Sets an order aside with what is wrong with it: a hold by hand, for whoever may do nothing else to orders",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.flagOrder) },
  responses: happened,
  "x-problems": ["order_not_found", "invalid_event", "stopping"],
});
const actMany = createRoute({
  method: "post",
  path: "/orders/actions",
  summary:
    "The same, or an action for each, for up to 500 orders; each is answered for itself, with where it was to go before",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.actOnOrders) },
  responses: { 200: json(z.object({ items: z.array(schema.actedOn) }), "What became of each") },
  "x-problems": ["invalid_event", "stopping"],
});
const standing = createRoute({
  method: "get",
  path: "/orders/{id}/standing",
  summary: "Who holds an order, what is locked, which deadlines and approvals run, what waits",
  request: { params },
  responses: { 200: json(schema.orderStanding, "What stands with it") },
  "x-problems": ["order_not_found"],
});
const versions = createRoute({
  method: "get",
  path: "/orders/{id}/versions",
  summary: "Every version of an order, and every change that was asked for: who approved it, and what it does",
  request: { params },
  responses: {
    200: json(orderVersions, "Versions from the first on; changes in the order in which they were asked for"),
  },
  "x-problems": ["order_not_found"],
});
const decide = createRoute({
  method: "post",
  path: "/orders/{id}/approvals",
  summary: "One person's word on an approval that the order waits for",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.decideApproval) },
  responses: happened,
  "x-problems": ["order_not_found", "approval_not_found", "stopping"],
});
const batches = createRoute({
  method: "get",
  path: "/batches",
  summary: "Open batches",
  request: open,
  responses: { 200: json(pageOf(schema.batchView), "A page of batches") },
});
const close = createRoute({
  method: "post",
  path: "/batches/{id}/close",
  summary: "Closes a batch now",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params: z.object({ id: z.string().min(1).max(1000) }), body: jsonRequest(schema.closeBatch) },
  responses: happened,
  "x-problems": ["batch_not_found", "stopping"],
});
const gates = createRoute({
  method: "get",
  path: "/gates",
  summary: "Channels, destinations and articles that are paused, and how much waits there",
  request: page,
  responses: { 200: json(pageOf(schema.gateView), "A page of gates; a page may hold fewer than its limit") },
});
const pause = createRoute({
  method: "post",
  path: "/gates/pause",
  summary: "Pauses a channel, destination or article by hand; what comes waits in the manual pool",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.switchGate) },
  responses: happened,
  "x-problems": ["stopping"],
});
const resume = createRoute({
  method: "post",
  path: "/gates/resume",
  summary: "Takes back every pause, also a breaker's; what waited is run again in its order",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.resumeGate) },
  responses: happened,
  "x-problems": ["stopping"],
});

const TYPE = { "content-type": "application/json" };

export const byHandRoutes = (ctx: Get) =>
  apiApp()
    .openapi(act, async (c) => {
      const requestKey = c.req.valid("header")["idempotency-key"] ?? null;
      const action = c.req.valid("json");
      return asRouteReply(
        c.body(await actOnOrder(ctx(c), { order: c.req.valid("param").id, action, requestKey }), 200, TYPE),
      );
    })
    .openapi(flag, async (c) => {
      const action = { type: "hold" as const, ...c.req.valid("json") };
      return asRouteReply(
        c.body(await actOnOrder(ctx(c), { order: c.req.valid("param").id, action, requestKey: null }), 200, TYPE),
      );
    })
    .openapi(actMany, async (c) => c.json({ items: await actOnOrders(ctx(c), c.req.valid("json")) }, 200))
    .openapi(standing, async (c) => c.json(await orderStanding(ctx(c), c.req.valid("param").id), 200))
    .openapi(versions, async (c) => c.json(await orderHistory(ctx(c), c.req.valid("param").id), 200))
    .openapi(decide, async (c) => {
      const input = { order: c.req.valid("param").id, ...c.req.valid("json") };
      return asRouteReply(c.body(await decideApproval(ctx(c), input), 200, TYPE));
    })
    .openapi(batches, async (c) => {
      const { cursor, limit } = c.req.valid("query");
      return c.json(await listBatches(ctx(c), { cursor, limit }), 200);
    })
    .openapi(close, async (c) =>
      asRouteReply(c.body(await closeBatch(ctx(c), c.req.valid("param").id, c.req.valid("json").by), 200, TYPE)),
    )
    .openapi(gates, async (c) => c.json(await listGates(ctx(c), c.req.valid("query")), 200))
    .openapi(pause, async (c) => asRouteReply(c.body(await pauseGate(ctx(c), c.req.valid("json")), 200, TYPE)))
    .openapi(resume, async (c) => asRouteReply(c.body(await resumeGate(ctx(c), c.req.valid("json")), 200, TYPE)));
