import { and, desc, eq, isNull } from "../drizzle.ts";
import type { RollOut, RollOutReader, RollOutWriter } from "../port/rollouts.ts";
import { rollouts } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

type Row = typeof rollouts.$inferSelect;
const rollOutOf = ({ workspaceId: _, flowId: flow, share, ...rest }: Row): RollOut => ({
  flow,
  percent: share / 100,
  ...rest,
});

export const rollOutReader = (db: Queries): RollOutReader => ({
  async running(workspace) {
    const rows = await db
      .select()
      .from(rollouts)
      .where(and(eq(rollouts.workspaceId, workspace), isNull(rollouts.ended)));
    return rows.map(rollOutOf);
  },
  async of(workspace, flow) {
    const rows = await db
      .select()
      .from(rollouts)
      .where(and(eq(rollouts.workspaceId, workspace), eq(rollouts.flowId, flow)))
      .orderBy(desc(rollouts.version));
    return rows.map(rollOutOf);
  },
});

export const rollOutWriter = (db: Queries): RollOutWriter => ({
  async save(workspaceId, { flow: flowId, percent, version, ...rest }) {
    const set = { ...rest, share: Math.round(percent * 100) };
    await db
      .insert(rollouts)
      .values({ workspaceId, flowId, version, ...set })
      .onConflictDoUpdate({ target: [rollouts.workspaceId, rollouts.flowId, rollouts.version], set });
  },
});
