import { and, asc, desc, eq, gt, sql } from "../drizzle.ts";
import type { DatasetReader, DatasetWriter } from "../port/datasets.ts";
import { datasetEvents, datasetProblems, datasetRows, datasets } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { datasetHistory } from "./history.ts";
import { distinctAlong, pageOf, type Queries } from "./queries.ts";

const dataset = {
  id: datasets.datasetId,
  name: datasets.name,
  format: datasets.format,
  note: datasets.note,
  mapping: datasets.mapping,
  total: datasets.total,
  good: datasets.good,
  bad: datasets.bad,
  firstAt: datasets.firstAt,
  lastAt: datasets.lastAt,
  hash: datasets.hash,
  createdAt: datasets.createdAt,
};
export const datasetReader = (db: Queries, connection: Connection): DatasetReader => ({
  ...datasetHistory(connection),
  async list(workspace) {
    return await db
      .select(dataset)
      .from(datasets)
      .where(eq(datasets.workspaceId, workspace))
      .orderBy(desc(datasets.createdAt), asc(datasets.datasetId));
  },
  async tellsStates(workspace, id) {
    const isMore = sql`json_extract(${datasetEvents.body}, '$.type') <> 'order_updated'`;
    const [found] = await db
      .select({ at: datasetEvents.at })
      .from(datasetEvents)
      .where(and(eq(datasetEvents.workspaceId, workspace), eq(datasetEvents.datasetId, id), isMore))
      .limit(1);
    return found !== undefined;
  },
  async problems(workspace, id, { cursor, limit }) {
    const rows = await db
      .select({ rowNo: datasetProblems.rowNo, text: datasetProblems.text, problems: datasetProblems.problems })
      .from(datasetProblems)
      .where(
        and(
          eq(datasetProblems.workspaceId, workspace),
          eq(datasetProblems.datasetId, id),
          gt(datasetProblems.rowNo, Number(cursor ?? -1)),
        ),
      )
      .orderBy(asc(datasetProblems.rowNo))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: (row) => row, cursor: (row) => String(row.rowNo) });
  },
  async strays(workspace) {
    const listed = new Set((await this.list(workspace)).map(({ id }) => id));
    const found = new Set<string>();
    for (const table of [datasetRows, datasetEvents, datasetProblems]) {
      const ids = await distinctAlong((last) =>
        db
          .select({ id: table.datasetId })
          .from(table)
          .where(and(eq(table.workspaceId, workspace), gt(table.datasetId, last)))
          .orderBy(asc(table.datasetId))
          .limit(1),
      );
      for (const id of ids) if (!listed.has(id)) found.add(id);
    }
    return [...found];
  },
});

export function datasetWriter(db: Queries, connection: Connection): DatasetWriter {
  const addRow = connection.prepare(
    "insert into dataset_rows (workspace_id, dataset_id, row_no, at, body, events) values (?,?,?,?,?,?)",
  );
  const addEvent = connection.prepare(
    "insert into dataset_events (workspace_id, dataset_id, at, seq, body) values (?,?,?,?,?)",
  );
  const addProblem = connection.prepare(
    "insert into dataset_problems (workspace_id, dataset_id, row_no, text, problems) values (?,?,?,?,?)",
  );
  const clearing = ["dataset_rows", "dataset_events", "dataset_problems"].map((table) =>
    connection.prepare(
      `delete from ${table} where rowid in (select rowid from ${table} where workspace_id = ? and dataset_id = ? limit ?)`,
    ),
  );
  const own = (workspace: string, id: string) => and(eq(datasets.workspaceId, workspace), eq(datasets.datasetId, id));
  return {
    async rename(workspace, id, about) {
      const [found] = await db
        .update(datasets)
        .set(about)
        .where(own(workspace, id))
        .returning({ id: datasets.datasetId });
      return found !== undefined;
    },
    async remove(workspace, id) {
      const [found] = await db.delete(datasets).where(own(workspace, id)).returning({ id: datasets.datasetId });
      return found !== undefined;
    },
    async clear(workspace, id, most) {
      let cleared = 0;
      for (const statement of clearing)
        if (cleared < most) cleared += statement.run(workspace, id, most - cleared).changes;
      return cleared;
    },
    async create(workspaceId, { id: datasetId, ...rest }) {
      await db.insert(datasets).values({ workspaceId, datasetId, ...rest });
    },
    async addRows(workspace, id, rows) {
      for (const { rowNo, at, order, events = 0 } of rows)
        addRow.run(workspace, id, rowNo, at, JSON.stringify(order), events);
    },
    async addEvents(workspace, id, events) {
      for (const { at, seq, event } of events) addEvent.run(workspace, id, at, seq, JSON.stringify(event));
    },
    async addProblems(workspace, id, problems) {
      for (const { rowNo, text, problems: found } of problems) {
        addProblem.run(workspace, id, rowNo, text, JSON.stringify(found));
      }
    },
  };
}
