import { createRoute, z } from "@hono/zod-openapi";
import { eventStream } from "../live/stream.ts";
import { Refusal } from "../refusal/refusal.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";

const events = createRoute({
  method: "get",
  path: "/events",
  summary: "What happens, as server-sent events",
  description:
    "`orders` { count, ids }, `replay` { id, status, processed, total }, `inbox` {}, `flow` { flow, about: draft | holder | comments | golden }, `intake` { quarantined }, `workspace` {} (settings changed). A stream ends after a minute: with `Last-Event-ID` the next one goes on where it was; `reset` says that too much was missed: look at everything anew.",
  request: { headers: z.object({ "last-event-id": z.string().max(64).optional() }) },
  responses: {
    200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
  },
  "x-problems": ["stopping"],
});

export const liveRoutes = (ctx: Get) =>
  apiApp().openapi(events, (c) => {
    const stream = eventStream(ctx(c).events, c.req.valid("header")["last-event-id"] ?? null);
    if (stream === null) throw new Refusal("stopping", { retryAfter: 5 });
    return asRouteReply(c.body(stream, 200, { "content-type": "text/event-stream", "x-accel-buffering": "no" }));
  });
