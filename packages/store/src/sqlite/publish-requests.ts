import { and, eq, isNull } from "../drizzle.ts";
import type { PublishRequestReader, PublishRequestWriter } from "../port/publish-requests.ts";
import { publishRequests } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

export const publishRequestReader = (db: Queries): PublishRequestReader => ({
  async open(workspace, flow) {
    const [row] = await db
      .select()
      .from(publishRequests)
      .where(
        and(
          eq(publishRequests.workspaceId, workspace),
          eq(publishRequests.flowId, flow),
          isNull(publishRequests.ended),
        ),
      );
    if (row === undefined) return null;
    const { workspaceId: _, flowId, requestId, ...rest } = row;
    return { ...rest, id: requestId, flow: flowId };
  },
});

export const publishRequestWriter = (db: Queries): PublishRequestWriter => ({
  async add(workspaceId, { id: requestId, flow: flowId, ...rest }) {
    await db.insert(publishRequests).values({ workspaceId, flowId, requestId, ...rest });
  },
  async end(workspace, { flow, id }, { ended, by: endedBy, at: endedAt }) {
    const done = await db
      .update(publishRequests)
      .set({ ended, endedBy, endedAt })
      .where(
        and(
          eq(publishRequests.workspaceId, workspace),
          eq(publishRequests.flowId, flow),
          eq(publishRequests.requestId, id),
          isNull(publishRequests.ended),
        ),
      )
      .returning({ id: publishRequests.requestId });
    return done.length > 0;
  },
});
