/** Calls about what came in: records, sources, tables. */

import type { Order, Problem } from "@switchyard/orders";
import { ask } from "../shell/ask.ts";
import { query, until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

/** What is done with a table that was brought: looked at, taken in or compared. The typed client would send bytes again. */
function workOnTable(
  path: "" | "/preview" | "/compare",
  { file, format, source, mapping, keep, sheet, headerRow, clears }: Upload,
  more: Record<string, string | null> = {},
): Promise<Response> {
  const read = { mapping: mapping ? JSON.stringify(mapping) : null, keep_mapping: keep ? "true" : null };
  const where = { sheet, header_row: headerRow, empty: clears ? "clear" : null };
  const search = new URLSearchParams(query({ file, source, format, ...read, ...where, ...more }));
  return ask(`/api/v1/intake/uploads${path}?${search}`, { method: "POST" });
}

/**
 * Nobody's request waits for a long table: how far it is, is told until it is through. Where the signal ends it: what came of it by
 * then, null for nothing.
 */
async function followTable<K extends "preview" | "answer">(
  what: K,
  upload: Upload,
  { onProgress, signal }: Following,
): Promise<SheetProgress[K]> {
  // Whoever breaks off this asking does not know whether it had begun.
  const asked = workOnTable(what === "preview" ? "/preview" : "", upload, { wait: "false" });
  const { id } = await answerAs<{ id: string }>(asked);
  const table = v1.intake.uploads[":id"];
  let isAsked = false;
  for (let wait = FIRST_LOOK; ; wait = Math.min(2 * wait, LAST_LOOK)) {
    await new Promise((later) => setTimeout(later, wait));
    if (signal.aborted && !isAsked) await answer(table.$delete({ param: { id } }));
    isAsked = signal.aborted;
    const progress = await answerAs<SheetProgress>(table.$get({ param: { id } }));
    if (progress.status !== "running") return progress[what];
    onProgress(progress);
  }
}
interface Following {
  onProgress: (progress: SheetProgress) => void;
  signal: AbortSignal;
}
const FIRST_LOOK = 60;
const LAST_LOOK = 1000;

export const intakeApi = {
  reconciliation: (signal?: AbortSignal) => answer(v1.intake.reconciliation.$get({ query: {} }, until(signal))),
  stateCount: (json: { day: string; source: string; stated: number | null }) =>
    answer(v1.intake.reconciliation.$put({ json })),
  intakeRecords: (values: Record<string, string | number | null | undefined>, signal?: AbortSignal) =>
    answer(v1.intake.records.$get({ query: query(values) }, until(signal))),
  intakeRecord: (id: string, signal?: AbortSignal) =>
    answer(v1.intake.records[":id"].$get({ param: { id } }, until(signal))),
  resubmit: (id: string, json: { text?: string }) =>
    answer(v1.intake.records[":id"].resubmit.$post({ param: { id }, json })),
  resubmitMany: (json: { ids: string[]; merge?: Record<string, unknown>; each_line?: Record<string, unknown> }) =>
    answer(v1.intake.records.resubmit.$post({ json })),
  dismissRecords: (json: { ids: string[]; reason: string }) => answer(v1.intake.records.dismiss.$post({ json })),
  intakeSources: (signal?: AbortSignal) => answer(v1.intake.sources.$get({}, until(signal))),
  createSource: (json: { id: string; kind: "shopify" | "woocommerce" | "signed"; name: string; secret?: string }) =>
    answer(v1.intake.sources.$post({ json })),
  changeSource: (id: string, json: { enabled: boolean }) =>
    answer(v1.intake.sources[":id"].$patch({ param: { id }, json })),
  removeSource: (id: string) => answer(v1.intake.sources[":id"].$delete({ param: { id } })),
  async previewUpload(upload: Upload, following: Following) {
    const preview = await followTable("preview", upload, following);
    if (preview === null) throw new Error("what was ended has nothing to show");
    return preview;
  },
  upload: (upload: Upload, following: Following) => followTable("answer", upload, following),
  compareSheet: (upload: Upload, name: string, covers: Covered) =>
    answerAs<ComparisonView>(workOnTable("/compare", upload, { name: name.slice(0, 200), ...covers })),
  comparisons: (cursor: string | null, signal?: AbortSignal) =>
    answer(v1.intake.comparisons.$get({ query: query({ limit: 50, cursor }) }, until(signal))),
  comparison: (id: string, signal?: AbortSignal) =>
    answer(v1.intake.comparisons[":id"].$get({ param: { id } }, until(signal))),
  comparisonRows: (id: string, values: Record<string, string | number | null | undefined>, signal?: AbortSignal) =>
    answer(v1.intake.comparisons[":id"].rows.$get({ param: { id }, query: query(values) }, until(signal))),
  cancelComparison: (id: string) => answer(v1.intake.comparisons[":id"].$delete({ param: { id } })),
  takeCompared: (id: string, json: { rows: number[] } | { kind: "only_sheet" }) =>
    answer(v1.intake.comparisons[":id"]["take-in"].$post({ param: { id }, json })),
};

type Answer<K extends keyof typeof intakeApi> = Awaited<ReturnType<(typeof intakeApi)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];

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

/** A table that was brought, and how it is to be read. */
export interface Upload {
  /** The id of the file. */
  file: string;
  format: "csv" | "xlsx";
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
