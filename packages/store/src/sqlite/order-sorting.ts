/** How a list of orders is sorted, and where a page of it begins: the same in SQL and over rows that are here. */
import type { SQL, SQLWrapper } from "drizzle-orm";
import { and, asc, desc, eq, gt, gte, isNull, lt, lte, or, sql } from "../drizzle.ts";
import type { OrderSort, OrderSummary } from "../port/orders.ts";
import { orders } from "../schema/sqlite.ts";
import { orderSummary } from "./order-summary.ts";

type Key = number | string | null;
/** A page begins after the order that has this key. */
export interface Place {
  key: Key;
  id: string;
}
export interface Sorting {
  order: SQL[];
  after(place: Place): SQL | undefined;
  compare(a: OrderSummary, b: OrderSummary): number;
  place(cursor: string | undefined): Place | null;
  cursor(row: OrderSummary): string;
  /** The same order, told so that what is read by another index is not read along that of ids instead. */
  apart: SQL[];
}
/** Of orders, or of what else has their ids. */
export interface Arrival extends Sorting {
  way(ids: SQLWrapper): SQL;
  after(place: Place, ids?: SQLWrapper): SQL;
  upTo(id: string, ids?: SQLWrapper): SQL;
}

/** Ids ascend with arrival: the key itself. */
export function byArrival(isNewestFirst: boolean): Arrival {
  const [way, beyond, within] = isNewestFirst ? ([desc, lt, gte] as const) : ([asc, gt, lte] as const);
  return {
    way,
    order: [way(orders.orderId)],
    apart: [way(sql`+${orders.orderId}`)],
    after: ({ id }, ids = orders.orderId) => beyond(ids, id),
    upTo: (id, ids = orders.orderId) => within(ids, id),
    compare: (a, b) => (a.id < b.id === isNewestFirst ? 1 : -1),
    place: (cursor) => (cursor ? { key: null, id: cursor } : null),
    cursor: ({ id }) => id,
  };
}

/** By a column: what has no value last, equals newest first. */
export function byColumn({ by, descending, ranks }: OrderSort): Sorting {
  const column = orderSummary[by];
  const key = ranks === undefined ? sql`${column}` : rankIn(column, ranks);
  const [way, beyond] = descending ? ([desc, lt] as const) : ([asc, gt] as const);
  const keyOf = (row: OrderSummary): Key => {
    const value = row[by];
    return ranks === undefined || value === null ? value : rankOf(String(value), ranks);
  };
  const filled = [way(key), desc(orders.orderId)];
  const order = [asc(sql`(${column} is null)`), ...filled];
  return {
    order,
    // Each that is late has a due date: sorted by it, they come as the index has them.
    apart: by === "due_at" ? filled : order,
    after: ({ key: last, id }) =>
      last === null
        ? and(isNull(column), lt(orders.orderId, id))
        : or(beyond(key, last), and(eq(key, last), lt(orders.orderId, id)), isNull(column)),
    compare: (a, b) => compareKeys(keyOf(a), keyOf(b), descending) || (a.id < b.id ? 1 : -1),
    place: placeOf,
    cursor: (row) => JSON.stringify([keyOf(row), row.id]),
  };
}

/** Of no ranks all are alike: as an expression, since a bare number would name a column. */
const rankIn = (column: (typeof orderSummary)[OrderSort["by"]], ranks: readonly string[]): SQL =>
  ranks.length === 0
    ? sql`(0 + 0)`
    : sql`case ${column} ${sql.join(
        ranks.map((value, rank) => sql`when ${value} then ${sql.raw(String(rank))}`),
        sql` `,
      )} else ${sql.raw(String(ranks.length))} end`;

function rankOf(value: string, ranks: readonly string[]): number {
  const rank = ranks.indexOf(value);
  return rank === -1 ? ranks.length : rank;
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending = typeof a === "number" && typeof b === "number" ? a - b : byBytes(String(a), String(b));
  return descending ? -ascending : ascending;
}
/** As the store compares text. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** A cursor of another sorting is none. */
function placeOf(cursor: string | undefined): Place | null {
  if (!cursor?.startsWith("[")) return null;
  try {
    const [key, id] = JSON.parse(cursor) as [Key, string];
    const isKey = key === null || typeof key === "number" || typeof key === "string";
    return isKey && typeof id === "string" ? { key, id } : null;
  } catch {
    return null;
  }
}
