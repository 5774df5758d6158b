/**
 * Lists of the pool. What an index leads to is read by it. What none does (words looked for, a column to sort by) is read in
 * pieces of the pool, with turns of the event loop between them: a look through a million orders keeps no order waiting.
 */
import type { SQL } from "drizzle-orm";
import { and, asc, eq, sql } from "../drizzle.ts";
import type { OrderFilter, OrderSort, OrderSummary } from "../port/orders.ts";
import type { Page, PageRequest } from "../port/paging.ts";
import { DONE_STATES } from "../schema/orders.ts";
import { orders } from "../schema/sqlite.ts";
import { amongIds, isIn, matches } from "./order-filter.ts";
import { type Arrival, byArrival, byColumn, type Place, type Sorting } from "./order-sorting.ts";
import { orderSummary as summary } from "./order-summary.ts";
import { nextTurn, pageOf, type Queries } from "./queries.ts";

/** So many orders are looked through in one turn: some milliseconds. */
const PIECE = 4000;
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

function readerOf({ due, statuses, waits, ...rest }: OrderFilter, { by }: OrderSort) {
  // Few wait, and the keys of those are known.
  if (waits !== undefined) return rowsOf;
  const isDone = statuses?.some((status) => (DONE_STATES as readonly string[]).includes(status)) ?? true;
  if (due !== undefined && due !== "none" && due.before !== undefined && !isDone)
    return by === "due_at" && isLed(rest, {}) ? inDueOrder : byDue;
  return by === "received_at" ? arrived : sorted;
}

/** What an index leads to, one word each: all at once would be sorted. What else is asked for is looked for among those. */
function leadsOf({ brands, noBrand, statuses, destination, outcome }: OrderFilter): OrderFilter[] {
  if (brands !== undefined) return brands.map((brand) => ({ brands: [brand] }));
  if (noBrand !== undefined) return [{ noBrand }];
  if (statuses !== undefined) return statuses.map((status) => ({ statuses: [status] }));
  if (destination !== undefined) return [{ destination }];
  return outcome === undefined || outcome === "decided" ? [{}] : [{ outcome }];
}

/** Nothing is asked for beside what the index leads to. */
function isLed({ q = "", ids: _, ...filter }: OrderFilter, lead: OrderFilter): boolean {
  const asked = Object.values(filter).filter((value) => value !== undefined);
  return asked.length === Object.keys(lead).length && q.trim() === "";
}

/** Newest first, or the other way round. */
async function arrived(list: List, place: Place | null) {
  const pages: OrderSummary[][] = [];
  for (const lead of leadsOf(list.filter)) {
    const own = { ...list, filter: { ...list.filter, ...lead } };
    pages.push(await (isLed(own.filter, lead) ? rowsOf(own, place) : found(own, place, lead)));
  }
  return pages.length === 1 ? (pages[0] ?? []) : pages.flat().sort(list.sorting.compare);
}

/** Said in the very words of the index of open orders by due date, so that it is used. */
const isOpen = and(...DONE_STATES.map((state) => sql`${orders.status} <> ${sql.raw(`'${state}'`)}`));

/** The open ones that are due before an instant, as the index has them. */
const inDueOrder = (list: List, place: Place | null) =>
  rowsOf({ ...list, sorting: { ...list.sorting, order: list.sorting.apart } }, place, isOpen);

/** The same in another order: the first of every stretch of the index, of which the first are kept. Many may be late. */
async function byDue(list: List, place: Place | null) {
  const { db, sorting, arrival, limit } = list;
  let rows: OrderSummary[] = [];
  for await (const stretch of dueStretches(list)) {
    const last = rows[limit];
    // Of those that the index names, only the rows of such as can come on the page are read, in its order.
    const inPlace = and(
      place ? arrival.after(place, stretch.id) : undefined,
      last ? arrival.upTo(last.id, stretch.id) : undefined,
    );
    const piece = db
      .select({ id: stretch.id, place: stretch.place })
      .from(stretch)
      .where(sorting === arrival ? inPlace : undefined)
      .orderBy(arrival.way(stretch.id))
      .limit(PIECE)
      .as("piece");
    const more = await among(list, place, sql`${piece}`, { due: undefined });
    // One whose due date was moved meanwhile may come in a later stretch again.
    const again = new Set(more.map(({ id }) => id));
    rows = firstOf(
      list,
      rows.filter(({ id }) => !again.has(id)),
      more,
    );
  }
  return rows;
}

