import { and, asc, eq, gt, gte, lt } from "../drizzle.ts";
import type { StateReader } from "../port/state.ts";
import { state } from "../schema/sqlite.ts";
import { pageOf, type Queries } from "./queries.ts";

/** After every text that begins with a prefix. */
const LAST = "\u{10ffff}";

export const stateReader = (db: Queries): StateReader => ({
  async list(workspace, kind, prefix, { cursor, limit }) {
    const rows = await db
      .select({ key: state.key, value: state.value })
      .from(state)
      .where(
        and(
          eq(state.workspaceId, workspace),
          eq(state.kind, kind),
          cursor ? gt(state.key, cursor) : undefined,
          prefix === "" ? undefined : and(gte(state.key, prefix), lt(state.key, prefix + LAST)),
        ),
      )
      .orderBy(asc(state.key))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: (row) => row, cursor: (row) => row.key });
  },
  async count(workspace, kind) {
    return await db.$count(state, and(eq(state.workspaceId, workspace), eq(state.kind, kind)));
  },
  async get(workspace, kind, key) {
    const [row] = await db
      .select({ value: state.value })
      .from(state)
      .where(and(eq(state.workspaceId, workspace), eq(state.kind, kind), eq(state.key, key)));
    return row?.value ?? null;
  },
});
