/** The order of another source that a new one may be once more: the same PO number, of the same brand or of none that is named. */
import type { Twin } from "@switchyard/engine";
import { brandNamed, type Order, type WorkspaceSettings } from "@switchyard/orders";
import type { Awaitable, OrderOfPo } from "@switchyard/store";
import { after } from "./awaitable.ts";
import { knownOrder } from "./known-order.ts";
import type { EventRun } from "./run-event.ts";

/** `onlyBrands`: who brings it hears of these brands' orders only. */
export function findTwin(run: EventRun, order: Order, onlyBrands: readonly string[] | null): Awaitable<Twin | null> {
  const { settings } = run.view;
  const { po_no: poNo } = order;
  if (poNo === undefined || settings.samePo === "off") return null;
  return after(run.group.ofPo(run.tx, run.workspace, poNo), (rows) => {
    const first = rows.find((row) => isTwin(row, order, settings, onlyBrands));
    if (first === undefined) return null;
    const key = { kind: "order", key: first.id } as const;
    return after(run.group.load(run.tx, run.workspace, [key]), () => {
      const state = run.group.get(key);
      const known = state?.kind === "order" ? knownOrder(state) : null;
      const { id, source, external_id } = first;
      const differs = known === null ? [] : unlike(known, order);
      return { order: id, source, external_id, differs, holds: settings.samePo !== "alert" };
    });
  });
}

/** Several orders of one source are parts of a PO; a cancelled one is none any more. */
function isTwin(
  { id, source, brand, status }: OrderOfPo,
  order: Order,
  { brands }: WorkspaceSettings,
  onlyBrands: readonly string[] | null,
): boolean {
  if (id === order.id || source === order.source || status === "Cancelled") return false;
  if (onlyBrands !== null && !onlyBrands.includes(brand ?? "")) return false;
  if (brand === null || order.brand === undefined) return true;
  const idOf = (named: string) => brandNamed(brands, named)?.id ?? named;
  return idOf(brand) === idOf(order.brand);
}

/** What each source says for itself, and what people are not asked about. */
const OWN = new Set(["id", "source", "external_id", "received_at", "ordered_at", "status", "tags", "custom", "raw"]);

/** Fields that both name, and not alike. */
function unlike(one: Order, other: Order): string[] {
  const [a, b]: Record<string, unknown>[] = [{ ...one }, { ...other }];
  return Object.keys(a ?? {}).filter((name) => {
    const [mine, theirs] = [a?.[name], b?.[name]];
    if (OWN.has(name) || theirs === undefined || isNothing(mine) || isNothing(theirs)) return false;
    return JSON.stringify(mine) !== JSON.stringify(theirs);
  });
}
const isNothing = (value: unknown) => Array.isArray(value) && value.length === 0;
