/** Doors that take bytes: webhooks, whose signature covers them, and uploaded tables. */
import { createRoute, z } from "@hono/zod-openapi";
import type { TableMapping } from "@switchyard/connectors";
import type { Upload } from "../history/uploads.ts";
import { readBytes, requireType } from "../http/body.ts";
import { binary, id, json } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/intake.ts";
import { sourceId, tableMapping } from "../intake/sources.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import type { Context } from "../runtime/context.ts";
import { parseJson } from "../text/json-text.ts";
import { receiveWebhook } from "../verbs/receive-webhook.ts";
import { beginSheet, cancelSheet, followSheet } from "../verbs/sheets.ts";
import type { UploadInput } from "../verbs/upload-orders.ts";
import { apiApp, type Get } from "./api-app.ts";

const WEBHOOK_LIMIT = MEGABYTE;
const LIMITS = { csv: 100 * MEGABYTE, xlsx: 50 * MEGABYTE };
export const TABLE_TYPES =
  /^(?:text\/csv|application\/octet-stream|application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)$/;

const bytes = (type: string) => ({ content: { [type]: { schema: binary } } });
const webhook = createRoute({
  method: "post",
  path: "/intake/webhooks/{source}",
  summary: "A shop's or system's own message, signed over its raw bytes",
  description:
    'Shopify (`X-Shopify-Hmac-SHA256`), WooCommerce (`X-WC-Webhook-Signature`) or Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`), as the source\'s kind says. The same message again is a duplicate. A signed message may be a mail that a mailbox\'s relay passes on, `{ "mail": { "subject", "text" } }`: with `PO#` and a number it is an order. A signed message that is no good order is kept in quarantine and acknowledged by 202.',
  request: { params: z.object({ source: sourceId }) },
  responses: {
    200: json(schema.webhookAnswer, "Taken in"),
    202: json(schema.webhookAnswer, "Kept in quarantine"),
  },
  "x-problems": ["wrong_signature", "body_too_large", "stopping"],
});
const keep = createRoute({
  method: "post",
  path: "/intake/files",
  summary: "Brings a table (CSV or xlsx) that is then looked at, compared or taken in by its id",
  description:
    "It is kept until it is taken in, compared or given up, six hours at most, and gone when the server stops.",
  request: { query: schema.keepQuery, body: { required: true, ...bytes("text/csv") } },
  responses: { 201: json(schema.keptFile, "It is here") },
  "x-problems": ["body_too_large"],
});
const giveUp = createRoute({
  method: "delete",
  path: "/intake/files/{id}",
  summary: "Takes away a table that was brought",
  request: { params: z.object({ id }) },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["upload_not_found"],
});
const preview = createRoute({
  method: "post",
  path: "/intake/uploads/preview",
  summary: "What would come of a table (CSV or xlsx): columns, mapping, first rows as orders",
  request: { query: schema.uploadQuery.extend(schema.waitQuery), body: bytes("text/csv") },
  responses: { 200: json(schema.uploadPreview, "Nothing was kept"), 202: json(schema.uploadBegun, "It has begun") },
  "x-problems": ["invalid_file", "upload_not_found"],
});
const upload = createRoute({
  method: "post",
  path: "/intake/uploads",
  summary:
    "Takes in the orders of a table (CSV or xlsx): what its columns say, other fields stay; a file that fails is refused whole",
  request: { query: schema.uploadQuery.extend(schema.waitQuery), body: bytes("text/csv") },
  responses: {
    200: json(schema.uploadAnswer, "What became of the rows"),
    202: json(schema.uploadBegun, "It has begun"),
  },
  "x-problems": ["invalid_file", "upload_not_found", "stopping"],
});
const progress = createRoute({
  method: "get",
  path: "/intake/uploads/{id}",
  summary: "How far a table is that nobody waits for, and then what came of it",
  request: { params: z.object({ id }) },
  responses: { 200: json(schema.uploadProgress, "Until the server stops, or some thirty others have begun") },
  "x-problems": ["upload_not_found", "invalid_file", "stopping"],
});
const cancel = createRoute({
  method: "delete",
  path: "/intake/uploads/{id}",
  summary: "Ends the looking at or taking in of a table; orders that were taken in by then stay",
  request: { params: z.object({ id }) },
  responses: { 200: json(z.object({ id }), "It ends; its progress tells what came of it") },
  "x-problems": ["upload_not_found"],
});

