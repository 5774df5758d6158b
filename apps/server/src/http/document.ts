/** The OpenAPI document, made from the routes on first request. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "hono";
import { PROBLEMS, type ProblemCode } from "../refusal/refusal.ts";
import { componentSchemas, withRefs } from "./components.ts";

/** Refusals that any route may answer with. */
const EVERYWHERE: ProblemCode[] = [
  "invalid_request",
  "not_signed_in",
  "key_refused",
  "not_allowed",
  "not_this_machine",
  "too_many_requests",
  "internal",
  "overloaded",
];
const WITH_BODY: ProblemCode[] = [
  "malformed_json",
  "too_deep",
  "cross_site",
  "body_too_large",
  "too_slow",
  "unsupported_media_type",
  "disk_full",
];

interface Operation {
  "x-problems"?: readonly ProblemCode[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
}
type Paths = Record<string, Record<string, Operation>>;

export function openApiDocument<E extends Env>(app: OpenAPIHono<E>): Record<string, unknown> {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Switchyard 编组站",
      version: "1",
      description:
        "Orders in, decisions out. Instants are UTC milliseconds, money is minor units, ids are opaque text. Lists answer `{ items, nextCursor }`. Refusals are problem+json with a title in Chinese and English.",
      license: { name: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  });
  const { paths = {}, components } = withRefs(document) as { paths?: Paths; components?: { schemas?: object } };
  for (const operations of Object.values(paths))
    for (const operation of Object.values(operations)) addProblems(operation);
  const schemas = { ...components?.schemas, ...componentSchemas(), Problem: problemSchema };
  return { ...document, paths, components: { ...components, schemas } };
}

/** One response per status, naming the codes that it may carry. */
function addProblems(operation: Operation): void {
  const own = operation["x-problems"] ?? [];
  const codes = [...own, ...EVERYWHERE, ...(operation.requestBody === undefined ? [] : WITH_BODY)];
  delete operation["x-problems"];
  for (const code of codes) {
    const { status, title } = PROBLEMS[code];
    const known = operation.responses[status] as { description: string } | undefined;
    const description = `\`${code}\` ${title.en} / ${title.zh}`;
    const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
    operation.responses[status] = {
      description: known === undefined ? description : `${known.description}; ${description}`,
      content,
    };
  }
}

const text = { type: "object", properties: { zh: { type: "string" }, en: { type: "string" } }, required: ["zh", "en"] };
const problemSchema = {
  type: "object",
  description: "RFC 9457, with the title in both languages and, where the body is at fault, JSON pointers into it.",
  required: ["type", "title", "title_en", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string", description: "Chinese" },
    title_en: { type: "string", description: "English" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    retry_after: { type: "integer", description: "Seconds after which the same may go through" },
    record: { type: "string", description: "The record that was kept in quarantine" },
    problems: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "code", "message"],
        properties: { pointer: { type: "string" }, code: { type: "string" }, message: text },
      },
    },
    findings: { type: "array", items: { $ref: "#/components/schemas/Finding" } },
    revision: { type: "integer", description: "With `stale_revision`: the draft's revision now" },
    document: { $ref: "#/components/schemas/FlowDocument" },
  },
};
