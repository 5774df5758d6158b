/** Sheets held beside the orders: begun with the file's bytes, then read as reports. */
import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { binary, byId, id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/intake.ts";
import { fileStream } from "../http/stream.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { compareSheet } from "../verbs/compare-sheet.ts";
import {
  cancelComparison,
  exportComparison,
  getComparison,
  listComparisonRows,
  listComparisons,
  takeComparedRows,
} from "../verbs/comparisons.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";
import { readUpload } from "./intake-doors.ts";

const compare = createRoute({
  method: "post",
  path: "/intake/uploads/compare",
  summary: "Holds a table (CSV or xlsx) beside the orders of its source; nothing is taken in",
  description:
    "Each row is read as an upload would read it and compared with the order of its number, in the fields that the table has. Answers at once; the list of comparisons tells how far it is.",
  request: {
    query: schema.compareQuery,
    body: { content: { "text/csv": { schema: binary } } },
  },
  responses: { 202: json(schema.comparisonView, "It is being read") },
  "x-problems": ["upload_not_found"],
});
const list = createRoute({
  method: "get",
  path: "/intake/comparisons",
  summary: "Comparisons of sheets, newest first",
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(schema.comparisonView), "A page of reports") },
});
const get = createRoute({
  method: "get",
  path: "/intake/comparisons/{id}",
  summary: "One comparison, or how far it is",
  request: byId,
  responses: { 200: json(schema.comparisonView, "The report") },
  "x-problems": ["comparison_not_found"],
});
const cancel = createRoute({
  method: "delete",
  path: "/intake/comparisons/{id}",
  summary: "Ends a comparison that is being made, or takes a failed one off the list; reports stay",
  request: byId,
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["comparison_not_found"],
});
const rows = createRoute({
  method: "get",
  path: "/intake/comparisons/{id}/rows",
  summary: "What differs: the sheet's rows in their order, then orders that it has not",
  request: { ...byId, query: z.object({ ...schema.comparisonFilter, ...pageQuery }) },
  responses: { 200: json(pageOf(schema.comparisonRow), "A page of rows") },
  "x-problems": ["comparison_not_found"],
});
const file = createRoute({
  method: "get",
  path: "/intake/comparisons/{id}/export",
  summary: "The same as a CSV file, a line for each difference",
  request: { ...byId, query: z.object(schema.comparisonFilter) },
  responses: { 200: { description: "CSV, UTF-8 with BOM", content: { "text/csv": { schema: z.string() } } } },
  "x-problems": ["comparison_not_found"],
});
const take = createRoute({
  method: "post",
  path: "/intake/comparisons/{id}/take-in",
  summary: "Hands rows that are only in the sheet, or could not be read, to the intake, as an upload does",
  middleware: [jsonBody(MEGABYTE / 4)] as const,
  request: { ...byId, body: jsonRequest(schema.takeCompared) },
  responses: { 200: json(schema.takenRows, "What became of them") },
  "x-problems": ["comparison_not_found", "stopping"],
});

export const comparisonRoutes = (ctx: Get) =>
  apiApp()
    .openapi(compare, async (c) => {
      const { name, from = null, to = null, brand = null, ...query } = c.req.valid("query");
      const { file, input } = await readUpload(ctx(c), c.req.raw, query);
      return c.json(compareSheet(ctx(c), file, { ...input, file: name, covers: { from, to, brand } }), 202);
    })
    .openapi(list, async (c) => c.json(await listComparisons(ctx(c), c.req.valid("query")), 200))
    .openapi(get, async (c) => c.json(await getComparison(ctx(c), c.req.valid("param").id), 200))
    .openapi(cancel, async (c) => c.json(cancelComparison(ctx(c), c.req.valid("param").id), 200))
    .openapi(rows, async (c) => {
      const { cursor, limit, ...filter } = c.req.valid("query");
      return c.json(await listComparisonRows(ctx(c), c.req.valid("param").id, filter, { cursor, limit }), 200);
    })
    .openapi(file, async (c) => {
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="comparison.csv"',
      };
      const text = await exportComparison(ctx(c), c.req.valid("param").id, c.req.valid("query"));
      return asRouteReply(c.body(fileStream(text), 200, headers));
    })
    .openapi(take, async (c) =>
      c.json(await takeComparedRows(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200),
    );
