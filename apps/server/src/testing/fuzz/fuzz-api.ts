/**
 * Asks every operation of the API document with bodies, ids and queries made from its schemas, fitting and not. What is
 * looked for: a server error, a status or a content type that the document does not name.
 */
import type { Hono } from "hono";
import { type ApiDocument, type Responses, readDocument, wrongWith } from "../documented.ts";
import { type Random, seeded } from "./random.ts";
import { type Maker, makeValue, type Schema } from "./values.ts";

interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}
interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | null;
  responses: Responses;
}
export interface FuzzReport {
  requests: number;
  operations: number;
  /** Status → how often. */
  statuses: Map<number, number>;
  /** Each with what would do it again. */
  faults: string[];
}

/** Streams that do not end. */
const ENDLESS = new Set(["get /api/v1/events"]);
const MOST_IDS = 400;

export async function fuzzApi(app: Hono, options: { seed: number; requests: number }): Promise<FuzzReport> {
  const document = await readDocument(app);
  const operations = operationsOf(document.paths);
  const random = seeded(options.seed);
  const ids: string[] = [];
  const report: FuzzReport = { requests: 0, operations: operations.length, statuses: new Map(), faults: [] };
  const maker: Maker = { random, components: document.components.schemas, ids };
  while (report.requests < options.requests) {
    const operation = operations[report.requests % operations.length] ?? random.pick(operations);
    const { url, init, told } = requestOf(operation, maker);
    report.requests += 1;
    const response = await app.request(url, init);
    const text = await response.text();
    report.statuses.set(response.status, (report.statuses.get(response.status) ?? 0) + 1);
    const wrong = wrongWith(operation.responses, response, text);
    if (wrong !== null) report.faults.push(`${wrong}: seed ${options.seed}, request ${report.requests}: ${told}`);
    if (response.status < 300) remember(ids, text, random);
  }
  return report;
}

function operationsOf(paths: ApiDocument["paths"]): Operation[] {
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([method]) => !ENDLESS.has(`${method} ${path}`))
      .map(([method, about]) => {
        const content = (about.requestBody as { content?: Record<string, { schema?: Schema }> } | undefined)?.content;
        const [first] = Object.entries(content ?? {});
        return {
          ...{ method: method.toUpperCase(), path },
          parameters: (about.parameters ?? []) as Parameter[],
          body: first === undefined ? null : { type: first[0], schema: first[1].schema ?? {} },
          responses: about.responses as Responses,
        };
      }),
  );
}

function requestOf({ method, path, parameters, body }: Operation, maker: Maker) {
  const { random, ids } = maker;
  const wild = random.pick([0, 0, 0.02, 0.1, 0.4]);
  const textOf = (schema: Schema) => {
    const value = makeValue(maker, schema, wild);
    return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  };
  // Of a path that speaks of several things each gets its own.
  const filled = path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent(
      wellFormed(
        ids.length > 0 && random.chance(0.7) ? random.pick(ids) : textOf({ type: "string", maxLength: 200 }),
      ) || "x",
    ),
  );
  const search = new URLSearchParams();
  const headers = new Headers();
  for (const { name, in: where, schema = {} } of parameters) {
    if (!random.chance(where === "path" ? 0 : 0.5)) continue;
    if (where === "query") search.set(name, wellFormed(textOf(schema)));
    else if (where === "header") headers.set(name, textOf(schema).replaceAll(/[^\x20-\x7e]/g, "") || "x");
  }
  const query = search.size === 0 ? "" : `?${search}`;
  const init: RequestInit = { method, headers };
  let sent = "";
  if (body !== null) {
    const value = makeValue(maker, body.schema, wild);
    sent = body.type.includes("json") && !body.type.includes("nd") ? (JSON.stringify(value) ?? "") : linesOf(value);
    headers.set("content-type", random.chance(0.03) ? "text/plain" : body.type);
    init.body = random.chance(0.02) ? sent.slice(0, -1) : sent;
  }
  return { url: `${filled}${query}`, init, told: `${method} ${filled}${query} ${sent.slice(0, 400)}` };
}

/** Half a surrogate pair cannot stand in an address. */
const wellFormed = (text: string) => Buffer.from(text).toString();
const linesOf = (value: unknown) => (typeof value === "string" ? value : `${JSON.stringify(value)}\n{"a":1}\n`);

/** Ids of answers: what was made can be asked for, changed, taken away. */
function remember(ids: string[], text: string, random: Random): void {
  for (const [, id = ""] of text.matchAll(/"id":"([^"\\]{3,120})"/g)) {
    if (ids.length < MOST_IDS) ids.push(id);
    else ids[random.below(MOST_IDS)] = id;
  }
}
