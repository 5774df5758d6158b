import { and, desc, eq, isNull, lt } from "../drizzle.ts";
import type { ReportReader, ReportWriter } from "../port/reports.ts";
import { reports } from "../schema/sqlite.ts";
import { pageOf, type Queries } from "./queries.ts";

const listed = {
  id: reports.reportId,
  schedule: reports.scheduleId,
  name: reports.name,
  due: reports.due,
  at: reports.at,
  madeBy: reports.madeBy,
  messages: reports.messages,
};

export const reportReader = (db: Queries): ReportReader => ({
  async list(workspace, { cursor, limit }) {
    const rows = await db
      .select(listed)
      .from(reports)
      .where(and(eq(reports.workspaceId, workspace), cursor === undefined ? undefined : lt(reports.reportId, cursor)))
      .orderBy(desc(reports.reportId))
      .limit(limit + 1);
    return pageOf(rows, limit, { item: (row) => row, cursor: ({ id }) => id });
  },
  async get(workspace, id) {
    const [row] = await db
      .select({ ...listed, body: reports.body })
      .from(reports)
      .where(and(eq(reports.workspaceId, workspace), eq(reports.reportId, id)));
    return row ?? null;
  },
  async newest(workspace, schedule, of) {
    const byItself = of === undefined ? undefined : isNull(reports.madeBy);
    const [row] = await db
      .select(listed)
      .from(reports)
      .where(and(eq(reports.workspaceId, workspace), eq(reports.scheduleId, schedule), byItself))
      .orderBy(desc(reports.reportId))
      .limit(1);
    return row ?? null;
  },
});

export const reportWriter = (db: Queries): ReportWriter => ({
  async put(workspaceId, { id: reportId, schedule: scheduleId, ...rest }) {
    await db.insert(reports).values({ workspaceId, reportId, scheduleId, ...rest });
  },
});
