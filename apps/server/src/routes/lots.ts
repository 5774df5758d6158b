/** Lots: scanned into lots and orders, frozen by a person, and their chain as a report. */
import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody, requireType } from "../http/body.ts";
import { binary, id, json, jsonRequest } from "../http/schemas/common.ts";
import { by, eventAnswer } from "../http/schemas/events.ts";
import * as schema from "../http/schemas/lots.ts";
import { freezeSwitch } from "../http/schemas/todo.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { freezeByHand } from "../verbs/freezes.ts";
import { lotName, readTarget, scanLots } from "../verbs/scan-lots.ts";
import { traceLot, traceOrder } from "../verbs/trace.ts";
import { uploadScans } from "../verbs/upload-scans.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";
import { TABLE_TYPES } from "./intake-doors.ts";

const scan = createRoute({
  method: "post",
  path: "/lots/scans",
  summary: "Lots that went into lots or orders, up to 500 scans; each is answered for itself",
  description: "The same scan again changes nothing. What is linked to a frozen lot is frozen at once.",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.lotScans) },
  responses: { 200: json(z.object({ items: z.array(schema.scanAnswer) }), "What became of each") },
  "x-problems": ["stopping"],
});
const upload = createRoute({
  method: "post",
  path: "/lots/uploads",
  summary: "A sheet of scans (CSV or xlsx) with columns lot and to, and if there are step, qty and ref",
  request: {
    query: z.object({ format: z.enum(["csv", "xlsx"]).default("csv"), by: by.optional() }),
    body: { required: true, content: { "text/csv": { schema: binary } } },
  },
  responses: { 200: json(schema.uploadedScans, "What became of the rows") },
  "x-problems": ["invalid_file", "stopping"],
});
const freeze = createRoute({
  method: "post",
  path: "/freezes",
  summary: "Freezes a brand, a customer or a lot by hand; a lot with every order that it reached",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(freezeSwitch) },
  responses: { 200: json(eventAnswer, "What happened") },
  "x-problems": ["stopping"],
});
const trace = createRoute({
  method: "get",
  path: "/trace",
  summary:
    "The whole chain of a lot or of an order, both ways: who scanned what when, and every order that was reached",
  request: {
    query: z.object({
      lot: z.string().max(500).optional(),
      order: id.optional(),
      of: z.string().max(500).optional().openapi({ description: "Whichever of both a scanner has read" }),
    }),
  },
  responses: { 200: json(schema.trace, "The report") },
  "x-problems": ["lot_not_found", "order_not_found"],
});

const TYPE = { "content-type": "application/json" };

export const lotRoutes = (ctx: Get) =>
  apiApp()
    .openapi(scan, async (c) => {
      const { scans, by: who } = c.req.valid("json");
      return c.json({ items: await scanLots(ctx(c), scans, who) }, 200);
    })
    .openapi(upload, async (c) => {
      requireType(c.req.raw, TABLE_TYPES);
      const house = ctx(c);
      const { format, by: who = house.who.name } = c.req.valid("query");
      const limit = 20 * MEGABYTE;
      const file = await house.uploads.keep(c.req.raw, { workspace: house.workspace.id, name: "", format, limit });
      return c.json(await house.uploads.use(file, () => uploadScans(house, file, { format, by: who })), 200);
    })
    .openapi(freeze, async (c) => asRouteReply(c.body(await freezeByHand(ctx(c), c.req.valid("json")), 200, TYPE)))
    .openapi(trace, async (c) => {
      const { lot, order, of = "" } = c.req.valid("query");
      const asked =
        order !== undefined ? { order } : lot !== undefined ? { into: lotName(lot) } : await readTarget(ctx(c), of);
      if ("refused" in asked) throw new Refusal("lot_not_found");
      return c.json(await ("order" in asked ? traceOrder(ctx(c), asked.order) : traceLot(ctx(c), asked.into)), 200);
    });
