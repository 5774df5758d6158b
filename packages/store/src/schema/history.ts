import type { EngineEvent } from "@switchyard/engine";
import type { Order, Problem } from "@switchyard/orders";
import type { DatasetFormat, FieldMapping } from "../port/datasets.ts";
import type { Plain, ReplayStatus } from "../port/replays.ts";
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
      /** SHA-256 of all orders and events, in order of time. */
      hash: kit.text("hash").notNull().default(""),
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
      /** How many events about it follow. */
      events: kit.int("events").notNull().default(0),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.datasetId, t.rowNo] }),
      kit.index("dataset_rows_by_time").on(t.workspaceId, t.datasetId, t.at, t.rowNo),
    ],
  ),
  /** What happened to the orders of an import after they came: told by the file, or by its timestamps. */
  datasetEvents: kit.table(
    "dataset_events",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      datasetId: kit.text("dataset_id").notNull(),
      at: kit.ms("at").notNull(),
      seq: kit.int("seq").notNull(),
      body: kit.json<EngineEvent>("body").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.datasetId, t.at, t.seq] })],
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
      result: kit.json<Plain>("result"),
      error: kit.text("error"),
      /** What it was started with, to the last setting: it can be run again to the same bytes. */
      spec: kit.json<Plain>("spec").notNull().default({}),
      /** SHA-256 of the result, when it is done. */
      digest: kit.text("digest"),
      againOf: kit.text("again_of"),
      restarts: kit.int("restarts").notNull().default(0),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.replayId] }),
      kit.index("replays_by_flow").on(t.workspaceId, t.flowId, t.startedAt),
    ],
  ),
  /** Orders that a replay decided otherwise, with how they stand on both sides. */
  replayDifferences: kit.table(
    "replay_differences",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      replayId: kit.text("replay_id").notNull(),
      seq: kit.int("seq").notNull(),
      orderId: kit.text("order_id").notNull(),
      /** Words between blanks, with a blank before and after. */
      kinds: kit.text("kinds").notNull(),
      body: kit.json<Plain>("body").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.replayId, t.seq] }),
      kit.index("replay_differences_by_order").on(t.workspaceId, t.replayId, t.orderId),
    ],
  ),
});
