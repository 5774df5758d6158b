import { and, asc, count, desc, eq, gt, gte, inArray, lt, lte, sql } from "../drizzle.ts";
import type { OrderReader } from "../port/orders.ts";
import { orders, receipts, state } from "../schema/sqlite.ts";
import { listOrders } from "./list-orders.ts";
import { COUNTED, countThrough } from "./look-through.ts";
import { orderSummary as summary } from "./order-summary.ts";
import type { Queries } from "./queries.ts";

/** Orders of the pool that are looked through in one turn: some milliseconds, also where each of them has changed. */
const STRETCH = 200;
/** The same where their rows alone are read. */
const ROWS = 4000;

export const orderReader = (db: Queries): OrderReader => ({
  list: (workspace, filter, page) => listOrders(db, workspace, filter, page),
  async get(workspace, id) {
    const [found] = await this.some(workspace, [id]);
    return found ?? null;
  },
  async some(workspace, ids) {
    const rows = await db
      .select({ summary, state: state.value })
      .from(orders)
      .crossJoin(state)
      .where(
        and(
          ...[eq(orders.workspaceId, workspace), inArray(orders.orderId, [...ids])],
          ...[eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)],
        ),
      );
    return rows.flatMap(({ state: value, ...row }) => (value.kind === "order" ? [{ ...row, state: value }] : []));
  },
  async newest(workspace, { before, limit }) {
    const rows = await db
      .select({ id: orders.orderId, state: state.value })
      .from(orders)
      .innerJoin(state, and(eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)))
      .where(and(eq(orders.workspaceId, workspace), before === undefined ? undefined : lt(orders.orderId, before)))
      .orderBy(desc(orders.orderId))
      .limit(limit);
    return rows.flatMap(({ id, state: value }) => (value.kind === "order" ? [{ id, state: value }] : []));
  },
  async changedSince(workspace, since, after) {
    const { stretch, next } = await stretchOf(db, workspace, after, STRETCH);
    const rows = await db
      .select({ id: orders.orderId, state: state.value })
      .from(orders)
      // Crossed, SQLite keeps the order of the tables; by its own choice it would begin with the states of all orders.
      .crossJoin(state)
      .where(
        and(
          ...[stretch, gte(orders.updatedAt, since)],
          ...[eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)],
        ),
      )
      .orderBy(asc(orders.orderId));
    const states = rows.flatMap(({ id, state: value }) => (value.kind === "order" ? [{ id, state: value }] : []));
    return { states, next };
  },
  async changedRows(workspace, since, after) {
    const { stretch, next } = await stretchOf(db, workspace, after, ROWS);
    const rows = await db
      .select({ id: summary.id, source: summary.source, brand: summary.brand, received_at: summary.received_at })
      .from(orders)
      .where(and(stretch, gte(orders.updatedAt, since)))
      .orderBy(asc(orders.orderId));
    return { rows, next };
  },
  async states(workspace, ids) {
    const rows = await db
      .select({ id: state.key, state: state.value })
      .from(state)
      .where(and(eq(state.workspaceId, workspace), eq(state.kind, "order"), inArray(state.key, [...ids])));
    return rows.flatMap(({ id, state: value }) => (value.kind === "order" ? [{ id, state: value }] : []));
  },
  async numbers(workspace, ids) {
    return await db
      .select({ id: orders.orderId, external_id: orders.externalId })
      .from(orders)
      .where(and(eq(orders.workspaceId, workspace), inArray(orders.orderId, [...ids])));
  },
  async count(workspace) {
    const after = (place: string | null) =>
      and(eq(orders.workspaceId, workspace), place === null ? undefined : gt(orders.orderId, place));
    return await countThrough<string>({
      async end(place) {
        const [last] = await db
          .select({ id: orders.orderId })
          .from(orders)
          .where(after(place))
          .orderBy(asc(orders.orderId))
          .limit(1)
          .offset(COUNTED - 1);
        return last?.id ?? null;
      },
      rest: (place) => db.$count(orders, after(place)),
    });
  },
  async notDecided(workspace) {
    const rows = await db
      .select({ outcome: orders.outcome, count: count() })
      .from(orders)
      .where(and(eq(orders.workspaceId, workspace), sql`${orders.outcome} <> 'decided'`))
      .groupBy(orders.outcome);
    const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.count ?? 0;
    return { undecided: of("undecided"), parked: of("parked") };
  },
  async ofPo(workspace, poNo, limit) {
    const rows = await db
      .select({ state: state.value })
      .from(orders)
      // Crossed, SQLite keeps the order of the tables; by its own choice it would begin with the states of all orders.
      .crossJoin(state)
      .where(
        and(
          ...[eq(orders.workspaceId, workspace), eq(orders.poNo, poNo)],
          ...[eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)],
        ),
      )
      // Unary plus: sorted are those of the PO; in the order of the index of ids SQLite would walk all orders.
      .orderBy(asc(sql`+${orders.orderId}`))
      .limit(limit);
    return rows.flatMap(({ state: value }) => (value.kind === "order" ? [value] : []));
  },
  async withNumbers(workspace, source, numbers) {
    const rows = await db
      .select({ external_id: orders.externalId, id: orders.orderId, state: state.value })
      .from(orders)
      .crossJoin(state)
      .where(
        and(
          ...[eq(orders.workspaceId, workspace), eq(orders.source, source), inArray(orders.externalId, [...numbers])],
          ...[eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)],
        ),
      );
    return rows.flatMap(({ state: value, ...row }) => (value.kind === "order" ? [{ ...row, state: value }] : []));
  },
  async called(workspace, numbers) {
    // Sources are few: one look at the index finds the next of them, another the numbers of each.
    const sources = db.all<{ source: string }>(sql`
      with recursive each(source) as (
        select min(${orders.source}) from ${orders} where ${orders.workspaceId} = ${workspace}
        union all
        select (select min(o.source) from orders o where o.workspace_id = ${workspace} and o.source > each.source)
        from each where each.source is not null
      ) select source from each where source is not null`);
    return await db
      .select({ external_id: orders.externalId, id: orders.orderId, source: orders.source })
      .from(orders)
      .where(
        and(
          eq(orders.workspaceId, workspace),
          inArray(
            orders.source,
            sources.map(({ source }) => source),
          ),
          inArray(orders.externalId, [...numbers]),
        ),
      )
      .orderBy(asc(orders.orderId));
  },
  async ofSource(workspace, source, after, limit) {
    const at = sql<number>`coalesce(json_extract(${state.value}, '$.order.ordered_at'), ${orders.receivedAt})`;
    return await db
      .select({ external_id: orders.externalId, id: orders.orderId, brand: orders.brand, at })
      .from(orders)
      .crossJoin(state)
      .where(
        and(
          ...[eq(orders.workspaceId, workspace), eq(orders.source, source)],
          after === null ? undefined : gt(orders.externalId, after),
          ...[eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)],
        ),
      )
      .orderBy(asc(orders.externalId))
      .limit(limit);
  },
  async answer(workspace, id, contentHash) {
    const [row] = await db
      .select({ answer: receipts.answer })
      .from(receipts)
      .where(and(eq(receipts.workspaceId, workspace), eq(receipts.orderId, id), eq(receipts.contentHash, contentHash)));
    return row?.answer ?? null;
  },
});

/** So many orders of the pool behind one of them. `next`: the last of them; null: there are no more. */
async function stretchOf(db: Queries, workspace: string, after: string | null, size: number) {
  const behind = and(eq(orders.workspaceId, workspace), after === null ? undefined : gt(orders.orderId, after));
  const [last] = await db
    .select({ id: orders.orderId })
    .from(orders)
    .where(behind)
    .orderBy(asc(orders.orderId))
    .limit(1)
    .offset(size - 1);
  return { stretch: and(behind, last && lte(orders.orderId, last.id)), next: last?.id ?? null };
}
