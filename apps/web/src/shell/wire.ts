/** Shapes of `/api/v1` as screens name them, taken from the server's own types. */
import type { FlowDocument, Operation } from "@switchyard/flow";
import type { Order, Problem, Text } from "@switchyard/orders";
import type { Understanding } from "@switchyard/phrases";
import type { api } from "./api.ts";

type Answer<K extends keyof typeof api> = Awaited<ReturnType<(typeof api)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];

export type Workspace = Answer<"workspace">;
export type FlowSummary = Item<Answer<"flows">>;

export interface FlowDetail {
  id: string;
  name: string;
  draft: { revision: number; document: FlowDocument; updated_at: number };
  live: { version: number; document: FlowDocument; published_at: number } | null;
  /** Orders that reached each node in the last seven days. */
  hits: Record<string, number>;
}

/** What a language model made of a text, or why nothing came of it. */
export interface ModelAnswer {
  name: Text;
  understanding: Understanding | null;
  refused: Text | null;
}

export type FactFigures = Answer<"factFigures">;
/** The live drawings, in the order of all flows. */
export interface PublishedFlows {
  items: { id: string; version: number; document: FlowDocument }[];
  order: string[];
}

export type OrderRow = Item<Answer<"orders">>;
export type OrderDetail = Answer<"order">;

/** What a person does with an order. */
export type OrderAction = { by: string } & (
  | { type: "cancel"; reason?: string }
  | { type: "set_by_hand"; destination?: string | null; unlock?: string[] }
  | { type: "hold"; reason?: string }
  | { type: "release_hold" }
  | { type: "assert_state"; to: string; ref?: string }
  | { type: "move_due"; due_date: string; cause?: string }
);
/** What came of it, with the reasons in both languages. */
export interface ActionAnswer {
  result: "done" | "waiting" | "refused" | "late" | "nothing";
  records: { code: string; text: Text }[];
}
export type TimelineEntry = OrderDetail["timeline"][number];
export type ReplayView = Answer<"replay">;
export type ReplaySummary = Item<Answer<"replays">>;
/** What a replay is started with: history, and which versions. */
export interface StartReplay {
  flow: string;
  version: VersionName;
  /** Null: beside nothing. */
  against?: VersionName | null;
  mode?: "events" | "reception";
  dataset?: string;
  from?: number;
  to?: number;
  brands?: string[];
  channels?: string[];
}
export type VersionName = "draft" | "live" | number;
export type DatasetProblem = Item<Answer<"datasetProblems">>;
export type DatasetView = Item<Answer<"datasets">>;
export type DatasetPreview = Answer<"previewDataset">;
export type PreviewRow = DatasetPreview["rows"][number];

export type ComparisonView = Item<Answer<"comparisons">>;
export type ComparisonRow = Item<Answer<"comparisonRows">>;
/** What a sheet covers, as somebody says. */
export interface Covered {
  from: string | null;
  to: string | null;
  brand: string | null;
  [name: string]: string | null;
}
export type IntakeCounts = Answer<"reconciliation">;
export type IntakeRecord = Item<Answer<"intakeRecords">>;
export type IntakeSource = Item<Answer<"intakeSources">>;
/** Column of an uploaded table → how it is read. */
export type TableMapping = Record<string, { field: string; as: "text" | "date" | "sizes" }>;

export interface Upload {
  file: File;
  source: string;
  mapping: TableMapping | null;
  keep?: boolean;
  sheet?: string | undefined;
  headerRow?: number | undefined;
  /** Empty cells make their fields empty. */
  clears?: boolean;
}
export interface UploadPreview {
  columns: string[];
  header_row: number;
  sheet: string | null;
  sheets: string[];
  notices: Problem[];
  mapping: TableMapping;
  total: number;
  good: number;
  bad: number;
  new: number;
  changed: number;
  same: number;
  rows: UploadRow[];
}
export interface UploadRow {
  row: number;
  external_id: string | null;
  order: Order | null;
  problems: Problem[];
  /** What taking it in would do; null where it is no order. */
  news: "new" | "changed" | "same" | null;
  /** What changes: `sheet` is new, `system` is old. */
  fields: { field: string; sheet: string | null; system: string | null }[];
}
/** How far a table is, and then what came of it. */
export interface SheetProgress {
  status: "running" | "done" | "cancelled";
  rows: number;
  done: number;
  total: number | null;
  preview: UploadPreview | null;
  answer: UploadAnswer | null;
}
export type UploadAnswer = Record<"total" | "accepted" | "duplicate" | "update" | "quarantined" | "left", number>;

export type ActedOn = Item<Answer<"actMany">>;
export type CommentView = Item<Answer<"comments">>;
export type GoldenView = Item<Answer<"golden">>;

export interface PatchDraft {
  revision: number;
  operations: Operation[];
}

/** `id`, `received_at`, `before`, `beside`: as the X-ray made the order up, among the other published flows. */
export type TryRequest =
  | { order: unknown; at?: number; id?: string; received_at?: number; before?: number; beside?: boolean }
  | { order_id: string };

/** Column of the file → field of the order; columns left out are kept as raw. */
export type Mapping = Record<string, string>;

/** What a refusal carries (problem+json); a stale draft also brings the present one. */
export interface ProblemBody {
  title: string;
  title_en: string;
  status: number;
  code: string;
  detail?: string;
  retry_after?: number;
  problems?: Problem[];
  /** What is wrong with the drawing, where that is why. */
  findings?: { pointer?: string; code: string; message: Text }[];
  revision?: number;
  document?: FlowDocument;
}
