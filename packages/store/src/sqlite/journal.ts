import { and, asc, count, desc, eq, gt, gte, inArray, lt } from "../drizzle.ts";
import type { JournalReader } from "../port/journal.ts";
import { journal } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
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

interface Span {
  types?: string[] | undefined;
  from?: number | undefined;
  to?: number | undefined;
}
const within = (workspace: string, { types, from, to }: Span) => [
  eq(journal.workspaceId, workspace),
  types === undefined ? undefined : inArray(journal.type, types),
  from === undefined ? undefined : gte(journal.at, from),
  to === undefined ? undefined : lt(journal.at, to),
];

export function journalReader(db: Queries, connection: Connection): JournalReader {
  const after: JournalReader["after"] = async (workspace, position, options) =>
    await db
      .select(entry)
      .from(journal)
      .where(and(...within(workspace, options), gt(journal.position, position)))
      .orderBy(asc(journal.position))
      .limit(options.limit);
  return {
    after,
    async list(workspace, { subject, type, actor, ...span }, { cursor, limit }) {
      const before = Number(cursor ?? Number.NaN);
      const rows = await db
        .select(entry)
        .from(journal)
        .where(
          and(
            ...within(workspace, { ...span, types: type === undefined ? undefined : [type] }),
            subject === undefined ? undefined : eq(journal.subject, subject),
            actor === undefined ? undefined : eq(journal.actor, actor),
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
    async count(workspace, span) {
      const [row] = await db
        .select({ n: count() })
        .from(journal)
        .where(and(...within(workspace, span)));
      return row?.n ?? 0;
    },
    verify: (workspace, saved = []) => verifyJournal(connection, workspace, saved),
    async workspaces() {
      const rows = await db.selectDistinct({ id: journal.workspaceId }).from(journal).orderBy(asc(journal.workspaceId));
      return rows.map(({ id }) => id);
    },
  };
}
