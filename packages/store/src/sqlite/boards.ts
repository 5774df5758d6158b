/** What boards count and show. Open orders are counted in pieces along the index of states, with turns of the event loop between. */
import type { SQL, SQLWrapper } from "drizzle-orm";
import { and, asc, count, desc, eq, gt, inArray, lt, ne, or, sql } from "../drizzle.ts";
import type { BoardCount, BoardQuery, BoardReader, BoardTimer, TimerName, TimerPlace, Whose } from "../port/boards.ts";
import type { InstantSpan } from "../port/orders.ts";
import type { WaitKind } from "../port/waits.ts";
import { orders, state, timers, waits } from "../schema/sqlite.ts";
import { amongIds, isIn, matches, sinceOf } from "./order-filter.ts";
import { nextTurn, type Queries } from "./queries.ts";

/** So many orders are counted in one turn: some milliseconds. */
const PIECE = 4000;
/** So many that wait are looked at in one turn. */
const WAITS = 500;
/** So many timers are looked at in one turn, and for one page. */
const TIMERS = 500;
const MOST_TIMERS = 10_000;
export const boardReader = (db: Queries): BoardReader => ({
  async counts(workspace, query) {
    const found = new Map<string, BoardCount>();
    const { statuses } = query.filter;
    for (const status of statuses === undefined ? [undefined] : new Set(statuses)) {
      for (let before: string | undefined; ; await nextTurn()) {
        const piece = await countPiece(db, workspace, query, { status, before });
        for (const one of piece) if (one.isMine === 1) add(found, one);
        if (piece.reduce((sum, one) => sum + one.count, 0) < PIECE) break;
        before = piece.reduce((first, one) => (one.first < first ? one.first : first), before ?? piece[0]?.first ?? "");
      }
    }
    return [...found.values()];
  },
  async waiting(workspace, query, kinds) {
    const row = rowOf(query);
    const span = spanOf(instantOf(query), query.spans);
    const { filter } = query;
    return await db
      .select({ row, span, kind: waits.kind, count: count() })
      .from(waits)
      // Crossed: few wait, and their orders are found by their keys.
      .crossJoin(orders)
      .where(
        and(
          ...[eq(waits.workspaceId, workspace), inArray(waits.kind, [...kinds])],
          ...[eq(orders.workspaceId, workspace), eq(orders.orderId, waits.orderId)],
          ...matches(workspace, filter),
        ),
      )
      .groupBy(row, span, waits.kind);
  },
  async timers(workspace, names, { whose, after, limit }) {
    const items: BoardTimer[] = [];
    let place = after;
    for (let looked = 0; names.length > 0 && looked < MOST_TIMERS; looked += TIMERS, await nextTurn()) {
      const found = await timerPiece(db, workspace, names, place);
      if (found.length === 0) return { items, last: null };
      const ids = [...new Set(found.map(({ order }) => order))];
      const known = new Map((await ordersNamed(db, workspace, ids, whose)).map((order) => [order.id, order]));
      for (const one of found) {
        const order = known.get(one.order);
        place = one;
        if (order !== undefined) items.push({ order, timer: one.timer, due: one.due });
        if (items.length > limit) return { items: items.slice(0, limit), last: placeOf(items[limit - 1]) };
      }
      if (found.length < TIMERS) return { items, last: null };
    }
    return { items, last: names.length === 0 ? null : place };
  },
  async timerCount(workspace, names, { whose, most }) {
    if (names.length === 0) return 0;
    const ofWhom = matches(workspace, whose);
    const plain = db
      .select({ one: sql`1`.as("one") })
      .from(timers)
      .where(ofOrders(workspace, names));
    const joined = db
      .select({ one: sql`1`.as("one") })
      .from(timers)
      .crossJoin(orders)
      .where(
        and(ofOrders(workspace, names), eq(orders.workspaceId, workspace), eq(orders.orderId, timers.key), ...ofWhom),
      );
    const found = (ofWhom.length === 0 ? plain : joined).limit(most).as("found");
    const [row] = await db.select({ n: count() }).from(found);
    return row?.n ?? 0;
  },
  async latest(workspace, kind, { filter, after, limit }) {
    const found: { order: string; since: number }[] = [];
    for (let place = after; ; await nextTurn()) {
      const stretch = waitsBefore(db, workspace, kind, place);
      const [last] = await stretch.offset(WAITS - 1);
      const piece = stretch.offset(0).as("stretch");
      const more = await db
        .select({ order: piece.order, since: piece.since })
        .from(piece)
        .crossJoin(orders)
        .where(and(eq(orders.workspaceId, workspace), eq(orders.orderId, piece.order), ...matches(workspace, filter)))
        .orderBy(desc(piece.since), desc(piece.order))
        .limit(limit - found.length);
      found.push(...more);
      if (last === undefined || found.length >= limit) return found;
      place = last;
    }
  },
});

