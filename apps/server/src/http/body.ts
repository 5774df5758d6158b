/** Reading bodies: the type is checked, the size is bounded while reading, JSON is looked at before it is built. */
import { createMiddleware } from "hono/factory";
import { Refusal } from "../refusal/refusal.ts";
import { KILOBYTE, tooLarge } from "../refusal/too-large.ts";
import { parseJson } from "../text/json-text.ts";
import { readable } from "../text/readable.ts";

/** Of one order, alone or a line of many. */
export const ORDER_LIMIT = 1024 * KILOBYTE;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json$/;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * One parser for a route: `c.req.json()` (and so the route's validator) gives what was parsed here.
 * Refuses by 415, 413 and 400.
 */
export const jsonBody = (limit: number) =>
  createMiddleware(async (c, next) => {
    requireType(c.req.raw, JSON_TYPE);
    const value = parseJson(await readText(c.req.raw, limit));
    c.req.json = () => Promise.resolve(value as never);
    await next();
  });

/** Like `jsonBody`, for what must be kept as it came: `c.req.text()` gives the text, JSON that cannot be read is `Unreadable`. */
export const keptBody = (limit: number) =>
  createMiddleware(async (c, next) => {
    requireType(c.req.raw, JSON_TYPE);
    const text = await readText(c.req.raw, limit);
    c.req.text = () => Promise.resolve(text);
    c.req.json = () => Promise.resolve(readable(text) as never);
    await next();
  });

/** Throws 415 unless the content type fits and its charset, where one is named, is UTF-8. */
export function requireType(request: Request, form: RegExp): void {
  const [type = "", ...parameters] = (request.headers.get("content-type") ?? "").split(";");
  const charset = parameters.map((text) => text.trim().toLowerCase()).find((text) => text.startsWith("charset="));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (!form.test(type.trim().toLowerCase()) || !isUtf8) throw new Refusal("unsupported_media_type");
}

/** The body as text. Throws 413 as soon as it is over the limit. */
async function readText(request: Request, limit: number): Promise<string> {
  return decodeText(await readBytes(request, limit));
}

/** Throws 400 where they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const message = { zh: "内容不是 UTF-8 编码", en: "The body is not UTF-8" };
    throw new Refusal("malformed_json", { problems: [{ pointer: "", code: "not_utf8", message }] });
  }
}

/** How long a body may take to arrive: half a minute, and a second more for each quarter of a megabyte that it may have. */
const patienceFor = (limit: number) => Math.min(300_000, 30_000 + (limit / (256 * KILOBYTE)) * 1000);

/** Throws 413 as soon as it is over the limit, and 408 when it does not arrive. */
export async function readBytes(request: Request, limit: number, patienceMs = patienceFor(limit)): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Refusal("too_slow")), patienceMs).unref();
  });
  try {
    return await Promise.race([readAll(request, limit), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(request: Request, limit: number): Promise<Uint8Array> {
  const length = request.headers.get("content-length");
  if (length !== null && /^\d+$/.test(length)) {
    if (Number(length) > limit) throw tooLarge(limit);
    return new Uint8Array(await request.arrayBuffer());
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge(limit);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
