import type { Kit } from "./kit.ts";

/** Reports that were made, as they were made. Ids ascend with their making. */
export const defineReports = (kit: Kit) => ({
  reports: kit.table(
    "reports",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      reportId: kit.text("report_id").notNull(),
      scheduleId: kit.text("schedule_id").notNull(),
      name: kit.text("name").notNull(),
      due: kit.ms("due").notNull(),
      at: kit.ms("at").notNull(),
      /** Null: its turn had come. */
      madeBy: kit.text("made_by"),
      messages: kit.json<string[]>("messages").notNull(),
      body: kit.json<unknown>("body").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.reportId] }),
      kit.index("reports_by_schedule").on(t.workspaceId, t.scheduleId, t.reportId),
    ],
  ),
});
