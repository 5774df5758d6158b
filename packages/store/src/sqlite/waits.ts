import { and, asc, count, eq, gt, inArray } from "../drizzle.ts";
import type { WaitKind, WaitReader, WaitWrite } from "../port/waits.ts";
import { orders, waits } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { pageOf, type Queries } from "./queries.ts";

export const waitReader = (db: Queries): WaitReader => ({
  async list(workspace, kind, { cursor, limit }) {
    const rows = await db
      .select({ order: waits.orderId, since: waits.since })
      .from(waits)
      .where(
        and(eq(waits.workspaceId, workspace), eq(waits.kind, kind), cursor ? gt(waits.orderId, cursor) : undefined),
      )
      .orderBy(asc(waits.orderId))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: (row) => row, cursor: (row) => row.order });
  },
  async longest(workspace, kinds, limit) {
    // Sorted before they are named: an order's row is read for those that are shown alone.
    const first = db
      .select({ kind: waits.kind, order: waits.orderId, since: waits.since })
      .from(waits)
      .where(and(eq(waits.workspaceId, workspace), inArray(waits.kind, [...kinds])))
      .orderBy(asc(waits.since), asc(waits.orderId), asc(waits.kind))
      .limit(limit)
      .as("first");
    return await db
      .select({ kind: first.kind, order: first.order, since: first.since, external_id: orders.externalId })
      .from(first)
      .innerJoin(orders, and(eq(orders.workspaceId, workspace), eq(orders.orderId, first.order)))
      .orderBy(asc(first.since), asc(first.order), asc(first.kind));
  },
  async counts(workspace) {
    const rows = await db
      .select({ kind: waits.kind, n: count() })
      .from(waits)
      .where(eq(waits.workspaceId, workspace))
      .groupBy(waits.kind);
    const none: Record<WaitKind, number> = { approval: 0, hold: 0, freeze: 0, pool: 0, breach: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ kind, n }) => [kind, n])) };
  },
});

/** Runs inside the group's transaction. */
export function waitStatements(db: Connection): (workspace: string, waits: readonly WaitWrite[]) => void {
  const put = db.prepare(
    "insert into waits (workspace_id, kind, order_id, since) values (?,?,?,?) on conflict do nothing",
  );
  const drop = db.prepare("delete from waits where workspace_id = ? and kind = ? and order_id = ?");
  return (workspace, list) => {
    for (const { order, kind, since } of list) {
      if (since === null) drop.run(workspace, kind, order);
      else put.run(workspace, kind, order, since);
    }
  };
}
