import { asc, eq, min } from "../drizzle.ts";
import type { WorkReader } from "../port/store.ts";
import { messages, timers } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

export const workReader = (db: Queries): WorkReader => ({
  async messages(workspace) {
    return await db
      .select({ id: messages.messageId, event: messages.event })
      .from(messages)
      .where(eq(messages.workspaceId, workspace))
      .orderBy(asc(messages.messageId));
  },
  async nextTimer(workspace) {
    const [row] = await db
      .select({ due: min(timers.due) })
      .from(timers)
      .where(eq(timers.workspaceId, workspace));
    return row?.due ?? null;
  },
  async backlog(workspace) {
    return {
      timers: await db.$count(timers, eq(timers.workspaceId, workspace)),
      messages: await db.$count(messages, eq(messages.workspaceId, workspace)),
    };
  },
});
