import type { Order, Problem } from "@switchyard/orders";
import type { DatasetFormat, FieldMapping } from "../port/datasets.ts";
import type { ReplayResult, ReplayStatus } from "../port/replays.ts";
import type { Kit } from "./kit.ts";

/** Imported order history, and replays of it. */
export const defineHistory = (kit: Kit) => ({
  datasets: kit.table(
    "datasets",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      datasetId: kit.text("dataset_id").notNull(),
      name: kit.text("name").notNull(),
      format: kit.text("format").$type<DatasetFormat>().notNull(),
      /** Where it came from and under what licence, in the importer's words. */
      note: kit.text("note"),
      mapping: kit.json<FieldMapping>("mapping"),
      total: kit.int("total").notNull(),
      good: kit.int("good").notNull(),
      bad: kit.int("bad").notNull(),
      firstAt: kit.ms("first_at"),
      lastAt: kit.ms("last_at"),
      createdAt: kit.ms("created_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.datasetId] })],
  ),
  datasetRows: kit.table(
    "dataset_rows",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      datasetId: kit.text("dataset_id").notNull(),
      rowNo: kit.int("row_no").notNull(),
      /** The instant at which a replay decides it. */
      at: kit.ms("at").notNull(),
      body: kit.json<Order>("body").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.datasetId, t.rowNo] }),
      kit.index("dataset_rows_by_time").on(t.workspaceId, t.datasetId, t.at, t.rowNo),
    ],
  ),
  /** Rows that could not be read, with the reasons: nothing of an import is silently dropped. */
  datasetProblems: kit.table(
    "dataset_problems",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      datasetId: kit.text("dataset_id").notNull(),
      rowNo: kit.int("row_no").notNull(),
      text: kit.text("text").notNull(),
      problems: kit.json<Problem[]>("problems").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.datasetId, t.rowNo] })],
  ),
  replays: kit.table(
    "replays",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      replayId: kit.text("replay_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      version: kit.text("version").notNull(),
      revision: kit.int("revision"),
      datasetId: kit.text("dataset_id"),
      fromAt: kit.ms("from_at"),
      toAt: kit.ms("to_at"),
      status: kit.text("status").$type<ReplayStatus>().notNull(),
      total: kit.int("total").notNull(),
      processed: kit.int("processed").notNull(),
      startedAt: kit.ms("started_at").notNull(),
      finishedAt: kit.ms("finished_at"),
      result: kit.json<ReplayResult>("result"),
      error: kit.text("error"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.replayId] }),
      kit.index("replays_by_flow").on(t.workspaceId, t.flowId, t.startedAt),
    ],
  ),
});
