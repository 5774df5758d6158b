import { createRoute, z } from "@hono/zod-openapi";

import type { OrderInput } from "@switchyard/orders";
import { answerBody } from "../executor/intake.ts";
import { jsonBody, keptBody, ORDER_LIMIT, requireType } from "../http/body.ts";
import { component } from "../http/components.ts";
import { byId, json, jsonRequest, pageOf } from "../http/schemas/common.ts";
import { explanation } from "../http/schemas/effects.ts";
import { orderAnswer, orderDetail, orderFilter, orderPage, orderView, typedOrder } from "../http/schemas/orders.ts";
import { wholeJson } from "../http/security.ts";
import { bufferedStream, fileStream } from "../http/stream.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { bringDemoOrders } from "../verbs/bring-demo-orders.ts";
import { explainOrder } from "../verbs/explain-order.ts";
import { exportOrders } from "../verbs/export-orders.ts";
import { getOrder } from "../verbs/get-order.ts";
import { listOrders } from "../verbs/list-orders.ts";
import { receiveBody } from "../verbs/receive-order.ts";
import { receiveOrdersInBulk } from "../verbs/receive-orders-in-bulk.ts";
import { typeOrder } from "../verbs/type-order.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const receive = createRoute({
  method: "post",
  path: "/orders",
  summary: "Takes in one order and answers with the decision, after it is durably stored",
  middleware: [keptBody(ORDER_LIMIT)] as const,
  request: {
    headers: z.object({
      "idempotency-key": z.string().min(1).max(255).optional().openapi({ description: "Same key, same answer" }),
    }),
    body: jsonRequest(component<OrderInput>("OrderInput")),
  },
  responses: {
    201: json(orderAnswer, "A new order"),
    200: json(orderAnswer, "A duplicate, with the first answer; or an update of a known order"),
  },
  "x-problems": ["invalid_order", "key_reused", "wrong_brand", "stopping"],
});

const typed = createRoute({
  method: "post",
  path: "/orders/typed",
  summary: "Takes in an order that a person types, with a number of the house; the same key again is the same order",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(typedOrder) },
  responses: {
    201: json(orderAnswer, "A new order"),
    200: json(orderAnswer, "The same form again: its first answer, or what its change has come to"),
  },
  "x-problems": ["invalid_order", "wrong_brand", "stopping"],
});

const receiveBulk = createRoute({
  method: "post",
  path: "/orders/bulk",
  summary: "Takes in orders, one JSON object a line; answers one line for each, in order, while it reads",
  description:
    "A bad line is answered in its place and the rest goes on. Answers come while the request is still being sent; a client that reads them only at the end should send at most 20,000 lines at a time.",
  request: { body: { required: true, content: { "application/x-ndjson": { schema: { type: "string" } } } } },
  responses: {
    200: {
      description: "`{ line, status: accepted | duplicate | update | rejected, order?, decision?, problems? }` a line",
      content: { "application/x-ndjson": { schema: z.string() } },
    },
  },
});

const bringDemo = createRoute({
  method: "post",
  path: "/demo/orders",
  summary: "The demo's recorded orders of a week and what became of them, as if it were the last one",
  responses: { 200: json(z.object({ orders: z.number().int() }), "How many are new") },
  "x-problems": ["not_found"],
});

const list = createRoute({
  method: "get",
  path: "/orders",
  summary: "Orders of the pool, newest first or sorted by a column",
  request: { query: z.object({ ...orderFilter, ...orderPage }) },
  responses: { 200: json(pageOf(orderView), "A page of orders") },
});

const file = createRoute({
  method: "get",
  path: "/orders/export",
  summary: "The same as a CSV file, all pages",
  request: { query: z.object({ ...orderFilter, sort: orderPage.sort, direction: orderPage.direction }) },
  responses: { 200: { description: "CSV, UTF-8 with BOM", content: { "text/csv": { schema: z.string() } } } },
});

const get = createRoute({
  method: "get",
  path: "/orders/{id}",
  summary: "An order as it stands, its latest decision, and all that happened to it",
  request: byId,
  responses: { 200: json(orderDetail, "The order") },
  "x-problems": ["order_not_found"],
});
const explain = createRoute({
  method: "get",
  path: "/orders/{id}/explanation",
  summary: "Why an order was decided as it was",
  request: byId,
  responses: { 200: json(explanation, "The explanation") },
  "x-problems": ["order_not_found"],
});

export const orderRoutes = (ctx: Get) =>
  apiApp()
    .openapi(receive, async (c) => {
      const requestKey = c.req.valid("header")["idempotency-key"] ?? null;
      const came = { door: "api", raw: await c.req.text() } as const;
      const taken = await receiveBody(ctx(c), { body: c.req.valid("json"), requestKey, came });
      return asRouteReply(wholeJson(answerBody(taken), taken.result === "accepted" ? 201 : 200));
    })
    .openapi(typed, async (c) => {
      const taken = await typeOrder(ctx(c), c.req.valid("json"));
      return asRouteReply(wholeJson(answerBody(taken), taken.result === "accepted" ? 201 : 200));
    })
    .openapi(receiveBulk, async (c) => {
      requireType(c.req.raw, /^application\/(?:x-)?ndjson$|^application\/jsonl$/);
      const { body } = c.req.raw;
      if (body === null) throw new Refusal("malformed_json");
      const answers = receiveOrdersInBulk(ctx(c), body, { line: ORDER_LIMIT });
      return asRouteReply(c.body(bufferedStream(answers), 200, { "content-type": "application/x-ndjson" }));
    })
    .openapi(bringDemo, async (c) => c.json(await bringDemoOrders(ctx(c)), 200))
    .openapi(list, async (c) => {
      const { cursor, limit, sort, direction, ...filter } = c.req.valid("query");
      return c.json(await listOrders(ctx(c), filter, { cursor, limit, sort, direction }), 200);
    })
    .openapi(file, async (c) => {
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="orders.csv"',
      };
      const { sort, direction, ...filter } = c.req.valid("query");
      const text = await exportOrders(ctx(c), filter, { sort, direction });
      return asRouteReply(c.body(fileStream(text), 200, headers));
    })
    .openapi(get, async (c) => c.json(await getOrder(ctx(c), c.req.valid("param").id), 200))
    .openapi(explain, async (c) => c.json(await explainOrder(ctx(c), c.req.valid("param").id), 200));
