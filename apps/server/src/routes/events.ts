import { createRoute, z } from "@hono/zod-openapi";
import type { ExternalEvent } from "../events/external-event.ts";
import { jsonBody, requireType } from "../http/body.ts";
import { component } from "../http/components.ts";
import { json, jsonRequest } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/events.ts";
import { bufferedStream } from "../http/stream.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { receiveEvent } from "../verbs/receive-event.ts";
import { receiveEventsInBulk } from "../verbs/receive-events-in-bulk.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const receive = createRoute({
  method: "post",
  path: "/events",
  summary: "Takes in one event of a source and answers with what came of it, after it is durably stored",
  description:
    "Orders are named by `order`, or by `source` and `external_id`; an event for a number that has not come yet waits for it. With `id`, the same event again gets the same answer. What the state machine does not allow changes nothing: `result` is `refused` and `records` say why.",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(component<ExternalEvent>("ExternalEvent")) },
  responses: { 200: json(schema.eventAnswer, "What happened") },
  "x-problems": ["invalid_event", "order_not_found", "event_id_reused", "stopping"],
});
const receiveBulk = createRoute({
  method: "post",
  path: "/events/bulk",
  summary: "Takes in events, one JSON object a line; answers one line for each, in order, while it reads",
  request: { body: { required: true, content: { "application/x-ndjson": { schema: { type: "string" } } } } },
  responses: {
    200: {
      description: "`{ line, status: accepted, … }` as for one event, or `{ line, status: rejected, code, problems }`",
      content: { "application/x-ndjson": { schema: z.string() } },
    },
  },
});

const JSON_TYPE = { "content-type": "application/json" };

export const eventRoutes = (ctx: Get) =>
  apiApp()
    .openapi(receive, async (c) =>
      asRouteReply(c.body(await receiveEvent(ctx(c), c.req.valid("json")), 200, JSON_TYPE)),
    )
    .openapi(receiveBulk, async (c) => {
      requireType(c.req.raw, /^application\/(?:x-)?ndjson$|^application\/jsonl$/);
      const { body } = c.req.raw;
      if (body === null) throw new Refusal("malformed_json");
      const answers = receiveEventsInBulk(ctx(c), body, { line: MEGABYTE });
      return asRouteReply(c.body(bufferedStream(answers), 200, { "content-type": "application/x-ndjson" }));
    });
