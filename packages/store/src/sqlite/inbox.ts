import { and, asc, count, desc, eq, isNull, sql } from "../drizzle.ts";
import type { InboxReader, InboxRecord, InboxWriter } from "../port/inbox.ts";
import { searchable, searchWords } from "../port/search.ts";
import { inbox } from "../schema/sqlite.ts";
import { readCursor } from "./delivery-reader.ts";
import { nextTurn, pageOf, type Queries } from "./queries.ts";

type Row = typeof inbox.$inferSelect;
const recordOf = ({ workspaceId: _, messageId: id, orderId: order, flowId: flow, ...rest }: Row): InboxRecord => ({
  id,
  order,
  flow,
  ...rest,
});
/** So many titles are looked through in one turn. */
const STRETCH = 500;
const here = (workspace: string, id: string) => and(eq(inbox.workspaceId, workspace), eq(inbox.messageId, id));

export const inboxReader = (db: Queries): InboxReader => ({
  async list(workspace, { open, person, kind, q }, { cursor, limit }) {
    const words = searchWords(q);
    const most = words.length === 0 ? limit + 1 : STRETCH;
    const found: Row[] = [];
    // Here and not in the database, whose letters without case are not those of every script.
    for (let after = readCursor(cursor); ; await nextTurn()) {
      const rows = await db
        .select()
        .from(inbox)
        .where(
          and(
            eq(inbox.workspaceId, workspace),
            open === true ? isNull(inbox.acknowledgedAt) : undefined,
            person === undefined
              ? undefined
              : sql`exists (select 1 from json_each(${inbox.people}) where value = ${person})`,
            kind === undefined ? undefined : eq(inbox.kind, kind),
            after === null ? undefined : sql`(${inbox.at}, ${inbox.messageId}) < (${after.at}, ${after.id})`,
          ),
        )
        .orderBy(desc(inbox.at), desc(inbox.messageId))
        .limit(most);
      for (const row of rows) {
        const title = words.length === 0 ? "" : searchable(row.title);
        if (words.every((word) => title.includes(word))) found.push(row);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < most || found.length > limit) break;
      after = { at: last.at, id: last.messageId };
    }
    return pageOf(found.slice(0, limit + 1), limit, {
      item: recordOf,
      cursor: (row) => `${row.at}:${row.messageId}`,
    });
  },
  async get(workspace, id) {
    const [row] = await db.select().from(inbox).where(here(workspace, id));
    return row === undefined ? null : recordOf(row);
  },
  async named(workspace, ids) {
    const asked = sql`select value from json_each(${JSON.stringify(ids)})`;
    const rows = await db
      .select()
      .from(inbox)
      .where(and(eq(inbox.workspaceId, workspace), sql`${inbox.messageId} in (${asked})`));
    return rows.map(recordOf);
  },
  async urgent(workspace, kind, limit) {
    const rows = await db
      .select()
      .from(inbox)
      .where(and(eq(inbox.workspaceId, workspace), isNull(inbox.acknowledgedAt), eq(inbox.kind, kind)))
      .orderBy(desc(inbox.level), asc(inbox.at), asc(inbox.messageId))
      .limit(limit);
    return rows.map(recordOf);
  },
  async open(workspace, kind) {
    const [row] = await db
      .select({ open: count() })
      .from(inbox)
      .where(
        and(
          eq(inbox.workspaceId, workspace),
          isNull(inbox.acknowledgedAt),
          kind === undefined ? undefined : eq(inbox.kind, kind),
        ),
      );
    return row?.open ?? 0;
  },
});

export const inboxWriter = (db: Queries): InboxWriter => ({
  async put(workspaceId, entries) {
    for (const { id: messageId, order: orderId, flow: flowId = null, ...entry } of entries) {
      const [known] = await db.select({ people: inbox.people }).from(inbox).where(here(workspaceId, messageId));
      if (known === undefined) await db.insert(inbox).values({ workspaceId, messageId, orderId, flowId, ...entry });
      else {
        const people = [...new Set([...known.people, ...entry.people])];
        if (people.length > known.people.length)
          await db.update(inbox).set({ people }).where(here(workspaceId, messageId));
      }
    }
  },
  async acknowledge(workspace, id, { actor, at }) {
    const changed = await db
      .update(inbox)
      .set({ acknowledgedAt: at, acknowledgedBy: actor })
      .where(and(here(workspace, id), isNull(inbox.acknowledgedAt)))
      .returning({ id: inbox.messageId });
    return changed.length > 0;
  },
});