async function* dueStretches({ db, workspace, filter: { due = {} } }: List) {
  for (let after: SQL | undefined; ; await nextTurn()) {
    const stretch = db
      .select({ id: orders.orderId, due: orders.dueAt, place: sql<number>`${orders}.rowid`.as("place") })
      .from(orders)
      .where(and(eq(orders.workspaceId, workspace), isOpen, isIn(orders.dueAt, due), after))
      .orderBy(asc(orders.dueAt), asc(orders.orderId));
    const [last] = await stretch.limit(1).offset(PIECE - 1);
    yield stretch.limit(PIECE).offset(0).as("stretch");
    if (last === undefined) return;
    after = sql`(${orders.dueAt}, ${orders.orderId}) > (${last.due}, ${last.id})`;
  }
}

/** What is looked for among those: from the place on, until the page is full. */
async function found(list: List, place: Place | null, lead: OrderFilter) {
  const rows: OrderSummary[] = [];
  for await (const piece of pieces(list, place, lead)) {
    rows.push(...(await within({ ...list, limit: list.limit - rows.length }, null, piece)));
    if (rows.length > list.limit) break;
  }
  return rows;
}

/** A column to sort by: the first of every piece, of which the first are kept. */
async function sorted(list: List, place: Place | null) {
  let rows: OrderSummary[] = [];
  for (const lead of leadsOf(list.filter)) {
    const own = { ...list, filter: { ...list.filter, ...lead } };
    for await (const piece of pieces(own, null, lead)) {
      rows = firstOf(list, rows, await within(own, place, piece));
    }
  }
  return rows;
}

const firstOf = ({ sorting, limit }: List, rows: OrderSummary[], more: OrderSummary[]) =>
  rows
    .concat(more)
    .sort(sorting.compare)
    .slice(0, limit + 1);

/** Stretches of what an index leads to, one after the other: where each begins, and how long it is. */
async function* pieces(list: List, from: Place | null, lead: OrderFilter) {
  for (let place = from; ; await nextTurn()) {
    const start = place ? list.arrival.after(place) : undefined;
    const [last] = await ledTo(list, lead, start)
      .limit(1)
      .offset(PIECE - 1);
    const stretch: Stretch = { lead, start, end: last && list.arrival.upTo(last.id) };
    yield stretch;
    if (last === undefined) return;
    place = { key: null, id: last.id };
  }
}

interface Stretch {
  lead: OrderFilter;
  start: SQL | undefined;
  end: SQL | undefined;
}
/** What the index has: no row is read. */
const ledTo = ({ db, workspace, filter, arrival }: List, lead: OrderFilter, start: SQL | undefined) =>
  db
    .select({ id: orders.orderId, place: sql`${orders}.rowid`.as("place") })
    .from(orders)
    .where(and(eq(orders.workspaceId, workspace), ...amongIds(filter), ...matches(workspace, lead), start))
    .orderBy(...arrival.order);

/** Of a stretch, what else is asked for. Crossed, SQLite goes along the stretch; by its own choice it would walk all orders between its ends. */
async function within(list: List, place: Place | null, stretch: Stretch) {
  // Of all orders: what lies between its ends is the stretch.
  if (Object.keys(stretch.lead).length === 0) return await rowsOf(list, place, and(stretch.start, stretch.end));
  const without = Object.fromEntries(Object.keys(stretch.lead).map((name) => [name, undefined]));
  const piece = ledTo(list, stretch.lead, stretch.start).limit(PIECE).as("piece");
  return await among(list, place, sql`${piece}`, { ...without, ids: undefined });
}

/** Of orders that a `piece` names by their `place`, what is asked for beside `without`. */
async function among(list: List, place: Place | null, piece: SQL, without: OrderFilter) {
  const { db, workspace, filter, sorting, limit } = list;
  const asked = and(
    sql`${orders}.rowid = piece.place`,
    place ? sorting.after(place) : undefined,
    ...matches(workspace, { ...filter, ...without }),
  );
  const rows = db.select(summary).from(piece).crossJoin(orders).where(asked);
  // The piece has the order of arrival already: the first that are asked for are taken from it, and the others not read.
  return await (sorting === list.arrival ? rows : rows.orderBy(...sorting.order)).limit(limit + 1);
}

async function rowsOf({ db, workspace, filter, sorting, limit }: List, place: Place | null, beside?: SQL) {
  return await db
    .select(summary)
    .from(orders)
    .where(
      and(
        eq(orders.workspaceId, workspace),
        place ? sorting.after(place) : undefined,
        beside,
        ...matches(workspace, filter),
      ),
    )
    .orderBy(...sorting.order)
    .limit(limit + 1);
}
