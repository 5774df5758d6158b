import { and, asc, count, desc, eq, inArray, isNull, lt, min, or } from "../drizzle.ts";
import type { DeliveryReader, DeliveryRecord } from "../port/deliveries.ts";
import { deliveries, outbox } from "../schema/sqlite.ts";
import { pageOf, type Queries } from "./queries.ts";

type Row = typeof deliveries.$inferSelect;

export function deliveryOf(row: Row): DeliveryRecord {
  const { workspaceId: _, leasedUntil: __, deliveryId, outboxId, orderId, channelId, digestId, fixed, ...rest } = row;
  return {
    ...rest,
    id: deliveryId,
    outbox: outboxId,
    order: orderId,
    channel: channelId,
    digest: digestId,
    fixed: fixed === 1,
  };
}

/** Instant and id: where the next page begins. */
const cursorOf = (row: Row) => `${row.createdAt}:${row.deliveryId}`;
export function readCursor(cursor: string | undefined): { at: number; id: string } | null {
  const found = /^(\d{1,16}):(.+)$/.exec(cursor ?? "");
  return found === null ? null : { at: Number(found[1]), id: found[2] ?? "" };
}

export const deliveryReader = (db: Queries): DeliveryReader => ({
  async list(workspace, { statuses, channel, order }, { cursor, limit }) {
    const after = readCursor(cursor);
    const rows = await db
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.workspaceId, workspace),
          statuses === undefined ? undefined : inArray(deliveries.status, [...statuses]),
          channel === undefined ? undefined : eq(deliveries.channelId, channel),
          order === undefined ? undefined : eq(deliveries.orderId, order),
          after === null
            ? undefined
            : or(
                lt(deliveries.createdAt, after.at),
                and(eq(deliveries.createdAt, after.at), lt(deliveries.deliveryId, after.id)),
              ),
        ),
      )
      .orderBy(desc(deliveries.createdAt), desc(deliveries.deliveryId))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: deliveryOf, cursor: cursorOf });
  },
  async get(workspace, delivery) {
    const [row] = await db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspace), eq(deliveries.deliveryId, delivery)));
    return row === undefined ? null : deliveryOf(row);
  },
  async ofMessages(workspace, messages) {
    if (messages.length === 0) return [];
    const rows = await db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspace), inArray(deliveries.messageId, [...messages])))
      .orderBy(asc(deliveries.createdAt));
    return rows.map(deliveryOf);
  },
  async counts(workspace) {
    const rows = await db
      .select({
        channel: deliveries.channelId,
        status: deliveries.status,
        count: count(),
        oldest: min(deliveries.createdAt),
      })
      .from(deliveries)
      .where(eq(deliveries.workspaceId, workspace))
      .groupBy(deliveries.channelId, deliveries.status);
    return rows.map((row) => ({ ...row, oldest: row.oldest ?? 0 }));
  },
  async nextTurns(workspace) {
    const rows = await db
      .select({ channel: deliveries.channelId, at: min(deliveries.nextAt) })
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspace), eq(deliveries.status, "waiting")))
      .groupBy(deliveries.channelId);
    return rows.map(({ channel, at }) => ({ channel, at: at ?? 0 }));
  },
  async unclaimed(workspace) {
    return await db.$count(outbox, and(eq(outbox.workspaceId, workspace), isNull(outbox.doneAt)));
  },
  async outboxRow(workspace, id) {
    const [row] = await db
      .select({
        id: outbox.outboxId,
        order: outbox.orderId,
        kind: outbox.kind,
        payload: outbox.payload,
        at: outbox.createdAt,
      })
      .from(outbox)
      .where(and(eq(outbox.workspaceId, workspace), eq(outbox.outboxId, id)));
    return row ?? null;
  },
});
