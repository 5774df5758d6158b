/** JSON as platforms send it: ids longer than 2^53 stay exact (as text), depth is counted before anything is built. */
import { PROTOTYPE_KEYS, type Problem, problem } from "../text.ts";

export type Parsed = { ok: true; value: unknown } | { ok: false; problem: Problem };

const MAX_DEPTH = 64;

export function parseBody(raw: Uint8Array, maxBytes = 5 * 1024 * 1024): Parsed {
  const refuse = (code: string, zh: string, en: string): Parsed => ({ ok: false, problem: problem(code, zh, en) });
  if (raw.byteLength > maxBytes) return refuse("too_large", "内容过大", "The body is too large");
  if (depthOf(raw) > MAX_DEPTH)
    return refuse("too_deep", `JSON 嵌套超过 ${MAX_DEPTH} 层`, `JSON deeper than ${MAX_DEPTH}`);
  try {
    return { ok: true, value: parseExact(new TextDecoder("utf-8", { fatal: true }).decode(raw)) };
  } catch (error) {
    if (error instanceof ForbiddenKey)
      return refuse("forbidden_key", `不允许的字段名 ${error.message}`, `A field may not be called ${error.message}`);
    return refuse("not_json", "不是有效的 JSON", "This is not valid JSON");
  }
}

class ForbiddenKey extends Error {}

/** Deepest nesting of brackets outside strings, over the bytes. */
function depthOf(raw: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < raw.byteLength; at += 1) {
    const byte = raw[at];
    if (inText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return deepest;
}

/** Guarantee: the engine gives revivers of primitive values their source text (ES2026, V8 11.4 on); TypeScript's library does not know it yet. */
function parseExact(text: string): unknown {
  const revive = (key: string, value: unknown, context?: { source?: string }): unknown => {
    if (PROTOTYPE_KEYS.has(key)) throw new ForbiddenKey(key);
    const long = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
    return long && /^-?\d+$/.test(context?.source ?? "") ? context?.source : value;
  };
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}
