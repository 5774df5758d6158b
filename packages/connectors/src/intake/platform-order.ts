/** What a platform's order becomes: the body of `POST /orders`, and the platform's own status codes beside it. */
import { createHash } from "node:crypto";
import { isRecord } from "../text.ts";

export interface PlatformOrder {
  /**
   * For `readOrder` of the orders room. Names and towns only: no phone number, no street. `source_updated_at` is the platform's own time of
   * its last change, so that a state to which an order goes back is not taken for a copy of what it was before.
   */
  input: { source: string; external_id: string } & Record<string, unknown>;
  /**
   * For `statusMap(platform, field, code)`, of the order as a whole: where a platform says a field of each line, one line speaks for all
   * (Douyin, Taobao: `line-refunds.ts`; pieces of Lazada, parcels of Shopee: `piece-states.ts`), so that the list may be sent as the `statuses` of a `platform_status`.
   */
  statuses: { platform: string; field: string; code: string }[];
}

export type Fields = Readonly<Record<string, unknown>>;

/** The object at a path, an empty one where there is none. */
export function within(value: unknown, ...path: string[]): Fields {
  let at = value;
  for (const key of path) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isRecord(at) ? at : {};
}

/** A list of objects; a single object counts as a list of one (Taobao sends it so). */
export function listOf(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  return isRecord(value) ? [value] : [];
}

/** Text or number as text; absent where empty. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** Seconds since 1970 as milliseconds; 0 means none. */
export function secondsOf(value: unknown): number | undefined {
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/** `2026-01-19 10:02:11` of a platform that lives in China. */
export function chinaTime(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/.test(text)
    ? `${text.replace(" ", "T")}+08:00`
    : text;
}

/** Fen as yuan, digits moved: 17900 → "179.00". */
export function fenToYuan(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  const digits = text.padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Equal for equal addresses, and tells nothing of them. */
export function addressKey(parts: readonly unknown[]): string | undefined {
  const said = parts.map((part) => (textOf(part) ?? "").normalize("NFKC").toLowerCase().replace(/\s+/g, " "));
  if (said.every((part) => part === "")) return undefined;
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url").slice(0, 22);
}

/** Without what was not said, so that `raw` and the journal stay small. */
export function compact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}

export const statusesOf = (platform: string, said: Record<string, unknown>): PlatformOrder["statuses"] =>
  Object.entries(said).flatMap(([field, value]) => {
    const code = textOf(value);
    return code === undefined ? [] : [{ platform, field, code }];
  });