/** Those that began to wait last first, behind a place: along the index, so many. */
const waitsBefore = (db: Queries, workspace: string, kind: WaitKind, place: { order: string; since: number } | null) =>
  db
    .select({ order: waits.orderId, since: waits.since })
    .from(waits)
    .where(
      and(
        ...[eq(waits.workspaceId, workspace), eq(waits.kind, kind)],
        place === null ? undefined : sql`(${waits.since}, ${waits.orderId}) < (${place.since}, ${place.order})`,
      ),
    )
    .orderBy(desc(waits.since), desc(waits.orderId))
    .limit(WAITS);

/** The place of the span that an order lies in; -1: in none of them. */
function spanOf(instant: SQLWrapper, spans: readonly InstantSpan[]): SQL<number> {
  const cases = spans.map((span, place) => sql`when ${isIn(instant, span)} then ${sql.raw(String(place))}`);
  return sql<number>`case ${sql.join(cases, sql` `)} else -1 end`;
}

const instantOf = ({ of }: BoardQuery): SQL<number | null> =>
  of === "since" ? sinceOf : sql<number | null>`${of === "due" ? orders.dueAt : orders.receivedAt}`;

const ROWS = { ...orders, parcel_in: orders.parcelIn };
const rowOf = ({ rows }: BoardQuery): SQL<string | null> => sql<string | null>`${ROWS[rows]}`;

interface Piece {
  status: string | undefined;
  before: string | undefined;
}

async function countPiece(db: Queries, workspace: string, query: BoardQuery, { status, before }: Piece) {
  const { statuses: _, ...filter } = query.filter;
  const isMine = and(...matches(workspace, filter)) ?? sql`1`;
  const piece = db
    .select({
      id: orders.orderId,
      row: rowOf(query).as("row"),
      instant: instantOf(query).as("instant"),
      isMine: sql<number>`case when ${isMine} then 1 else 0 end`.as("is_mine"),
    })
    .from(orders)
    .where(
      and(
        ...[eq(orders.workspaceId, workspace), ...amongIds(filter)],
        status === undefined ? undefined : eq(orders.status, status),
        before === undefined ? undefined : lt(orders.orderId, before),
      ),
    )
    .orderBy(desc(orders.orderId))
    .limit(PIECE)
    .as("piece");
  const span = spanOf(piece.instant, query.spans).as("span");
  return await db
    .select({
      row: piece.row,
      span,
      isMine: piece.isMine,
      count: count(),
      first: sql<string>`min(${piece.id})`,
    })
    .from(piece)
    .groupBy(sql`${piece.row}`, sql`span`, sql`${piece.isMine}`);
}

function add(found: Map<string, BoardCount>, { row, span, count: n }: BoardCount): void {
  const key = JSON.stringify([row, span]);
  const known = found.get(key);
  if (known === undefined) found.set(key, { row, span, count: n });
  else known.count += n;
}

function ofOrders(workspace: string, names: readonly TimerName[]) {
  const all = names.map(({ timer }) => timer);
  // Few watches differ from version to version: only of those the orders' states are read.
  const set = names.flatMap(({ timer, set: one }) =>
    one === undefined ? [] : [or(ne(timers.timer, timer), inArray(versionOf(workspace, one.watch), [...one.versions]))],
  );
  return and(eq(timers.workspaceId, workspace), eq(timers.kind, "order"), inArray(timers.timer, all), ...set);
}
/** Of the flow from which the timer's order took the watch. */
const versionOf = (workspace: string, watch: string): SQL<number> =>
  sql<number>`ifnull((select json_extract(${state.value}, ${`$.watches.${JSON.stringify(watch)}.version`}) from ${state}
    where ${state.workspaceId} = ${workspace} and ${state.kind} = 'order' and ${state.key} = ${timers.key}), 0)`;

async function timerPiece(db: Queries, workspace: string, names: readonly TimerName[], after: TimerPlace | null) {
  const beyond =
    after === null
      ? undefined
      : or(
          gt(timers.due, after.due),
          and(
            eq(timers.due, after.due),
            or(gt(timers.key, after.order), and(eq(timers.key, after.order), gt(timers.timer, after.timer))),
          ),
        );
  // In the order of their instants, along the index of those, from where the last piece ended.
  const start = after === null ? undefined : sql`${timers.due} >= ${after.due}`;
  return await db
    .select({ order: timers.key, timer: timers.timer, due: timers.due })
    .from(timers)
    .where(and(ofOrders(workspace, names), start, beyond))
    .orderBy(asc(timers.due), asc(timers.key), asc(timers.timer))
    .limit(TIMERS);
}

const ordersNamed = async (db: Queries, workspace: string, ids: readonly string[], whose: Whose) =>
  await db
    .select({
      ...{ id: orders.orderId, source: orders.source, external_id: orders.externalId },
      ...{ brand: orders.brand, destination: orders.destination },
    })
    .from(orders)
    .where(and(eq(orders.workspaceId, workspace), inArray(orders.orderId, [...ids]), ...matches(workspace, whose)));

const placeOf = (timer: BoardTimer | undefined): TimerPlace | null =>
  timer === undefined ? null : { due: timer.due, order: timer.order.id, timer: timer.timer };
