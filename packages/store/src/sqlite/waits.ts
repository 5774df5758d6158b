import { and, asc, eq, gt } from "../drizzle.ts";
import type { Wait, WaitKind, WaitReader, WaitWrite } from "../port/waits.ts";
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
    const named: (Wait & { kind: WaitKind; external_id: string })[] = [];
    // Each kind along its index: of many that wait a few are read.
    for (const kind of new Set(kinds)) {
      const first = db
        .select({ order: waits.orderId, since: waits.since })
        .from(waits)
        .where(and(eq(waits.workspaceId, workspace), eq(waits.kind, kind)))
        .orderBy(asc(waits.since), asc(waits.orderId))
        .limit(limit)
        .as("first");
      const rows = await db
        .select({ order: first.order, since: first.since, external_id: orders.externalId })
        .from(first)
        .innerJoin(orders, and(eq(orders.workspaceId, workspace), eq(orders.orderId, first.order)));
      named.push(...rows.map((row) => ({ kind, ...row })));
    }
    return named
      .sort((a, b) => a.since - b.since || byText(a.order, b.order) || byText(a.kind, b.kind))
      .slice(0, limit);
  },
  async counts<K extends WaitKind>(workspace: string, kinds: readonly K[]) {
    const found = {} as Record<K, number>;
    for (const kind of kinds)
      found[kind] = await db.$count(waits, and(eq(waits.workspaceId, workspace), eq(waits.kind, kind)));
    return found;
  },
});

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

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
