import { and, asc, eq } from "../drizzle.ts";
import type { ChannelReader, ChannelRecord, ChannelWriter } from "../port/channels.ts";
import { channels, limiters } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

type Row = typeof channels.$inferSelect;
const recordOf = ({ workspaceId: _, channelId: id, enabled, ...rest }: Row): ChannelRecord => ({
  id,
  enabled: enabled === 1,
  ...rest,
});
const here = (workspace: string, channel: string) =>
  and(eq(channels.workspaceId, workspace), eq(channels.channelId, channel));

export const channelReader = (db: Queries): ChannelReader => ({
  async list(workspace) {
    const rows = await db
      .select()
      .from(channels)
      .where(eq(channels.workspaceId, workspace))
      .orderBy(asc(channels.createdAt), asc(channels.channelId));
    return rows.map(recordOf);
  },
  async get(workspace, channel) {
    const [row] = await db.select().from(channels).where(here(workspace, channel));
    return row === undefined ? null : recordOf(row);
  },
});

export const channelWriter = (db: Queries): ChannelWriter => ({
  async save(workspaceId, { id: channelId, enabled, ...rest }) {
    const values = { ...rest, enabled: enabled ? 1 : 0 };
    await db
      .insert(channels)
      .values({ workspaceId, channelId, ...values })
      .onConflictDoUpdate({ target: [channels.workspaceId, channels.channelId], set: values });
  },
  async remove(workspace, channel) {
    await db.delete(channels).where(here(workspace, channel));
  },
  async setFault(workspace, channel, fault) {
    await db.update(channels).set({ fault }).where(here(workspace, channel));
  },
  async limiter(workspace, credential) {
    const [row] = await db
      .select({ state: limiters.state })
      .from(limiters)
      .where(and(eq(limiters.workspaceId, workspace), eq(limiters.credential, credential)));
    return row?.state ?? {};
  },
  async saveLimiter(workspaceId, credential, state) {
    await db
      .insert(limiters)
      .values({ workspaceId, credential, state })
      .onConflictDoUpdate({ target: [limiters.workspaceId, limiters.credential], set: { state } });
  },
});
