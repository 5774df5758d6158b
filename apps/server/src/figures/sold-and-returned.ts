/** Pieces that were sold and pieces that came back, by day, style and size: what purchase planners forecast by. */
import { standingOrder } from "@switchyard/engine";
import type { ChangedOrder } from "@switchyard/store";
import { mayTouch } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { eachEntry, lastBefore } from "../runtime/each-entry.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { piecesBack, type ReturnNews, styleOf } from "./pieces-back.ts";
import { dayIn, type Span } from "./span.ts";

export interface SoldAndReturned {
  /** `YYYY-MM-DD`: the day of the sale for what was sold, the day it came back for what came back. */
  day: string;
  style: string;
  size: string;
  sold: number;
  /** Reason → pieces; "": nobody said why. */
  returned: Map<string, number>;
}

const DAY = 86_400_000;
/** A return that ends now may have been asked for, and its reason told, so long ago. */
const ASKED_BEFORE = 90 * DAY;
const STRETCH = 200;

/**
 * Rows in order of day, style and size. Sold are the lines of orders that were placed then and not cancelled, of those that whoever
 * asks may see.
 */
export async function soldAndReturned(ctx: Context, span: Span, signal?: AbortSignal): Promise<SoldAndReturned[]> {
  const [first] = span.starts;
  if (first === undefined) return [];
  const rows = new Map<string, SoldAndReturned>();
  const rowOf = (at: number, style: string, size: string): SoldAndReturned | null => {
    const day = span.days[dayIn(span, at) ?? -1];
    if (day === undefined) return null;
    const key = JSON.stringify([day, style, size]);
    const row = rows.get(key) ?? { day, style, size, sold: 0, returned: new Map() };
    rows.set(key, row);
    return row;
  };
  const news = await returnNews(ctx, first - ASKED_BEFORE, signal);
  const count = ({ id, state }: ChangedOrder) => {
    const told = news.get(id) ?? [];
    news.delete(id);
    const order = standingOrder(state);
    if (order === null || !mayTouch(ctx, order)) return;
    if (state.cancelled === undefined)
      for (const line of order.lines) {
        const row = rowOf(order.ordered_at ?? order.received_at, styleOf(order, line), line.size ?? "");
        if (row !== null) row.sold += line.qty;
      }
    for (const { at, style, size, qty, reason } of piecesBack(order, told, state.reached?.Returned)) {
      const row = rowOf(at, style, size);
      row?.returned.set(reason, (row.returned.get(reason) ?? 0) + qty);
    }
  };
  for (let after: string | null = null; ; await nextTurn()) {
    signal?.throwIfAborted();
    // A source's clock may run before ours.
    const piece = await ctx.store.read.orders.changedSince(ctx.workspace.id, first - DAY, after);
    for (const order of piece.states) count(order);
    if (piece.next === null) break;
    after = piece.next;
  }
  // News that changed nothing of its order.
  const others = [...news.keys()];
  for (let from = 0; from < others.length; from += STRETCH) {
    signal?.throwIfAborted();
    for (const order of await ctx.store.read.orders.states(ctx.workspace.id, others.slice(from, from + STRETCH)))
      count(order);
    await nextTurn();
  }
  return [...rows.values()]
    .filter(({ sold, returned }) => sold > 0 || returned.size > 0)
    .sort((a, b) => byText(a.day, b.day) || byText(a.style, b.style) || byText(a.size, b.size));
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Of each order, as it was told. */
async function returnNews(ctx: Context, since: number, signal?: AbortSignal): Promise<Map<string, ReturnNews[]>> {
  const news = new Map<string, ReturnNews[]>();
  const { journal } = ctx.store.read;
  const after = await lastBefore(journal, ctx.workspace.id, since);
  await eachEntry(journal, ctx.workspace.id, { types: ["after_sale"], after, signal }, ({ subject, at, data }) => {
    const said = JSON.parse(data) as { kind: string; occurredAt?: number; data?: Record<string, unknown> };
    if (said.kind !== "return") return;
    const one = { at: said.occurredAt ?? at, data: said.data ?? {} };
    news.set(subject, [...(news.get(subject) ?? []), one]);
  });
  return news;
}
