/** Every answer against the API document: its status, its media type, and nothing of the program's inside. */
import type { Hono } from "hono";

export interface ApiDocument {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}
/** Status → what the document says of it. */
export type Responses = Record<string, { content?: Record<string, unknown> }>;

export const readDocument = async (app: Pick<Hono, "request">): Promise<ApiDocument> =>
  (await (await app.request("/api/openapi.json")).json()) as ApiDocument;

/** What is wrong with an answer, or null. */
export function wrongWith(responses: Responses, response: Response, text: string): string | null {
  if (response.status >= 500) return `server error ${response.status} ${text.slice(0, 200)}`;
  const documented = responses[response.status];
  if (documented === undefined) return `undocumented status ${response.status} ${text.slice(0, 120)}`;
  const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  const types = Object.keys(documented.content ?? {});
  if (types.length > 0 && text !== "" && !types.includes(type))
    return `undocumented content type ${type} of ${response.status}`;
  if (/\bat \S+ \(.*:\d+:\d+\)/.test(text)) return "a stack trace";
  return null;
}

/** One document for all runtimes of a process: it is the program's, not a workspace's. */
let operations: { pattern: RegExp; method: string; responses: Responses }[] | null = null;

/** Throws where an answer is not what the API document says; paths outside the document pass. 503 is a full queue's or a stopping program's. */
export async function expectDocumented(
  app: Pick<Hono, "request">,
  method: string,
  path: string,
  response: Response,
): Promise<void> {
  operations ??= Object.entries((await readDocument(app)).paths).flatMap(([template, byMethod]) =>
    Object.entries(byMethod).map(([name, { responses }]) => ({
      pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
      method: name.toUpperCase(),
      responses: responses as Responses,
    })),
  );
  const bare = path.split("?")[0] ?? path;
  const asked = operations.find((one) => one.method === method && one.pattern.test(bare));
  if (asked === undefined || response.status >= 500) return;
  const wrong = wrongWith(asked.responses, response, await response.clone().text());
  if (wrong !== null) throw new Error(`${method} ${path}: ${wrong}`);
}
