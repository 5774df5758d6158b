/**
 * Lists of the pool. What an index leads to is read by it. What none does (words looked for, a column to sort by) is read in
 * pieces of the pool, with turns of the event loop between them: a look through a million orders keeps no order waiting.
 */
import type { SQL } from "drizzle-orm";
import { and, eq, sql } from "../drizzle.ts";
import type { OrderFilter, OrderSort, OrderSummary } from "../port/orders.ts";
import type { Page, PageRequest } from "../port/paging.ts";
import { DONE_STATES } from "../schema/orders.ts";
import { orders } from "../schema/sqlite.ts";
import { amongIds, matches, readsState } from "./order-filter.ts";
import { type Arrival, byArrival, byColumn, type Place, type Sorting } from "./order-sorting.ts";
import { orderSummary as summary } from "./order-summary.ts";
import { nextTurn, pageOf, type Queries } from "./queries.ts";

/** So many orders are looked through in one turn: some milliseconds. Fewer where more than their rows is read. */
const [PIECE, PIECE_OF_STATES] = [4000, 500];
const NEWEST: OrderSort = { by: "received_at", descending: true };

export async function listOrders(
  db: Queries,
  workspace: string,
  filter: OrderFilter,
  { sort = NEWEST, cursor, limit }: PageRequest & { sort?: OrderSort | undefined },
): Promise<Page<OrderSummary>> {
  const isArrival = sort.by === "received_at";
  const arrival = byArrival(!isArrival || sort.descending);
  const sorting = isArrival ? arrival : byColumn(sort);
  const list: List = { db, workspace, filter, sorting, arrival, limit };
  const rows = await readerOf(filter, sort)(list, sorting.place(cursor));
  return pageOf(rows, limit, { item: (row) => row, cursor: sorting.cursor });
}

interface List {
  db: Queries;
  workspace: string;
  filter: OrderFilter;
  sorting: Sorting;
  /** In this direction it is looked through. */
  arrival: Arrival;
  limit: number;
}

function readerOf(filter: OrderFilter, { by }: OrderSort) {
  const { q, due, statuses, waits, received } = filter;
  // Few wait, and the keys of those are known.
  if (waits !== undefined) return rowsOf;
  if (due !== undefined && due !== "none" && due.before !== undefined && statuses !== undefined) return byDue;
  if (by !== "received_at") return sorted;
  // What is due some day, or none, is most of the pool or hardly any of it: no index tells.
  const isLookedFor = received !== undefined || readsState(filter) || (q !== undefined && q.trim() !== "");
  return due === undefined && !isLookedFor ? wordByWord : found;
}

/** Each word reads its own newest from the index, where all at once would sort every order of the brand. */
async function wordByWord(list: List, place: Place | null) {
  const { brands, statuses, ...rest } = list.filter;
  const words = (statuses ?? [undefined]).flatMap((status) =>
    (brands ?? [undefined]).map((brand): OrderFilter => ({ ...rest, brands: one(brand), statuses: one(status) })),
  );
  const pages = await Promise.all(words.map((filter) => rowsOf({ ...list, filter }, place)));
  return pages.length === 1 ? (pages[0] ?? []) : pages.flat().sort(list.sorting.compare);
}
const one = (word: string | undefined) => (word === undefined ? undefined : [word]);

/** The open ones that are due before an instant, by the index that has no others, unless the workspace's states differ from it. */
async function byDue(list: List, place: Place | null) {
  const isDone = list.filter.statuses?.some((status) => (DONE_STATES as readonly string[]).includes(status));
  // Said in the very words of the index, so that it is used.
  const open = DONE_STATES.map((state) => sql`${orders.status} <> ${sql.raw(`'${state}'`)}`);
  const sorting = { ...list.sorting, order: list.sorting.apart };
  return await rowsOf({ ...list, sorting }, place, isDone ? undefined : and(...open));
}

/** Words looked for: from the place on, until the page is full. */
async function found(list: List, place: Place | null) {
  const rows: OrderSummary[] = [];
  for await (const piece of pieces(list, place)) {
    rows.push(...(await rowsOf({ ...list, limit: list.limit - rows.length }, null, piece)));
    if (rows.length > list.limit) break;
  }
  return rows;
}

/** A column to sort by: the first of every piece, of which the first are kept. */
async function sorted(list: List, place: Place | null) {
  let rows: OrderSummary[] = [];
  for await (const piece of pieces(list, null)) {
    const more = await rowsOf(list, place, piece);
    rows = rows
      .concat(more)
      .sort(list.sorting.compare)
      .slice(0, list.limit + 1);
  }
  return rows;
}

/** Stretches of the pool, one after the other. */
async function* pieces({ db, workspace, filter, arrival }: List, from: Place | null) {
  const size = readsState(filter) ? PIECE_OF_STATES : PIECE;
  for (let place = from; ; await nextTurn()) {
    const start = place ? arrival.after(place) : undefined;
    const [last] = await db
      .select({ id: orders.orderId })
      .from(orders)
      .where(and(eq(orders.workspaceId, workspace), start, ...amongIds(filter)))
      .orderBy(...arrival.order)
      .limit(1)
      .offset(size - 1);
    yield last === undefined ? start : and(start, arrival.upTo(last.id));
    if (last === undefined) return;
    place = { key: null, id: last.id };
  }
}

async function rowsOf({ db, workspace, filter, sorting, limit }: List, place: Place | null, within?: SQL) {
  return await db
    .select(summary)
    .from(orders)
    .where(
      and(
        eq(orders.workspaceId, workspace),
        place ? sorting.after(place) : undefined,
        within,
        ...matches(workspace, filter),
      ),
    )
    .orderBy(...sorting.order)
    .limit(limit + 1);
}
