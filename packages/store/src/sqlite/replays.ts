import { and, desc, eq } from "../drizzle.ts";
import type { ReplayReader, ReplayWriter } from "../port/replays.ts";
import { replays } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

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
};

export const replayReader = (db: Queries): ReplayReader => ({
  async get(workspace, id) {
    const [row] = await db
      .select(replay)
      .from(replays)
      .where(and(eq(replays.workspaceId, workspace), eq(replays.replayId, id)));
    return row ?? null;
  },
  async ofFlow(workspace, flow, limit) {
    return await db
      .select(replay)
      .from(replays)
      .where(and(eq(replays.workspaceId, workspace), eq(replays.flowId, flow)))
      .orderBy(desc(replays.startedAt), desc(replays.replayId))
      .limit(limit);
  },
});

export const replayWriter = (db: Queries): ReplayWriter => ({
  async save(workspaceId, { id: replayId, flow: flowId, dataset: datasetId, from: fromAt, to: toAt, ...rest }) {
    const row = { flowId, datasetId, fromAt, toAt, ...rest };
    await db
      .insert(replays)
      .values({ workspaceId, replayId, ...row })
      .onConflictDoUpdate({ target: [replays.workspaceId, replays.replayId], set: row });
  },
  async failUnfinished(at) {
    const failed = await db
      .update(replays)
      .set({ status: "failed", finishedAt: at, error: "stopped" })
      .where(eq(replays.status, "running"))
      .returning({ id: replays.replayId });
    return failed.length;
  },
});
