import type { SQL } from "drizzle-orm";
import { and, asc, desc, eq, gt, inArray, lt, sql } from "../drizzle.ts";
import type { ComparisonReader, ComparisonRow, ComparisonWriter } from "../port/comparisons.ts";
import { comparisonRows, comparisons } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { distinctAlong, pageOf, type Queries } from "./queries.ts";

const comparison = {
  id: comparisons.comparisonId,
  at: comparisons.at,
  madeBy: comparisons.madeBy,
  source: comparisons.source,
  file: comparisons.file,
  total: comparisons.total,
  same: comparisons.same,
  onlySheet: comparisons.onlySheet,
  different: comparisons.different,
  unread: comparisons.unread,
  onlySystem: comparisons.onlySystem,
  about: comparisons.about,
};
const found = {
  seq: comparisonRows.seq,
  kind: comparisonRows.kind,
  row: comparisonRows.rowNo,
  source: comparisonRows.source,
  externalId: comparisonRows.externalId,
  order: comparisonRows.orderId,
  body: comparisonRows.body,
};
const rowsOf = (workspace: string, id: string) =>
  and(eq(comparisonRows.workspaceId, workspace), eq(comparisonRows.comparisonId, id));
const plain = (text: string) => text.normalize("NFKC").toLowerCase();

export const comparisonReader = (db: Queries): ComparisonReader => ({
  async list(workspace, { cursor, limit }) {
    const before = cursor === undefined ? undefined : lt(comparisons.comparisonId, cursor);
    const rows = await db
      .select(comparison)
      .from(comparisons)
      .where(and(eq(comparisons.workspaceId, workspace), before))
      .orderBy(desc(comparisons.comparisonId))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: (row) => row, cursor: ({ id }) => id });
  },
  async get(workspace, id) {
    const [row] = await db
      .select(comparison)
      .from(comparisons)
      .where(and(eq(comparisons.workspaceId, workspace), eq(comparisons.comparisonId, id)));
    return row ?? null;
  },
  async rows(workspace, id, { kind, q }, { cursor, limit }) {
    const where: (SQL | undefined)[] = [rowsOf(workspace, id), gt(comparisonRows.seq, Number(cursor ?? -1))];
    if (kind !== undefined) where.push(eq(comparisonRows.kind, kind));
    for (const word of plain(q ?? "")
      .trim()
      .split(/\s+/))
      if (word !== "") where.push(sql`instr(${comparisonRows.search}, ${word}) > 0`);
    const rows = await db
      .select(found)
      .from(comparisonRows)
      .where(and(...where))
      .orderBy(asc(comparisonRows.seq))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: ({ body, ...row }) => ({ ...row, ...body }), cursor: ({ seq }) => String(seq) });
  },
  async some(workspace, id, seqs) {
    const rows = await db
      .select(found)
      .from(comparisonRows)
      .where(and(rowsOf(workspace, id), inArray(comparisonRows.seq, [...seqs])))
      .orderBy(asc(comparisonRows.seq));
    return rows.map(({ body, ...row }) => ({ ...row, ...body }));
  },
  async strays(workspace) {
    const strays: string[] = [];
    const ids = await distinctAlong((last) =>
      db
        .select({ id: comparisonRows.comparisonId })
        .from(comparisonRows)
        .where(and(eq(comparisonRows.workspaceId, workspace), gt(comparisonRows.comparisonId, last)))
        .orderBy(asc(comparisonRows.comparisonId))
        .limit(1),
    );
    for (const id of ids) if ((await this.get(workspace, id)) === null) strays.push(id);
    return strays;
  },
});

/** What a search looks into: the number, both sides of each difference, the reasons. */
const searchOf = ({ externalId, fields = [], problems = [] }: ComparisonRow) =>
  plain(
    [
      externalId,
      ...fields.flatMap(({ sheet, system }) => [sheet, system]),
      ...problems.flatMap(({ message }) => [message.zh, message.en]),
    ]
      .filter((text) => text !== null)
      .join("\n"),
  );

/** Of a workspace's report, so many rows. */
export const CLEAR_ROWS =
  "delete from comparison_rows where rowid in (select rowid from comparison_rows where workspace_id = ? and comparison_id = ? limit ?)";

export function comparisonWriter(db: Queries, connection: Connection): ComparisonWriter {
  const add = connection.prepare(
    `insert into comparison_rows (workspace_id, comparison_id, seq, kind, row_no, source, external_id, order_id, search, body)
     values (?,?,?,?,?,?,?,?,?,?)`,
  );
  const clearing = connection.prepare(CLEAR_ROWS);
  return {
    async addRows(workspace, id, rows) {
      for (const one of rows) {
        const { seq, kind, row, source, externalId, order, ...body } = one;
        add.run(workspace, id, seq, kind, row, source, externalId, order, searchOf(one), JSON.stringify(body));
      }
    },
    async create(workspaceId, { id: comparisonId, ...rest }) {
      await db.insert(comparisons).values({ workspaceId, comparisonId, ...rest });
    },
    async clear(workspace, id, most) {
      return clearing.run(workspace, id, most).changes;
    },
  };
}
