/** The order of another source that a new one may be once more: the same PO number, of the same brand or of none that is named. */
import type { Twin } from "@switchyard/engine";
import { brandNamed, type Order, type WorkspaceSettings } from "@switchyard/orders";
import type { Awaitable, OrderOfPo } from "@switchyard/store";
import { after } from "./awaitable.ts";
import type { Intake } from "./intake.ts";
import { knownOrder } from "./known-order.ts";
import type { EventRun } from "./run-event.ts";

/** Asks once for a group what its new orders will ask for: a store that is far away answers one question, not one an order. */
export function expectTwins({ tx, workspace, view, group }: EventRun, intakes: readonly Intake[]): Awaitable<void> {
  if (view.settings.samePo === "off") return;
  const bySource = new Map<string, string[]>();
  for (const { order } of intakes) {
    const { source, external_id, po_no: poNo } = order;
    if (poNo === undefined || group.identity(source, external_id) !== undefined) continue;
    const asked = bySource.get(source);
    if (asked === undefined) bySource.set(source, [poNo]);
    else asked.push(poNo);
  }
  const askNext = ([next, ...rest]: [string, string[]][]): Awaitable<void> =>
    next && after(group.samePo.load(tx, workspace, ...next), () => askNext(rest));
  return askNext([...bySource]);
}

/** `onlyBrands`: who brings it hears of these brands' orders only. */
export function findTwin(run: EventRun, order: Order, onlyBrands: readonly string[] | null): Awaitable<Twin | null> {
  const { settings } = run.view;
  const { source, po_no: poNo } = order;
  if (poNo === undefined || settings.samePo === "off") return null;
  return after(run.group.samePo.find(run.tx, run.workspace, source, poNo), (rows) => {
    const first = rows.find((row) => isTwin(row, order, settings, onlyBrands));
    if (first === undefined) return null;
    const key = { kind: "order", key: first.id } as const;
    return after(run.group.load(run.tx, run.workspace, [key]), () => {
      const state = run.group.get(key);
      const known = state?.kind === "order" ? knownOrder(state) : null;
      const differs = known === null ? [] : unlike(known, order);
      return {
        order: first.id,
        source: first.source,
        external_id: first.external_id,
        differs,
        holds: settings.samePo !== "alert",
      };
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
const OWN = new Set([
  "id",
  "source",
  "external_id",
  "po_no",
  "received_at",
  "ordered_at",
  "status",
  "tags",
  "custom",
  "raw",
]);

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
