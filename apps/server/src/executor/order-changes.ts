/** What an event changed in orders that were known before: each field with its old and its new value, for the journal. */
import type { OrderState, StateView, StepResult } from "@switchyard/engine";

export interface FieldChange {
  order: string;
  field: string;
  /** Null: there was none, or there is none any more. */
  old: unknown;
  new: unknown;
}

/** Of the engine's state: what people see of an order and act upon. Its own book-keeping is not told. */
const TOLD = ["status", "cancelled", "destination", "fields", "tags", "locks", "holds", "frozen", "canonical"] as const;
/** Read before the step's writes are applied. Orders that are new have no old values: their event says all. */
export function orderChanges(view: StateView, { writes }: Pick<StepResult, "writes">): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const { key, value } of writes) {
    if (key.kind !== "order" || value?.kind !== "order") continue;
    const before = view.get(key);
    if (before?.kind === "order" && before.order !== null) changes.push(...changesOf(key.key, before, value));
  }
  return changes;
}

function changesOf(order: string, before: OrderState, after: OrderState): FieldChange[] {
  const pairs: [string, unknown, unknown][] = TOLD.map((name) => [name, before[name], after[name]]);
  if (before.order !== after.order && before.order !== null && after.order !== null) {
    const [old, now]: Record<string, unknown>[] = [{ ...before.order }, { ...after.order }];
    const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
    for (const name of names) pairs.push([`order.${name}`, old?.[name], now?.[name]]);
  }
  return pairs.flatMap(([field, old, now]) =>
    JSON.stringify(old) === JSON.stringify(now) ? [] : [{ order, field, old: old ?? null, new: now ?? null }],
  );
}
