import type { SQL } from "drizzle-orm";
import { and, asc, desc, eq, gt, like, lt, lte, max, or, sql } from "../drizzle.ts";
import type { DifferenceFilter, ReplayReader, ReplayWriter, StoredDifference } from "../port/replays.ts";
import { replayDifferences, replays } from "../schema/sqlite.ts";
import type { Connection } from "./connection.ts";
import { nextTurn, pageOf, type Queries } from "./queries.ts";

const replay = {
  id: replays.replayId,
  flow: replays.flowId,
  version: replays.version,
  revision: replays.revision,
  dataset: replays.datasetId,
  from: replays.fromAt,
  to: replays.toAt,
  status: replays.status,
  total: replays.total,
  processed: replays.processed,
  startedAt: replays.startedAt,
  finishedAt: replays.finishedAt,
  result: replays.result,
  error: replays.error,
  spec: replays.spec,
  digest: replays.digest,
  againOf: replays.againOf,
  restarts: replays.restarts,
};
const difference = {
  seq: replayDifferences.seq,
  order: replayDifferences.orderId,
  kinds: replayDifferences.kinds,
  body: replayDifferences.body,
};
type DifferenceRow = Omit<StoredDifference, "kinds"> & { kinds: string };
const readRow = (row: DifferenceRow): StoredDifference => ({ ...row, kinds: row.kinds.trim().split(" ") });
const ofReplay = (workspace: string, id: string) =>
  and(eq(replayDifferences.workspaceId, workspace), eq(replayDifferences.replayId, id));

/** Differences that one query looks through, at most. */
const LOOKED_THROUGH = 5000;

function narrowedTo({ kind, q = "", before, after }: DifferenceFilter): SQL[] {
  const part = q.trim().toLowerCase();
  const { body, kinds } = replayDifferences;
  const text = sql`lower(concat_ws(char(10), ${body} ->> '$.external_id', ${body} ->> '$.brand', ${body} ->> '$.style_code', ${body} ->> '$.source'))`;
  return [
    ...(kind === undefined ? [] : [like(kinds, `% ${kind} %`)]),
    ...(part === "" ? [] : [sql`instr(${text}, ${part}) > 0`]),
    ...(before === undefined ? [] : [sql`${body} ->> '$.before.destination' is ${before || null}`]),
    ...(after === undefined ? [] : [sql`${body} ->> '$.after.destination' is ${after || null}`]),
  ];
}

export const replayReader = (db: Queries): ReplayReader => ({
  async get(workspace, id) {
    const [row] = await db
      .select(replay)
      .from(replays)
      .where(and(eq(replays.workspaceId, workspace), eq(replays.replayId, id)));
    return row ?? null;
  },
  async list(workspace, { flow, cursor, limit }) {
    const [at, id] = cursor === undefined ? [] : cursor.split("/");
    const before = lt(replays.startedAt, Number(at));
    const rows = await db
      .select(replay)
      .from(replays)
      .where(
        and(
          eq(replays.workspaceId, workspace),
          flow === undefined ? undefined : eq(replays.flowId, flow),
          at === undefined
            ? undefined
            : or(before, and(eq(replays.startedAt, Number(at)), lt(replays.replayId, id ?? ""))),
        ),
      )
      .orderBy(desc(replays.startedAt), desc(replays.replayId))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: (row) => row, cursor: (row) => `${row.startedAt}/${row.id}` });
  },
  async unfinished(workspace) {
    return await db
      .select(replay)
      .from(replays)
      .where(and(eq(replays.workspaceId, workspace), eq(replays.status, "running")))
      .orderBy(asc(replays.startedAt), asc(replays.replayId));
  },
  async differences(workspace, id, { cursor, limit, ...filter }) {
    const wanted = narrowedTo(filter);
    const [{ last } = { last: null }] = await db
      .select({ last: max(replayDifferences.seq) })
      .from(replayDifferences)
      .where(ofReplay(workspace, id));
    const rows: DifferenceRow[] = [];
    // What is sought may stand at the end of many: whoever waits has a turn between two stretches.
    for (let after = Number(cursor ?? -1); after < (last ?? -1) && rows.length <= limit; after += LOOKED_THROUGH) {
      const stretch = and(gt(replayDifferences.seq, after), lte(replayDifferences.seq, after + LOOKED_THROUGH));
      const found = await db
        .select(difference)
        .from(replayDifferences)
        .where(and(ofReplay(workspace, id), stretch, ...wanted))
        .orderBy(asc(replayDifferences.seq))
        .limit(limit + 1 - rows.length);
      rows.push(...found);
      await nextTurn();
    }
    return pageOf(rows, limit, { item: readRow, cursor: (row) => String(row.seq) });
  },
  async difference(workspace, id, order) {
    const [row] = await db
      .select(difference)
      .from(replayDifferences)
      .where(and(ofReplay(workspace, id), eq(replayDifferences.orderId, order)));
    return row === undefined ? null : readRow(row);
  },
});

export function replayWriter(db: Queries, connection: Connection): ReplayWriter {
  const add = connection.prepare(
    "insert into replay_differences (workspace_id, replay_id, seq, order_id, kinds, body) values (?,?,?,?,?,?)",
  );
  return {
    async save(workspaceId, { id: replayId, flow: flowId, dataset: datasetId, from: fromAt, to: toAt, ...rest }) {
      const row = { flowId, datasetId, fromAt, toAt, ...rest };
      await db
        .insert(replays)
        .values({ workspaceId, replayId, ...row })
        .onConflictDoUpdate({ target: [replays.workspaceId, replays.replayId], set: row });
    },
    async addDifferences(workspace, id, differences) {
      for (const { seq, order, kinds, body } of differences)
        add.run(workspace, id, seq, order, ` ${kinds.join(" ")} `, JSON.stringify(body));
    },
    async clearDifferences(workspace, id) {
      await db.delete(replayDifferences).where(ofReplay(workspace, id));
    },
  };
}