type UploadQuery = z.output<typeof schema.uploadQuery>;
/** The file is on the disk before anybody reads it: memory does not depend on its size. */
function keepTable(
  { uploads, workspace }: Context,
  request: Request,
  { name, format }: z.output<typeof schema.keepQuery>,
) {
  requireType(request, TABLE_TYPES);
  return uploads.keep(request, { workspace: workspace.id, name, format, limit: LIMITS[format] });
}

/** The table that was brought before (`isKept`), or that comes with the request; and how it is to be read. */
export async function readUpload(
  ctx: Context,
  request: Request,
  { file: id, ...query }: UploadQuery,
): Promise<{ file: Upload; isKept: boolean; input: UploadInput }> {
  const { source, keep_mapping, sheet, header_row, empty } = query;
  const read = { source, mapping: readMapping(query.mapping), keepMapping: keep_mapping === "true" };
  const file =
    id === undefined
      ? await keepTable(ctx, request, { name: source, format: query.format })
      : ctx.uploads.find(ctx.workspace.id, id);
  const input = { ...read, format: query.format, sheet, headerRow: header_row, empty };
  return { file, isKept: id !== undefined, input };
}

/** What comes of it, or where that will be found by whoever does not wait. */
async function workOn<What extends "preview" | "answer">(
  asked: Context,
  what: What,
  request: Request,
  { wait, ...query }: UploadQuery & { wait?: string | undefined },
) {
  asked.sheets.room();
  const { id, done } = beginSheet(asked, what, await readUpload(asked, request, query));
  return wait === "false" ? { begun: { id } } : { came: await done };
}

function readMapping(text: string | undefined): TableMapping | undefined {
  if (text === undefined) return undefined;
  const read = tableMapping.safeParse(parseJson(text));
  if (read.success) return read.data;
  const message = { zh: "列的对应关系有误", en: "The mapping is not valid" };
  throw new Refusal("invalid_request", { problems: [{ pointer: "/query/mapping", code: "invalid_mapping", message }] });
}

export const intakeDoorRoutes = (ctx: Get) =>
  apiApp()
    .openapi(webhook, async (c) => {
      const raw = await readBytes(c.req.raw, WEBHOOK_LIMIT);
      const { source } = c.req.valid("param");
      const answer = await receiveWebhook(ctx(c), { source, raw, headers: c.req.header() });
      const isKept = answer.status === "received" && answer.results.some(({ status }) => status === "quarantined");
      return c.json(answer, isKept ? 202 : 200);
    })
    .openapi(keep, async (c) => {
      const query = c.req.valid("query");
      const { id, bytes } = await keepTable(ctx(c), c.req.raw, query);
      return c.json({ id, bytes, ...query }, 201);
    })
    .openapi(giveUp, (c) => {
      const { id } = c.req.valid("param");
      const { uploads, workspace } = ctx(c);
      uploads.drop(uploads.find(workspace.id, id));
      return c.json({ id }, 200);
    })
    .openapi(preview, async (c) => {
      const { begun, came } = await workOn(ctx(c), "preview", c.req.raw, c.req.valid("query"));
      return begun ? c.json(begun, 202) : c.json(came, 200);
    })
    .openapi(upload, async (c) => {
      const { begun, came } = await workOn(ctx(c), "answer", c.req.raw, c.req.valid("query"));
      return begun ? c.json(begun, 202) : c.json(came, 200);
    })
    .openapi(progress, (c) => c.json(followSheet(ctx(c), c.req.valid("param").id), 200))
    .openapi(cancel, async (c) => c.json(await cancelSheet(ctx(c), c.req.valid("param").id), 200));
