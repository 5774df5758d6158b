import type { Problem } from "@switchyard/orders";
import type { ComparisonAbout, ComparisonKind, ComparisonRowBody } from "../port/comparisons.ts";
import type { IntakeDoor, IntakeOutcome } from "../port/intake.ts";
import type { Kit } from "./kit.ts";

/** Every record as it came in, how many came of each source and day, and where they come from. */
export const defineIntake = (kit: Kit) => ({
  intakeRecords: kit.table(
    "intake_records",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      /** Ids ascend with arrival. */
      recordId: kit.text("record_id").notNull(),
      at: kit.ms("at").notNull(),
      day: kit.text("day").notNull(),
      source: kit.text("source").notNull(),
      externalId: kit.text("external_id"),
      door: kit.text("door").$type<IntakeDoor>().notNull(),
      outcome: kit.text("outcome").$type<IntakeOutcome>().notNull(),
      orderId: kit.text("order_id"),
      raw: kit.text("raw").notNull(),
      bytes: kit.int("bytes").notNull(),
      problems: kit.json<Problem[]>("problems"),
      mends: kit.text("mends"),
      closedAt: kit.ms("closed_at"),
      mendedBy: kit.text("mended_by"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.recordId] }),
      // Few are quarantined: an index over those alone costs the others nothing.
      kit
        .index("intake_quarantined")
        .on(t.workspaceId, t.closedAt, t.recordId)
        .where(kit.isText(t.outcome, "quarantined")),
    ],
  ),
  intakeCounts: kit.table(
    "intake_counts",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      day: kit.text("day").notNull(),
      source: kit.text("source").notNull(),
      received: kit.int("received").notNull(),
      accepted: kit.int("accepted").notNull(),
      duplicate: kit.int("duplicate").notNull(),
      updated: kit.int("updated").notNull(),
      quarantined: kit.int("quarantined").notNull(),
      closed: kit.int("closed").notNull(),
      /** How many orders the platform itself says that it has of that day. */
      stated: kit.int("stated"),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.day, t.source] })],
  ),
  intakeSources: kit.table(
    "intake_sources",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      sourceId: kit.text("source_id").notNull(),
      kind: kit.text("kind").notNull(),
      name: kit.text("name").notNull(),
      /** 1 or 0. */
      enabled: kit.int("enabled").notNull(),
      /** Secrets, sealed with a key that is not in this file. */
      sealed: kit.json<Record<string, string>>("sealed").notNull(),
      mapping: kit.json<unknown>("mapping"),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.sourceId] })],
  ),
  /** Sheets that were held beside the orders, and what was found: a report is listed when it is whole. */
  comparisons: kit.table(
    "comparisons",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      /** Ids ascend with their making. */
      comparisonId: kit.text("comparison_id").notNull(),
      at: kit.ms("at").notNull(),
      madeBy: kit.text("made_by").notNull(),
      source: kit.text("source").notNull(),
      file: kit.text("file").notNull(),
      total: kit.int("total").notNull(),
      same: kit.int("same").notNull(),
      onlySheet: kit.int("only_sheet").notNull(),
      different: kit.int("different").notNull(),
      unread: kit.int("unread").notNull(),
      /** Null: nobody knew what the sheet covers. */
      onlySystem: kit.int("only_system"),
      about: kit.json<ComparisonAbout>("about").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.comparisonId] })],
  ),
  comparisonRows: kit.table(
    "comparison_rows",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      comparisonId: kit.text("comparison_id").notNull(),
      seq: kit.int("seq").notNull(),
      kind: kit.text("kind").$type<ComparisonKind>().notNull(),
      /** Of the sheet. */
      rowNo: kit.int("row_no"),
      source: kit.text("source").notNull(),
      externalId: kit.text("external_id"),
      orderId: kit.text("order_id"),
      /** Lower-case text that a search looks into. */
      search: kit.text("search").notNull(),
      body: kit.json<ComparisonRowBody>("body").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.comparisonId, t.seq] }),
      kit.index("comparison_rows_by_kind").on(t.workspaceId, t.comparisonId, t.kind, t.seq),
    ],
  ),
});
