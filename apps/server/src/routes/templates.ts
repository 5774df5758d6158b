import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { id, json, jsonRequest } from "../http/schemas/common.ts";
import { flowView } from "../http/schemas/flows.ts";
import * as schema from "../http/schemas/templates.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { checkBundle, exportBundle, importBundle } from "../verbs/bundles.ts";
import { getTemplate, templateFile } from "../verbs/get-template.ts";
import { checkTemplateFile, importTemplate } from "../verbs/import-template.ts";
import { listTemplates } from "../verbs/list-templates.ts";
import { makeTemplateOf, pickValues } from "../verbs/make-template.ts";
import { changeUses, listUses } from "../verbs/template-uses.ts";
import { previewUpgrade, upgradeUse } from "../verbs/upgrade-use.ts";
import { useTemplate } from "../verbs/use-template.ts";
import { apiApp, type Get } from "./api-app.ts";

/** A file of 8 MB inside JSON. */
const FILE_LIMIT = 17 * MEGABYTE;
const params = z.object({ id });
const releaseQuery = z.object({ version: z.coerce.number().int().min(1).optional() });
const file = (description: string) => ({
  description,
  content: { "application/json": { schema: z.string().openapi({ description: "The file, byte for byte" }) } },
});

const list = createRoute({
  method: "get",
  path: "/templates",
  summary: "Templates of this workspace, and those that are shipped",
  responses: { 200: json(schema.templateList, "All templates") },
});
const check = createRoute({
  method: "post",
  path: "/templates/check",
  summary: "Reads a template file and says what it does and needs; nothing is stored",
  middleware: [jsonBody(FILE_LIMIT)] as const,
  request: { body: jsonRequest(schema.checkFile) },
  responses: { 200: json(schema.templateView, "The template, with what its needs probably are here") },
  "x-problems": ["invalid_template", "template_not_found"],
});
const take = createRoute({
  method: "post",
  path: "/templates/import",
  summary: "Takes a template into the workspace; nothing runs by it yet",
  middleware: [jsonBody(FILE_LIMIT)] as const,
  request: { body: jsonRequest(schema.importFile) },
  responses: { 201: json(schema.release, "The release") },
  "x-problems": ["invalid_template", "template_not_found", "template_exists", "not_allowed"],
});
const make = createRoute({
  method: "post",
  path: "/templates",
  summary: "Makes a template of a flow's draft, with values picked from it left open",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { body: jsonRequest(schema.makeTemplate) },
  responses: { 201: json(schema.made, "The release, and golden orders that do not hold without customers' data") },
  "x-problems": ["flow_not_found", "invalid_template", "template_exists"],
});
const picks = createRoute({
  method: "get",
  path: "/flows/{id}/values",
  summary: "Values of a flow's draft that could be left open in a template",
  request: { params },
  responses: { 200: json(schema.picks, "In the order of the nodes") },
  "x-problems": ["flow_not_found"],
});
const get = createRoute({
  method: "get",
  path: "/templates/{id}",
  summary: "A release of a template, the newest by default",
  request: { params, query: releaseQuery },
  responses: { 200: json(schema.templateDetail, "The template") },
  "x-problems": ["template_not_found"],
});
const download = createRoute({
  method: "get",
  path: "/templates/{id}/file",
  summary: "The template's file",
  request: { params, query: releaseQuery },
  responses: { 200: file("The same bytes as were imported") },
  "x-problems": ["template_not_found"],
});
const use = createRoute({
  method: "post",
  path: "/templates/{id}/uses",
  summary: "A draft of the template for brands",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.useTemplate) },
  responses: { 201: json(flowView.extend({ golden_left_out: z.array(z.string()) }), "The flow, a draft") },
  "x-problems": ["template_not_found", "invalid_template"],
});
const uses = createRoute({
  method: "get",
  path: "/templates/{id}/uses",
  summary: "Flows made from the template: brands, releases and values",
  request: { params },
  responses: { 200: json(schema.uses, "In flow order") },
  "x-problems": ["template_not_found"],
});
const changeTable = createRoute({
  method: "patch",
  path: "/templates/{id}/uses",
  summary: "Cells of the table of brands and parameters into the drafts",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.changeUses) },
  responses: { 200: json(schema.usesChanged, "Row by row") },
  "x-problems": ["template_not_found", "use_not_found", "flow_not_found", "stale_revision"],
});
const preview = createRoute({
  method: "post",
  path: "/templates/{id}/upgrade/preview",
  summary: "What a newer release would change in a brand's draft, and where it conflicts with the brand's own changes",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.upgrade) },
  responses: { 200: json(schema.upgradePreview, "Sentences") },
  "x-problems": ["template_not_found", "use_not_found", "invalid_template"],
});
const upgrade = createRoute({
  method: "post",
  path: "/templates/{id}/upgrade",
  summary: "Brings a brand's draft to a release, keeping the brand's own changes",
  middleware: [jsonBody(MEGABYTE)] as const,
  request: { params, body: jsonRequest(schema.upgrade) },
  responses: { 200: json(schema.upgraded, "The draft's new revision") },
  "x-problems": ["template_not_found", "use_not_found", "invalid_template", "stale_revision"],
});
const bundle = createRoute({
  method: "get",
  path: "/bundles",
  summary: "Everything that a brand runs of its own, as one file",
  request: { query: z.object({ brand: z.string().min(1).max(120) }) },
  responses: { 200: file("The bundle") },
  "x-problems": ["invalid_template"],
});
const lookAtBundle = createRoute({
  method: "post",
  path: "/bundles/check",
  summary: "Reads a bundle and says what its flows do and need; nothing is stored",
  middleware: [jsonBody(FILE_LIMIT)] as const,
  request: { body: jsonRequest(schema.checkBundle) },
  responses: { 200: json(schema.bundleView, "Its flows, with what their needs probably are here") },
  "x-problems": ["invalid_template"],
});
const takeBundle = createRoute({
  method: "post",
  path: "/bundles",
  summary: "Drafts of all flows of a bundle, for a brand",
  middleware: [jsonBody(FILE_LIMIT)] as const,
  request: { body: jsonRequest(schema.importBundle) },
  responses: { 201: json(schema.bundleImported, "The drafts") },
  "x-problems": ["invalid_template", "template_exists", "not_allowed"],
});

