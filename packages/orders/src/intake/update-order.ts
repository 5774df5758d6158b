/**
 * A source that says only some fields (a row of a sheet, a mail) changes those of the order that it has sent, and no others: a
 * merge patch (RFC 7396) over what the source said so far. Null takes a field away; what is not named stays.
 */
import type { Order } from "../order.ts";
import { mergeLines } from "./merge-lines.ts";
import { mergePatch } from "./merge-patch.ts";
import { orderInput } from "./order-input.ts";
import { type ReadContext, type ReadResult, readOrder } from "./read-order.ts";
import { shapeProblems } from "./shape.ts";

export type OrderPart = Readonly<Record<string, unknown>>;

/** The whole order that comes of it, or why it cannot be one. `known` null: the part is all there is. */
export function updateOrder(known: Order | null, part: OrderPart, context: ReadContext): ReadResult {
  // Before it is merged: what is nested without end would end the merging.
  const misshapen = shapeProblems(part).filter(({ code }) => code !== "not_finite");
  if (misshapen.length > 0) return { ok: false, problems: misshapen, warnings: [] };
  if (known === null) return readOrder(mergePatch({}, part), context);
  const { settings } = context;
  const { lines, ...fields } = part;
  const before = orderInput(known, settings);
  // The two say the same by two names, and a field may stand at the top or inside `custom`.
  if ("due_at" in fields || "due_date" in fields) for (const name of ["due_at", "due_date"]) delete before[name];
  if (before.custom !== undefined) before.custom = without(before.custom, Object.keys(fields));
  const merged = mergePatch(before, fields) as Record<string, unknown>;
  if (lines === null) delete merged.lines;
  else if (lines !== undefined) {
    const combined = mergeLines(known, lines, context);
    if (!combined.ok) return combined;
    merged.lines = combined.lines;
  }
  return readOrder(merged, context);
}

const without = (custom: unknown, names: readonly string[]) =>
  Object.fromEntries(Object.entries(custom as object).filter(([name]) => !names.includes(name)));
