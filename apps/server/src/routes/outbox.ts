import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/channels.ts";
import { id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { acknowledge, acknowledgeMany, listInbox } from "../verbs/inbox.ts";
import { listOutbox, resend, resendMany } from "../verbs/outbox.ts";
import { apiApp, type Get } from "./api-app.ts";

const params = z.object({ id });
/** What is sent by hand leaves at any hour. */
const AFTER = "`true`: what falls into the quiet hours of whom it is for waits for their end";
const BODY_LIMIT = MEGABYTE / 16;
const MANY = 2000;
const MANY_LIMIT = MEGABYTE / 2;

const list = createRoute({
  method: "get",
  path: "/outbox",
  summary: "Messages on their way, delivered, passed on and dead, newest first",
  request: {
    query: z.object({
      state: schema.deliveryState.optional(),
      channel: z.string().max(128).optional(),
      order: z.string().max(128).optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json(pageOf(schema.deliveryView).extend({ counts: schema.outboxCounts }), "A page of deliveries") },
});
const again = createRoute({
  method: "post",
  path: "/outbox/{id}/resend",
  summary:
    "Sends what could not be delivered again, or what waits for its next attempt or for the end of quiet hours now, under the same message id",
  request: { params, query: z.object({ quiet: z.enum(["true", "false"]).optional().openapi({ description: AFTER }) }) },
  responses: { 200: json(schema.deliveryView, "The delivery") },
  "x-problems": ["delivery_not_found", "not_dead", "nowhere_to_send"],
});
const againMany = createRoute({
  method: "post",
  path: "/outbox/resend",
  summary:
    "Sends what could not be delivered again: those named, or all dead (or unaddressed) ones, of one channel or of all",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: {
    body: jsonRequest(
      z.strictObject({
        ids: z.array(id).min(1).max(500).optional(),
        channel: z.string().max(128).optional(),
        state: z.enum(["dead", "unaddressed"]).optional(),
        quiet: z.boolean().optional().openapi({ description: AFTER }),
      }),
    ),
  },
  responses: { 200: json(z.object({ resent: z.number().int() }), "How many") },
});
const inbox = createRoute({
  method: "get",
  path: "/inbox",
  summary: "What people were told inside the product, newest first",
  request: {
    query: z.object({
      open: z.enum(["true", "false"]).optional().openapi({ description: "`true`: only what nobody has acknowledged" }),
      person: z.string().max(128).optional(),
      kind: z.string().max(40).optional(),
      q: z.string().max(100).optional(),
      ...pageQuery,
    }),
  },
  responses: {
    200: json(
      pageOf(schema.inboxView).extend({
        unread: z.number().int(),
        alerts: z.number().int().openapi({ description: "Of those that nobody has acknowledged, the alerts" }),
      }),
      "A page of messages",
    ),
  },
});
const take = createRoute({
  method: "post",
  path: "/inbox/{id}/acknowledge",
  summary: "A person takes an alert on; its escalation ends",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(z.strictObject({ by: id.optional() })) },
  responses: { 200: json(schema.inboxView.extend({ stopped: z.number().int() }), "The message") },
  "x-problems": ["message_not_found", "stopping"],
});
const takeMany = createRoute({
  method: "post",
  path: "/inbox/acknowledge",
  summary: "A person takes several alerts on, each for itself",
  middleware: [jsonBody(MANY_LIMIT)] as const,
  request: { body: jsonRequest(z.strictObject({ ids: z.array(id).min(1).max(MANY), by: id.optional() })) },
  responses: { 200: json(z.object({ items: z.array(schema.takenOn) }), "What became of each, in the order asked") },
  "x-problems": ["stopping"],
});

export const outboxRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => {
      const { cursor, limit, ...filter } = c.req.valid("query");
      return c.json(await listOutbox(ctx(c), filter, { cursor, limit }), 200);
    })
    .openapi(again, async (c) => {
      const quiet = c.req.valid("query").quiet === "true";
      return c.json(await resend(ctx(c), c.req.valid("param").id, { quiet }), 200);
    })
    .openapi(againMany, async (c) => c.json({ resent: await resendMany(ctx(c), c.req.valid("json")) }, 200))
    .openapi(inbox, async (c) => {
      const { cursor, limit, open, ...rest } = c.req.valid("query");
      return c.json(await listInbox(ctx(c), { open: open === "true", ...rest }, { cursor, limit }), 200);
    })
    .openapi(takeMany, async (c) => {
      const { ids, by } = c.req.valid("json");
      return c.json({ items: await acknowledgeMany(ctx(c), ids, by) }, 200);
    })
    .openapi(take, async (c) =>
      c.json(await acknowledge(ctx(c), c.req.valid("param").id, c.req.valid("json").by), 200),
    );
