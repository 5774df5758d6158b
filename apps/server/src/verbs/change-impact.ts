/** 变更影响: what a change that was asked for does to an order: dates, quantity, amount, each old and new. */
import { calendarDate, type Order, startOfDay, type WorkspaceSettings } from "@switchyard/orders";
import { promiseOf } from "../tracking/promise.ts";
import type { RequestedChange } from "./order-versions.ts";

/** Days are `YYYY-MM-DD`, the amount is minor units of the order's currency. Null: nobody said. */
export interface ImpactRow {
  what: "due" | "ship" | "arrive" | "invoice" | "qty" | "amount";
  from: string | number | null;
  to: string | number | null;
  /** New less old: calendar days, pieces, minor units; null where one of both is not known. */
  more: number | null;
}

const DAY_MS = 86_400_000;

/** Rows of what the request names; a date moves what is promised with it. */
export function impactOf({ said, before }: RequestedChange, settings: WorkspaceSettings): ImpactRow[] {
  const { zone } = settings;
  const rows: ImpactRow[] = [];
  if (typeof said.due_date === "string") {
    const end = startOfDay(said.due_date, zone, 1) - 1;
    const [old, now] = [promiseOf(before, settings), promiseOf({ due_at: end }, settings)];
    const day = (at: number | null | undefined) => (at === null || at === undefined ? null : calendarDate(at, zone));
    const moved = (what: ImpactRow["what"], from: string | null, to: string | null) => {
      if (to === null || (what !== "due" && from === to)) return;
      const days = from === null ? null : Math.round((startOfDay(to, zone) - startOfDay(from, zone)) / DAY_MS);
      rows.push({ what, from, to, more: days });
    };
    moved("due", before.due_date ?? day(before.due_at), said.due_date);
    moved("ship", day(old.ship_by), day(now.ship_by));
    moved("arrive", day(old.arrive_by), day(now.arrive_by));
    moved("invoice", day(old.invoice_by), day(now.invoice_by));
  }
  if (typeof said.qty === "number") rows.push(counted("qty", piecesOf(before), said.qty));
  if (typeof said.amount === "number") rows.push(counted("amount", before.amount ?? null, said.amount));
  return rows;
}

const counted = (what: "qty" | "amount", from: number | null, to: number): ImpactRow => ({
  ...{ what, from, to },
  more: from === null ? null : to - from,
});

const piecesOf = ({ lines }: Order): number | null =>
  lines.length === 0 ? null : lines.reduce((all, { qty }) => all + qty, 0);
