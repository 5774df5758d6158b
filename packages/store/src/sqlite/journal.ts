import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from "../drizzle.ts";
import type { JournalEntry, JournalReader } from "../port/journal.ts";
import { COMMON_TYPES } from "../schema/journal.ts";
import { journal } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { journalHistory } from "./history.ts";
import { lookThrough, STRETCH } from "./look-through.ts";
import { distinctAlong, pageOf, type Queries } from "./queries.ts";
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

/** Said in the very words of the partial index, so that it is used. */
const RARE = sql.join(
  COMMON_TYPES.map((type) => sql`${journal.type} <> ${sql.raw(`'${type}'`)}`),
  sql.raw(" and "),
);
const isRare = (type: string | undefined) => type !== undefined && !(COMMON_TYPES as readonly string[]).includes(type);

export function journalReader(db: Queries, connection: Connection): JournalReader {
  /** The position of the first entry at this instant or later; null: the one after the last. The journal's time never goes back, so it is found by halves. */
  const since = async (workspace: string, at: number | null): Promise<number> => {
    const [newest] = await db
      .select({ position: journal.position })
      .from(journal)
      .where(eq(journal.workspaceId, workspace))
      .orderBy(desc(journal.position))
      .limit(1);
    let [low, high] = [1, (newest?.position ?? 0) + 1];
    if (at === null) return high;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [found] = await db
        .select({ at: journal.at })
        .from(journal)
        .where(and(eq(journal.workspaceId, workspace), eq(journal.position, middle)));
      if (found !== undefined && found.at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    ...journalHistory(connection),
    async list(workspace, { subject, subjects, type, actor, actors, from, to }, { cursor, limit }) {
      const before = Number(cursor ?? Number.NaN);
      const wanted = and(
        eq(journal.workspaceId, workspace),
        type === undefined ? undefined : eq(journal.type, type),
        isRare(type) ? RARE : undefined,
        subject === undefined ? undefined : eq(journal.subject, subject),
        subjects === undefined ? undefined : inArray(journal.subject, [...subjects]),
        actor === undefined ? undefined : eq(journal.actor, actor),
        actors === undefined ? undefined : inArray(journal.actor, [...actors]),
      );
      const start = from === undefined ? 1 : await since(workspace, from);
      const cut = Math.min(
        Number.isSafeInteger(before) ? before : Number.MAX_SAFE_INTEGER,
        to === undefined ? Number.MAX_SAFE_INTEGER : await since(workspace, to),
      );
      const position = sql`${sql.raw(subject === undefined ? "" : "+")}${journal.position}`;
      const between = (low: number, high: number, most: number) =>
        db
          .select(entry)
          .from(journal)
          .where(and(wanted, gte(position, low), lt(position, high)))
          // A subject's own chain has the order of the positions.
          .orderBy(desc(subject === undefined ? journal.position : journal.seq))
          .limit(most);
      /** Below a position, along the index of its type. */
      const endOfRare = async (high: number | null) => {
        const ofType = and(eq(journal.workspaceId, workspace), eq(journal.type, type ?? ""), RARE);
        const [last] = await db
          .select({ position: journal.position })
          .from(journal)
          .where(and(ofType, gte(journal.position, start), lt(journal.position, high ?? cut)))
          .orderBy(desc(journal.position))
          .limit(1)
          .offset(STRETCH - 1);
        return last?.position ?? null;
      };
      const endOfAny = async (high: number | null) => (high !== null && high - STRETCH > start ? high - STRETCH : null);
      const rows =
        subject === undefined
          ? await lookThrough<JournalEntry, number>(limit + 1, {
              from: isRare(type) ? cut : Math.min(cut, await since(workspace, null)),
              end: isRare(type) ? endOfRare : endOfAny,
              rows: (high, low, most) => between(low ?? start, high ?? cut, most),
            })
          : await between(start, cut, limit + 1);
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
    workspaces: () =>
      distinctAlong((last) =>
        db
          .select({ id: journal.workspaceId })
          .from(journal)
          .where(gt(journal.workspaceId, last))
          .orderBy(asc(journal.workspaceId))
          .limit(1),
      ),
  };
}
