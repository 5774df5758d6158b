import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, sql } from "../drizzle.ts";
import type { IntakeFilter, IntakeReader, IntakeWriter, KeptRecord, SourceRecord } from "../port/intake.ts";
import { intakeCounts, intakeRecords, intakeSources } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { closeCount } from "./intake-statements.ts";
import { lookThrough, STRETCH } from "./look-through.ts";
import { pageOf, type Queries } from "./queries.ts";

const record = (rawLength: number) => ({
  id: intakeRecords.recordId,
  at: intakeRecords.at,
  day: intakeRecords.day,
  source: intakeRecords.source,
  externalId: intakeRecords.externalId,
  door: intakeRecords.door,
  outcome: intakeRecords.outcome,
  order: intakeRecords.orderId,
  raw: sql<string>`substr(${intakeRecords.raw}, 1, ${rawLength})`,
  bytes: intakeRecords.bytes,
  problems: intakeRecords.problems,
  mends: intakeRecords.mends,
  closedAt: intakeRecords.closedAt,
  mendedBy: intakeRecords.mendedBy,
});
const WHOLE = 2 ** 31;
const isQuarantined = sql`${intakeRecords.outcome} = 'quarantined'`;

const matches = ({ outcome, source, day, field, open }: IntakeFilter) => [
  // Said in the very words of the partial index, so that it is used.
  open === true || outcome === "quarantined" ? isQuarantined : undefined,
  open === true ? isNull(intakeRecords.closedAt) : undefined,
  outcome === undefined || outcome === "quarantined" ? undefined : eq(intakeRecords.outcome, outcome),
  source === undefined ? undefined : eq(intakeRecords.source, source),
  day === undefined ? undefined : eq(intakeRecords.day, day),
  field === undefined ? undefined : sql`cast(${intakeRecords.problems} as text) like ${pointerTo(field)} escape '!'`,
];

/** As a problem's pointer stands in JSON. */
function pointerTo(field: string): string {
  const [, line, name = ""] = /^(line\.)?(.*)$/s.exec(field) ?? [];
  const exact = JSON.stringify(name).slice(1, -1).replace(/[!%_]/g, "!$&");
  return `%"pointer":"/${line === undefined ? "" : "lines/%/"}${exact}"%`;
}

type SourceRow = typeof intakeSources.$inferSelect;
const sourceOf = ({ workspaceId: _, sourceId: id, enabled, ...rest }: SourceRow): SourceRecord => ({
  id,
  enabled: enabled === 1,
  ...rest,
});

export const intakeReader = (db: Queries): IntakeReader => ({
  async list(workspace, filter, { cursor, limit }, rawLength = 500) {
    const { outcome, open, source, day, field } = filter;
    const read = (after: string | null, upTo: string | null, most: number): Promise<KeptRecord[]> =>
      db
        .select(record(rawLength))
        .from(intakeRecords)
        .where(
          and(
            eq(intakeRecords.workspaceId, workspace),
            ...matches(filter),
            after === null ? undefined : lt(intakeRecords.recordId, after),
            upTo === null ? undefined : gte(intakeRecords.recordId, upTo),
          ),
        )
        .orderBy(desc(intakeRecords.recordId))
        .limit(most);
    // Few are quarantined, and those have an index.
    const isLed = open === true || outcome === "quarantined" || (outcome ?? source ?? day ?? field) === undefined;
    const rows = isLed
      ? await read(cursor ?? null, null, limit + 1)
      : await lookThrough<KeptRecord, string>(limit + 1, {
          from: cursor ?? null,
          rows: read,
          async end(after) {
            const [last] = await db
              .select({ id: intakeRecords.recordId })
              .from(intakeRecords)
              .where(
                and(
                  eq(intakeRecords.workspaceId, workspace),
                  after === null ? undefined : lt(intakeRecords.recordId, after),
                ),
              )
              .orderBy(desc(intakeRecords.recordId))
              .limit(1)
              .offset(STRETCH - 1);
            return last?.id ?? null;
          },
        });
    return pageOf(rows, limit, { item: (row) => row, cursor: (row) => row.id });
  },
  async get(workspace, id) {
    const [row] = await db
      .select(record(WHOLE))
      .from(intakeRecords)
      .where(and(eq(intakeRecords.workspaceId, workspace), eq(intakeRecords.recordId, id)));
    return row ?? null;
  },
  async counts(workspace, { from, to }) {
    const rows = await db
      .select()
      .from(intakeCounts)
      .where(
        and(
          eq(intakeCounts.workspaceId, workspace),
          from === undefined ? undefined : gte(intakeCounts.day, from),
          to === undefined ? undefined : lte(intakeCounts.day, to),
        ),
      )
      .orderBy(desc(intakeCounts.day), asc(intakeCounts.source));
    return rows.map(({ workspaceId: _, updated: update, ...row }) => ({ ...row, update }));
  },
  async open(workspace) {
    return await db.$count(
      intakeRecords,
      and(eq(intakeRecords.workspaceId, workspace), isQuarantined, isNull(intakeRecords.closedAt)),
    );
  },
  async sources(workspace) {
    const rows = await db
      .select()
      .from(intakeSources)
      .where(eq(intakeSources.workspaceId, workspace))
      .orderBy(asc(intakeSources.createdAt), asc(intakeSources.sourceId));
    return rows.map(sourceOf);
  },
  async source(workspace, id) {
    const [row] = await db
      .select()
      .from(intakeSources)
      .where(and(eq(intakeSources.workspaceId, workspace), eq(intakeSources.sourceId, id)));
    return row === undefined ? null : sourceOf(row);
  },
});

const NOTHING = { received: 0, accepted: 0, duplicate: 0, updated: 0, quarantined: 0, closed: 0 };

export function intakeWriter(db: Queries, connection: Connection): IntakeWriter {
  const close = closeCount(connection);
  return {
    async saveSource(workspaceId, { id: sourceId, enabled, ...rest }) {
      const values = { enabled: enabled ? 1 : 0, ...rest };
      await db
        .insert(intakeSources)
        .values({ workspaceId, sourceId, ...values })
        .onConflictDoUpdate({ target: [intakeSources.workspaceId, intakeSources.sourceId], set: values });
    },
    async removeSource(workspace, id) {
      await db
        .delete(intakeSources)
        .where(and(eq(intakeSources.workspaceId, workspace), eq(intakeSources.sourceId, id)));
    },
    async dismiss(workspace, ids, at) {
      if (ids.length === 0) return [];
      const closed = await db
        .update(intakeRecords)
        .set({ closedAt: at })
        .where(
          and(
            eq(intakeRecords.workspaceId, workspace),
            inArray(intakeRecords.recordId, [...ids]),
            isQuarantined,
            isNull(intakeRecords.closedAt),
          ),
        )
        .returning({ id: intakeRecords.recordId });
      for (const { id } of closed) close(workspace, id);
      return closed.map(({ id }) => id);
    },
    async state(workspaceId, { day, source }, stated) {
      const target = [intakeCounts.workspaceId, intakeCounts.day, intakeCounts.source];
      const here = and(
        eq(intakeCounts.workspaceId, workspaceId),
        eq(intakeCounts.day, day),
        eq(intakeCounts.source, source),
      );
      const [before] = await db.select({ stated: intakeCounts.stated }).from(intakeCounts).where(here);
      if (before === undefined && stated === null) return null;
      await db
        .insert(intakeCounts)
        .values({ workspaceId, day, source, ...NOTHING, stated })
        .onConflictDoUpdate({ target, set: { stated } });
      return before?.stated ?? null;
    },
  };
}
