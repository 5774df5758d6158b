import type { SQL } from "drizzle-orm";
import { and, asc, desc, eq, gt, inArray, isNull, min, sql } from "../drizzle.ts";
import { DELIVERY_STATUSES, type DeliveryReader, type DeliveryRecord } from "../port/deliveries.ts";
import { deliveries, outbox } from "../schema/sqlite.ts";
import { countDeliveries } from "./count-deliveries.ts";
import { lookThrough, STRETCH } from "./look-through.ts";
import { distinctAlong, pageOf, type Queries } from "./queries.ts";

type Row = typeof deliveries.$inferSelect;

function deliveryOf(row: Row): DeliveryRecord {
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
export interface Place {
  at: number;
  id: string;
}
export function readCursor(cursor: string | undefined): Place | null {
  const found = /^(\d{1,16}):(.+)$/.exec(cursor ?? "");
  return found === null ? null : { at: Number(found[1]), id: found[2] ?? "" };
}

const byTime = [desc(deliveries.createdAt), desc(deliveries.deliveryId)];
/** As one row value, which the index of times is searched by: said in two, it would be walked from its end. */
const behind = ({ at, id }: Place) => sql`(${deliveries.createdAt}, ${deliveries.deliveryId}) < (${at}, ${id})`;

export const deliveryReader = (db: Queries): DeliveryReader => {
  /** Few wait or are dead: by the index of states they are sorted, and the whole row is read of those that are shown alone. */
  const few = async (wanted: SQL | undefined, after: Place | null, most: number) => {
    const [createdAt, id] = [sql`+${deliveries.createdAt}`, deliveries.deliveryId];
    const found = await db
      .select({ id })
      .from(deliveries)
      .where(and(wanted, after === null ? undefined : sql`(${createdAt}, ${id}) < (${after.at}, ${after.id})`))
      .orderBy(desc(createdAt), desc(id))
      .limit(most);
    if (found.length === 0) return [];
    const rows = await db
      .select()
      .from(deliveries)
      .where(
        and(
          wanted,
          inArray(
            id,
            found.map((one) => one.id),
          ),
        ),
      );
    return rows.sort((a, b) => b.createdAt - a.createdAt || (a.deliveryId < b.deliveryId ? 1 : -1));
  };
  return {
    async list(workspace, filter, { cursor, limit }) {
      const from = readCursor(cursor);
      const { statuses, channel, order } = filter;
      const wanted = and(
        eq(deliveries.workspaceId, workspace),
        statuses === undefined ? undefined : inArray(deliveries.status, [...statuses]),
        channel === undefined ? undefined : eq(deliveries.channelId, channel),
        order === undefined ? undefined : eq(deliveries.orderId, order),
      );
      const newest = (after: Place | null, upTo: Place | null, most: number) =>
        db
          .select()
          .from(deliveries)
          .where(
            and(
              wanted,
              after === null ? undefined : behind(after),
              upTo === null
                ? undefined
                : sql`(${deliveries.createdAt}, ${deliveries.deliveryId}) >= (${upTo.at}, ${upTo.id})`,
            ),
          )
          .orderBy(...byTime)
          .limit(most);
      if (statuses !== undefined && !statuses.includes("delivered")) {
        const rows = await few(wanted, from, limit + 1);
        return pageOf(rows, limit, { item: deliveryOf, cursor: cursorOf });
      }
      const rows =
        order !== undefined || (statuses === undefined && channel === undefined)
          ? await newest(from, null, limit + 1)
          : await lookThrough(limit + 1, {
              from,
              rows: newest,
              async end(after) {
                const [last] = await db
                  .select({ at: deliveries.createdAt, id: deliveries.deliveryId })
                  .from(deliveries)
                  .where(and(eq(deliveries.workspaceId, workspace), after === null ? undefined : behind(after)))
                  .orderBy(...byTime)
                  .limit(1)
                  .offset(STRETCH - 1);
                return last ?? null;
              },
            });
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
      const asked = sql`select value from json_each(${JSON.stringify(messages)})`;
      const rows = await db
        .select()
        .from(deliveries)
        .where(and(eq(deliveries.workspaceId, workspace), sql`${deliveries.messageId} in (${asked})`))
        // The plus: along the index of times all deliveries there are would be walked for the few of these messages.
        .orderBy(sql`+${deliveries.createdAt}`);
      return rows.map(deliveryOf);
    },
    async counts(workspace) {
      // Along the index of states, which has all of it: nothing is sorted, and no row is read.
      const found: Awaited<ReturnType<DeliveryReader["counts"]>> = [];
      for (const status of DELIVERY_STATUSES) {
        const of = and(eq(deliveries.workspaceId, workspace), eq(deliveries.status, status));
        const channels = await distinctAlong((last) =>
          db
            .select({ id: deliveries.channelId })
            .from(deliveries)
            .where(and(of, gt(deliveries.channelId, last)))
            .orderBy(asc(deliveries.channelId))
            .limit(1),
        );
        for (const channel of ["", ...channels]) {
          const count = await countDeliveries(db, and(of, eq(deliveries.channelId, channel)));
          if (count > 0) found.push({ channel, status, count });
        }
      }
      return found;
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
  };
};