const attachment = ({ name, text }: { name: string; text: string }) =>
  new Response(text, {
    headers: { "content-type": "application/json", "content-disposition": `attachment; filename="${name}"` },
  }) as never;

export const templateRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => c.json(await listTemplates(ctx(c)), 200))
    .openapi(check, async (c) => c.json(await checkTemplateFile(ctx(c), c.req.valid("json")), 200))
    .openapi(take, async (c) => c.json(await importTemplate(ctx(c), c.req.valid("json")), 201))
    .openapi(make, async (c) => c.json(await makeTemplateOf(ctx(c), c.req.valid("json")), 201))
    .openapi(picks, async (c) => c.json(await pickValues(ctx(c), c.req.valid("param").id), 200))
    .openapi(get, async (c) =>
      c.json(await getTemplate(ctx(c), c.req.valid("param").id, c.req.valid("query").version), 200),
    )
    .openapi(download, async (c) =>
      attachment(await templateFile(ctx(c), c.req.valid("param").id, c.req.valid("query").version)),
    )
    .openapi(use, async (c) => c.json(await useTemplate(ctx(c), c.req.valid("param").id, c.req.valid("json")), 201))
    .openapi(uses, async (c) => c.json(await listUses(ctx(c), c.req.valid("param").id), 200))
    .openapi(changeTable, async (c) =>
      c.json(await changeUses(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200),
    )
    .openapi(preview, async (c) =>
      c.json(await previewUpgrade(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200),
    )
    .openapi(upgrade, async (c) => c.json(await upgradeUse(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(bundle, async (c) => attachment(await exportBundle(ctx(c), c.req.valid("query").brand)))
    .openapi(lookAtBundle, async (c) => c.json(await checkBundle(ctx(c), c.req.valid("json").text), 200))
    .openapi(takeBundle, async (c) => c.json(await importBundle(ctx(c), c.req.valid("json")), 201));
