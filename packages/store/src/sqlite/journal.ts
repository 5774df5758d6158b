import { and, asc, desc, eq, gte, inArray, lt } from "../drizzle.ts";
import type { JournalReader } from "../port/journal.ts";
import { journal } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { journalHistory } from "./history.ts";
import { pageOf, type Queries } from "./queries.ts";
import { verifyJournal } from "./verify-journal.ts";

const entry = {
  workspace: journal.workspaceId,
  position: journal.position,
  subject: journal.subject,
  seq: journal.seq,
  at: journal.at,
  type: journal.type,
  actor: journal.actor,
  data: journal.data,
  prevHash: journal.prevHash,
  hash: journal.hash,
};

export function journalReader(db: Queries, connection: Connection): JournalReader {
  return {
    ...journalHistory(connection),
    async list(workspace, { subject, subjects, type, actor, actors, from, to }, { cursor, limit }) {
      const before = Number(cursor ?? Number.NaN);
      const rows = await db
        .select(entry)
        .from(journal)
        .where(
          and(
            eq(journal.workspaceId, workspace),
            type === undefined ? undefined : eq(journal.type, type),
            from === undefined ? undefined : gte(journal.at, from),
            to === undefined ? undefined : lt(journal.at, to),
            subject === undefined ? undefined : eq(journal.subject, subject),
            subjects === undefined ? undefined : inArray(journal.subject, [...subjects]),
            actor === undefined ? undefined : eq(journal.actor, actor),
            actors === undefined ? undefined : inArray(journal.actor, [...actors]),
            Number.isSafeInteger(before) ? lt(journal.position, before) : undefined,
          ),
        )
        .orderBy(desc(journal.position))
        .limit(limit + 1);
      return pageOf(rows, limit, { item: (row) => row, cursor: (row) => String(row.position) });
    },
    async timeline(workspace, subject) {
      return await db
        .select(entry)
        .from(journal)
        .where(and(eq(journal.workspaceId, workspace), eq(journal.subject, subject)))
        .orderBy(asc(journal.seq));
    },
    async newest(workspace) {
      const [row] = await db
        .select(entry)
        .from(journal)
        .where(eq(journal.workspaceId, workspace))
        .orderBy(desc(journal.position))
        .limit(1);
      return row ?? null;
    },
    async latest(workspace, subject, type) {
      const [row] = await db
        .select(entry)
        .from(journal)
        .where(and(eq(journal.workspaceId, workspace), eq(journal.subject, subject), eq(journal.type, type)))
        .orderBy(desc(journal.seq))
        .limit(1);
      return row ?? null;
    },
    verify: (workspace, saved = []) => verifyJournal(connection, workspace, saved),
    async workspaces() {
      const rows = await db.selectDistinct({ id: journal.workspaceId }).from(journal).orderBy(asc(journal.workspaceId));
      return rows.map(({ id }) => id);
    },
  };
}
