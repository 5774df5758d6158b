/**
 * An order as it stands: the source's content under what flows, people and events have set.
 * The core does the same for its facts (packages/engine/src/facts.ts); once it exports that, this file goes.
 */
import type { OrderState } from "@switchyard/engine";
import { factCatalogue, type Order } from "@switchyard/orders";

const FIELDS = new Set(factCatalogue.filter(({ kind }) => kind === "field").map(({ name }) => name));

export function standingOrder({ order, status, tags, fields }: OrderState): Order | null {
  if (order === null) return null;
  const standing: Order = { ...order, status, tags: [...new Set([...order.tags, ...Object.keys(tags ?? {})])] };
  if (fields === undefined) return standing;
  const custom = { ...order.custom };
  const known: Partial<Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (FIELDS.has(name)) known[name] = value;
    else custom[name.startsWith("custom.") ? name.slice("custom.".length) : name] = value;
  }
  return { ...standing, ...known, custom };
}
