/** Records of what came in, their repair, and the sources that they come from. */
import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/intake.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { dismissRecords, getRecord, listRecords, resubmit, resubmitMany } from "../verbs/intake-records.ts";
import { changeSource, createSource, listSources, removeSource } from "../verbs/intake-sources.ts";
import { reconcile, stateCount } from "../verbs/reconcile.ts";
import { apiApp, type Get } from "./api-app.ts";

const params = z.object({ id });
const SMALL = MEGABYTE / 4;

const records = createRoute({
  method: "get",
  path: "/intake/records",
  summary: "Every record that came in, with what became of it; newest first, raw text cut",
  request: { query: z.object({ ...schema.recordFilter, ...pageQuery }) },
  responses: { 200: json(pageOf(schema.recordView), "A page of records") },
});
const record = createRoute({
  method: "get",
  path: "/intake/records/{id}",
  summary: "One record, raw and whole",
  request: { params },
  responses: { 200: json(schema.recordView, "The record") },
  "x-problems": ["record_not_found"],
});
const mend = createRoute({
  method: "post",
  path: "/intake/records/{id}/resubmit",
  summary: "Sends a quarantined record again, mended",
  middleware: [jsonBody(2 * MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.repair) },
  responses: { 200: json(schema.repaired, "It was taken in") },
  "x-problems": ["record_not_found", "not_open", "invalid_order"],
});
const mendMany = createRoute({
  method: "post",
  path: "/intake/records/resubmit",
  summary: "Sends quarantined records again, with the same fields set in each; each answered for itself",
  middleware: [jsonBody(SMALL)] as const,
  request: { body: jsonRequest(schema.bulkRepair) },
  responses: { 200: json(z.object({ items: z.array(schema.repaired) }), "What became of each") },
});
const dismiss = createRoute({
  method: "post",
  path: "/intake/records/dismiss",
  summary: "Closes quarantined records that will not become orders; they and the reason are kept",
  middleware: [jsonBody(SMALL)] as const,
  request: { body: jsonRequest(schema.dismissal) },
  responses: { 200: json(z.object({ dismissed: z.array(z.string()) }), "Those that were open") },
});
const reconciliation = createRoute({
  method: "get",
  path: "/intake/reconciliation",
  summary: "For each source and day: received = accepted + duplicate + update + quarantined",
  request: { query: schema.reconciliationQuery },
  responses: { 200: json(schema.reconciliation, "Counts, newest day first") },
});
const state = createRoute({
  method: "put",
  path: "/intake/reconciliation",
  summary: "Says how many orders the platform itself counts for a source and day",
  middleware: [jsonBody(SMALL)] as const,
  request: { body: jsonRequest(schema.statedCount) },
  responses: { 200: json(schema.dayCount.nullable(), "That source and day; null: nothing is known of it") },
});
const sources = createRoute({
  method: "get",
  path: "/intake/sources",
  summary: "Where orders come from; secrets are never shown",
  responses: { 200: json(z.object({ items: z.array(schema.sourceView) }), "All sources") },
});
const create = createRoute({
  method: "post",
  path: "/intake/sources",
  summary: "A new source; a secret that is made here is shown this once",
  middleware: [jsonBody(SMALL)] as const,
  request: { body: jsonRequest(schema.createSource) },
  responses: { 201: json(schema.newSource, "The source") },
  "x-problems": ["source_exists"],
});
const change = createRoute({
  method: "patch",
  path: "/intake/sources/{id}",
  summary: "Changes a source; a new secret stands beside the old one until the next",
  middleware: [jsonBody(SMALL)] as const,
  request: { params, body: jsonRequest(schema.changeSource) },
  responses: { 200: json(schema.sourceView, "The source") },
  "x-problems": ["source_not_found"],
});
const remove = createRoute({
  method: "delete",
  path: "/intake/sources/{id}",
  summary: "Removes a source; its records stay",
  request: { params },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["source_not_found"],
});

export const intakeRoutes = (ctx: Get) =>
  apiApp()
    .openapi(records, async (c) => {
      const { cursor, limit, open, ...filter } = c.req.valid("query");
      return c.json(await listRecords(ctx(c), { ...filter, open: open === "true" }, { cursor, limit }), 200);
    })
    .openapi(mendMany, async (c) => {
      const { ids, ...repair } = c.req.valid("json");
      return c.json({ items: await resubmitMany(ctx(c), ids, repair) }, 200);
    })
    .openapi(dismiss, async (c) => {
      const { ids, reason } = c.req.valid("json");
      return c.json(await dismissRecords(ctx(c), ids, reason), 200);
    })
    .openapi(record, async (c) => c.json(await getRecord(ctx(c), c.req.valid("param").id), 200))
    .openapi(mend, async (c) => c.json(await resubmit(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(reconciliation, async (c) => c.json(await reconcile(ctx(c), c.req.valid("query")), 200))
    .openapi(state, async (c) => c.json(await stateCount(ctx(c), c.req.valid("json")), 200))
    .openapi(sources, async (c) => c.json({ items: await listSources(ctx(c)) }, 200))
    .openapi(create, async (c) => c.json(await createSource(ctx(c), c.req.valid("json")), 201))
    .openapi(change, async (c) => c.json(await changeSource(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(remove, async (c) => c.json(await removeSource(ctx(c), c.req.valid("param").id), 200));
