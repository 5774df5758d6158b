import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody, MEGABYTE } from "../http/body.ts";
import { id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/history.ts";
import { importDataset } from "../verbs/import-dataset.ts";
import { listDatasetOrders, listDatasetProblems, listDatasets } from "../verbs/list-datasets.ts";
import { previewDataset } from "../verbs/preview-dataset.ts";
import { apiApp, type Get } from "./api-app.ts";

const FILE_LIMIT = 48 * MEGABYTE;
const params = z.object({ id });

const list = createRoute({
  method: "get",
  path: "/datasets",
  summary: "Imported order histories, newest first",
  responses: { 200: json(pageOf(schema.datasetView), "All data sets") },
});
const preview = createRoute({
  method: "post",
  path: "/datasets/preview",
  summary: "How a file would be read; stores nothing",
  middleware: [jsonBody(FILE_LIMIT)] as const,
  request: { body: jsonRequest(schema.previewDataset) },
  responses: { 200: json(schema.preview, "Columns, suggested mapping, first rows as read, counts") },
  "x-problems": ["invalid_file"],
});
const create = createRoute({
  method: "post",
  path: "/datasets",
  summary: "Imports a file of recorded orders (CSV or NDJSON)",
  middleware: [jsonBody(FILE_LIMIT)] as const,
  request: { body: jsonRequest(schema.importDataset) },
  responses: { 201: json(schema.datasetView, "The data set, with its counts of good and bad rows") },
  "x-problems": ["invalid_file"],
});
const problems = createRoute({
  method: "get",
  path: "/datasets/{id}/problems",
  summary: "Rows of an import that could not be read, with the reasons",
  request: { params, query: z.object(pageQuery) },
  responses: { 200: json(pageOf(schema.datasetProblem), "A page of rows") },
  "x-problems": ["dataset_not_found"],
});
const orders = createRoute({
  method: "get",
  path: "/datasets/{id}/orders",
  summary: "Orders of a data set by time",
  request: { params, query: z.object(pageQuery) },
  responses: { 200: json(pageOf(schema.datasetOrder), "A page of orders") },
  "x-problems": ["dataset_not_found"],
});
export const historyRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => c.json({ items: await listDatasets(ctx(c)), nextCursor: null }, 200))
    .openapi(preview, (c) => c.json(previewDataset(ctx(c), c.req.valid("json")), 200))
    .openapi(create, async (c) => c.json(await importDataset(ctx(c), c.req.valid("json")), 201))
    .openapi(problems, async (c) =>
      c.json(await listDatasetProblems(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200),
    )
    .openapi(orders, async (c) =>
      c.json(await listDatasetOrders(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200),
    );
