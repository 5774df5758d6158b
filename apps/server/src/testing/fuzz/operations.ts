/** Operations of the API document, and requests to them that fit its schemas, with ids that are given. */
import type { Hono } from "hono";
import { readDocument } from "../documented.ts";
import { seeded } from "./random.ts";
import { type Maker, makeValue, type Schema } from "./values.ts";

export interface Operation {
  /** `GET /orders/{id}`, as access/permissions.ts names it. */
  name: string;
  method: string;
  /** Below the API's base. */
  path: string;
  query: { name: string; isRequired: boolean; schema: Schema }[];
  body: Schema | null;
}

export async function operationsWith(app: Hono, { ids, seed }: { ids: readonly string[]; seed: number }) {
  const { paths, components } = await readDocument(app);
  const random = seeded(seed);
  const maker: Maker = { random, components: components.schemas, ids };
  return {
    operations: Object.entries(paths).flatMap(([path, byMethod]) =>
      Object.entries(byMethod).map(([method, about]) => readOperation(path, method, about)),
    ),
    /** `path`: with its ids. */
    requestOf({ query, body }: Operation, path: string): { address: string; body: unknown } {
      const search = new URLSearchParams();
      for (const { name, isRequired, schema } of query)
        if (isRequired || random.chance(0.5)) search.set(name, textOf(makeValue(maker, schema, 0)));
      return {
        address: `${path}${search.size === 0 ? "" : `?${search}`}`,
        body: body === null ? undefined : makeValue(maker, body, 0),
      };
    },
  };
}

function readOperation(path: string, method: string, about: Record<string, unknown>): Operation {
  const short = path.replace("/api/v1", "");
  const parameters = (about.parameters ?? []) as { name: string; in: string; required?: boolean; schema?: Schema }[];
  const content = (about.requestBody as { content?: Record<string, { schema?: Schema }> } | undefined)?.content ?? {};
  const [body] = Object.values(content);
  return {
    name: `${method.toUpperCase()} ${short}`,
    method: method.toUpperCase(),
    path: short,
    query: parameters
      .filter((one) => one.in === "query")
      .map(({ name, required, schema }) => ({ name, isRequired: required === true, schema: schema ?? {} })),
    body: body === undefined ? null : (body.schema ?? {}),
  };
}

/** Half a surrogate pair cannot stand in an address. */
const textOf = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).toString();
