/** What boards count and show. Open orders are counted in pieces along the index of states, with turns of the event loop between. */
import type { SQL } from "drizzle-orm";
import { and, asc, count, desc, eq, gt, inArray, lt, or, sql } from "../drizzle.ts";
import type { BoardCount, BoardQuery, BoardReader, BoardTimer, TimerPlace, Whose } from "../port/boards.ts";
import type { DueSpan } from "../port/orders.ts";
import { orders, timers, waits } from "../schema/sqlite.ts";
import { isDue, matches } from "./order-filter.ts";
import { nextTurn, type Queries } from "./queries.ts";

/** So many orders are counted in one turn: some milliseconds. */
const PIECE = 4000;
/** So many timers are looked at in one turn, and for one page. */
const TIMERS = 500;
const MOST_TIMERS = 10_000;

export const boardReader = (db: Queries): BoardReader => ({
  async counts(workspace, query) {
    const found = new Map<string, BoardCount>();
    for (const status of new Set(query.filter.statuses)) {
      for (let after = ""; ; await nextTurn()) {
        const piece = await countPiece(db, workspace, query, { status, after });
        for (const one of piece) if (one.isMine === 1) add(found, one);
        if (piece.reduce((sum, one) => sum + one.count, 0) < PIECE) break;
        after = piece.reduce((last, one) => (one.last > last ? one.last : last), "");
      }
    }
    return [...found.values()];
  },
  async waiting(workspace, { rows, spans, filter }, kinds) {
    const row = orders[rows];
    const span = spanOf(spans);
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
    const behind =
      after === null
        ? undefined
        : or(lt(waits.since, after.since), and(eq(waits.since, after.since), gt(waits.orderId, after.order)));
    return await db
      .select({ order: waits.orderId, since: waits.since })
      .from(waits)
      .crossJoin(orders)
      .where(
        and(
          ...[eq(waits.workspaceId, workspace), eq(waits.kind, kind)],
          ...[eq(orders.workspaceId, workspace), eq(orders.orderId, waits.orderId)],
          ...matches(workspace, filter),
          behind,
        ),
      )
      .orderBy(desc(waits.since), asc(waits.orderId))
      .limit(limit);
  },
});

/** The place of the span that an order is due in; null: in none of them. */
function spanOf(spans: readonly DueSpan[]): SQL<number> {
  const cases = spans.map((span, place) => sql`when ${isDue(span)} then ${sql.raw(String(place))}`);
  return sql<number>`case ${sql.join(cases, sql` `)} else -1 end`;
}

async function countPiece(
  db: Queries,
  workspace: string,
  { rows, spans, filter: { statuses: _, ...filter } }: BoardQuery,
  { status, after }: { status: string; after: string },
) {
  const isMine = and(...matches(workspace, filter)) ?? sql`1`;
  const piece = db
    .select({
      id: orders.orderId,
      row: orders[rows],
      span: spanOf(spans).as("span"),
      isMine: sql<number>`case when ${isMine} then 1 else 0 end`.as("is_mine"),
    })
    .from(orders)
    .where(and(eq(orders.workspaceId, workspace), eq(orders.status, status), gt(orders.orderId, after)))
    .orderBy(asc(orders.orderId))
    .limit(PIECE)
    .as("piece");
  return await db
    .select({
      row: piece.row,
      span: piece.span,
      isMine: piece.isMine,
      count: count(),
      last: sql<string>`max(${piece.id})`,
    })
    .from(piece)
    .groupBy(piece.row, sql`${piece.span}`, sql`${piece.isMine}`);
}

function add(found: Map<string, BoardCount>, { row, span, count: n }: BoardCount): void {
  const key = JSON.stringify([row, span]);
  const known = found.get(key);
  if (known === undefined) found.set(key, { row, span, count: n });
  else known.count += n;
}

const ofOrders = (workspace: string, names: readonly string[]) =>
  and(eq(timers.workspaceId, workspace), eq(timers.kind, "order"), inArray(timers.timer, [...names]));

async function timerPiece(db: Queries, workspace: string, names: readonly string[], after: TimerPlace | null) {
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
