/** What the source said, as one canonical text: equal exactly when two messages say the same. */
import type { Order } from "../order.ts";

/** Excludes what the runtime added (id, received_at). Keys are sorted, so the order in which they were sent does not count. */
export function orderContent(order: Order): string {
  const { id: _id, received_at: _receivedAt, ...said } = order;
  return canonicalJson(said);
}

/** JSON with sorted keys and without `undefined`. The value is plain JSON data (checked at intake). */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(",")}}`;
}
