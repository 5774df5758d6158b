import { createRoute, z } from "@hono/zod-openapi";
import { FILE_LIMITS } from "../history/read-file.ts";
import { jsonBody, requireType } from "../http/body.ts";
import { binary, id, json, jsonRequest, pageOf, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/history.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { removeDataset, renameDataset } from "../verbs/change-dataset.ts";
import { getDataset } from "../verbs/datasets.ts";
import { importDataset, importUpload } from "../verbs/import-dataset.ts";
import { listDatasetOrders, listDatasetProblems, listDatasets } from "../verbs/list-datasets.ts";
import { previewDataset } from "../verbs/preview-dataset.ts";
import { apiApp, type Get } from "./api-app.ts";

const TEXT_LIMIT = 48 * MEGABYTE;
const params = z.object({ id });
const bytes = {
  content: { "application/octet-stream": { schema: binary } },
};

const list = createRoute({
  method: "get",
  path: "/datasets",
  summary: "Imported order histories, newest first",
  responses: { 200: json(pageOf(schema.datasetView), "All data sets") },
});
const upload = createRoute({
  method: "post",
  path: "/datasets/uploads",
  summary: "A file of recorded orders (CSV, xlsx or NDJSON), to be looked at and imported",
  description: "The file's own bytes. It is kept until it is imported or dropped, and gone when the server stops.",
  request: { query: schema.uploadQuery, body: { required: true, ...bytes } },
  responses: { 201: json(schema.upload, "It is here") },
  "x-problems": ["body_too_large"],
});
const drop = createRoute({
  method: "delete",
  path: "/datasets/uploads/{id}",
  summary: "Takes an uploaded file away",
  request: { params },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["upload_not_found"],
});
const preview = createRoute({
  method: "post",
  path: "/datasets/uploads/{id}/preview",
  summary: "How the beginning of an uploaded file would be read; stores nothing",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.previewDataset) },
  responses: { 200: json(schema.preview, "Columns, suggested mapping, first rows as read, counts") },
  "x-problems": ["upload_not_found", "invalid_file"],
});
const take = createRoute({
  method: "post",
  path: "/datasets/uploads/{id}/import",
  summary: "Imports an uploaded file; the list of data sets tells how far it is",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.importUpload) },
  responses: { 202: json(schema.datasetView, "It is being read") },
  "x-problems": ["upload_not_found"],
});
const get = createRoute({
  method: "get",
  path: "/datasets/{id}",
  summary: "A data set, or how far its import is",
  request: { params },
  responses: { 200: json(schema.datasetView, "The data set") },
  "x-problems": ["dataset_not_found"],
});
const rename = createRoute({
  method: "patch",
  path: "/datasets/{id}",
  summary: "Gives a data set another name or note",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.renameDataset) },
  responses: { 200: json(schema.datasetView, "The data set") },
  "x-problems": ["dataset_not_found"],
});
const remove = createRoute({
  method: "delete",
  path: "/datasets/{id}",
  summary: "Removes a data set, or ends its import; replays of it stay, but cannot be run again",
  request: { params },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["dataset_not_found", "dataset_in_use"],
});
const create = createRoute({
  method: "post",
  path: "/datasets",
  summary: "Imports a text of recorded orders (CSV or NDJSON) and waits for its end",
  middleware: [jsonBody(TEXT_LIMIT)] as const,
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
    .openapi(upload, async (c) => {
      requireType(c.req.raw, /^application\/octet-stream$/);
      const { name, format } = c.req.valid("query");
      const about = { workspace: ctx(c).workspace.id, name, format, limit: FILE_LIMITS[format] };
      const { id, bytes } = await ctx(c).uploads.keep(c.req.raw, about);
      return c.json({ id, name, format, bytes }, 201);
    })
    .openapi(drop, (c) => {
      const { id } = c.req.valid("param");
      const { uploads, workspace } = ctx(c);
      uploads.drop(uploads.find(workspace.id, id));
      return c.json({ id }, 200);
    })
    .openapi(preview, async (c) =>
      c.json(await previewDataset(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200),
    )
    .openapi(take, (c) => c.json(importUpload(ctx(c), c.req.valid("param").id, c.req.valid("json")), 202))
    .openapi(get, async (c) => c.json(await getDataset(ctx(c), c.req.valid("param").id), 200))
    .openapi(rename, async (c) =>
      c.json(await renameDataset(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200),
    )
    .openapi(remove, async (c) => c.json(await removeDataset(ctx(c), c.req.valid("param").id), 200))
    .openapi(create, async (c) => c.json(await importDataset(ctx(c), c.req.valid("json")), 201))
    .openapi(problems, async (c) =>
      c.json(await listDatasetProblems(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200),
    )
    .openapi(orders, async (c) =>
      c.json(await listDatasetOrders(ctx(c), c.req.valid("param").id, c.req.valid("query")), 200),
    );
