import { and, asc, eq } from "../drizzle.ts";
import type { GoldenReader, GoldenWriter } from "../port/golden.ts";
import { goldenOrders } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

const ofFlow = (workspace: string, flow: string) =>
  and(eq(goldenOrders.workspaceId, workspace), eq(goldenOrders.flowId, flow));

export const goldenReader = (db: Queries): GoldenReader => ({
  async list(workspace, flow) {
    const rows = await db
      .select()
      .from(goldenOrders)
      .where(ofFlow(workspace, flow))
      .orderBy(asc(goldenOrders.createdAt), asc(goldenOrders.goldenId));
    return rows.map(({ workspaceId: _, flowId: __, goldenId: id, ...rest }) => ({ id, ...rest }));
  },
});

export const goldenWriter = (db: Queries): GoldenWriter => ({
  async save(workspaceId, flowId, { id: goldenId, name, script, expected }, at) {
    const values = { name, script, expected, updatedAt: at };
    await db
      .insert(goldenOrders)
      .values({ workspaceId, flowId, goldenId, createdAt: at, ...values })
      .onConflictDoUpdate({
        target: [goldenOrders.workspaceId, goldenOrders.flowId, goldenOrders.goldenId],
        set: values,
      });
  },
  async remove(workspace, flow, golden) {
    const gone = await db
      .delete(goldenOrders)
      .where(and(ofFlow(workspace, flow), eq(goldenOrders.goldenId, golden)))
      .returning({ id: goldenOrders.goldenId });
    return gone.length > 0;
  },
});
