/** Every call the screens make, typed by the server's own routes. */
import type { Explanation, GoldenResult, Run } from "@switchyard/engine";
import type { GoldenOrder, Script } from "@switchyard/flow";
import type { Order } from "@switchyard/orders";
import type { RollOutWishValue } from "../versions/RollOutWish.tsx";
import { ask } from "./ask.ts";
import { browserEditor, type BrowserEditor as Editor } from "./browser-editor.ts";
import { v1 } from "./client.ts";
import { answer, answerAs } from "./request.ts";
import type {
  ActionAnswer,
  ComparisonView,
  Covered,
  FlowDetail,
  Mapping,
  ModelAnswer,
  OrderAction,
  PatchDraft,
  PublishedFlows,
  SheetProgress,
  StartReplay,
  TryRequest,
  Upload,
} from "./wire.ts";

/** Names only what is set: the server knows no empty filters. */
export function query(values: Record<string, string | number | boolean | null | undefined>): Record<string, string> {
  const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)]));
}

const until = (signal?: AbortSignal) => (signal ? { init: { signal } } : {});

/** A table is sent as its own bytes, which the typed client does not do. */
function sendTable(
  path: "" | "/preview" | "/compare",
  { file, source, mapping, keep, sheet, headerRow, clears }: Upload,
  more: Record<string, string | null> = {},
): Promise<Response> {
  const format = /\.xlsx$/i.test(file.name) ? "xlsx" : "csv";
  const read = { mapping: mapping ? JSON.stringify(mapping) : null, keep_mapping: keep ? "true" : null };
  const where = { sheet, header_row: headerRow, empty: clears ? "clear" : null };
  const search = new URLSearchParams(query({ source, format, ...read, ...where, ...more }));
  const headers = { "content-type": "application/octet-stream" };
  return ask(`/api/v1/intake/uploads${path}?${search}`, { method: "POST", headers, body: file });
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
  // Sent to its end: whoever breaks off does not know whether it had begun.
  const sent = sendTable(what === "preview" ? "/preview" : "", upload, { wait: "false" });
  const { id } = await answerAs<{ id: string }>(sent);
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

export const api = {
  workspace: (signal?: AbortSignal) => answer(v1.workspace.$get({}, until(signal))),
  publishedFlows: (signal?: AbortSignal) => answerAs<PublishedFlows>(v1.workspace.flows.$get({}, until(signal))),
  understander: (signal?: AbortSignal) => answer(v1.understand.$get({}, until(signal))),
  askModel: (json: { text: string; language: "zh" | "en" }) => answerAs<ModelAnswer>(v1.understand.$post({ json })),
  factFigures: (signal?: AbortSignal) => answer(v1.workspace.facts.$get({}, until(signal))),
  flows: (signal?: AbortSignal) => answer(v1.flows.$get({ query: {} }, until(signal))),
  flow: (id: string, signal?: AbortSignal) =>
    answerAs<FlowDetail>(v1.flows[":id"].$get({ param: { id } }, until(signal))),
  createFlow: (json: { name: string }) => answer(v1.flows.$post({ json })),
  patchDraft: (id: string, json: PatchDraft) =>
    answer(v1.flows[":id"].draft.$patch({ param: { id }, header: { "x-editor": browserEditor().id }, json })),
  tryFlow: (id: string, json: TryRequest) =>
    answerAs<{ explanation: Explanation }>(v1.flows[":id"].try.$post({ param: { id }, json })),
  hold: (id: string, json: { editor: Editor; take: boolean }) =>
    answer(v1.flows[":id"].holder.$put({ param: { id }, json })),
  /** `closing`: the page goes, perhaps only to come again. */
  letGo: (id: string, editor: string, closing: boolean) =>
    answer(
      v1.flows[":id"].holder.$delete(
        { param: { id }, query: { editor, closing: closing ? "true" : "false" } },
        { init: { keepalive: true } },
      ),
    ),
  comments: (id: string, signal?: AbortSignal) =>
    answer(v1.flows[":id"].comments.$get({ param: { id } }, until(signal))),
  addComment: (id: string, json: { node: string; thread?: string; author: Editor; text: string }) =>
    answer(v1.flows[":id"].comments.$post({ param: { id }, json })),
  changeComment: (id: string, comment: string, json: { resolved: boolean; by: Editor }) =>
    answer(v1.flows[":id"].comments[":comment"].$patch({ param: { id, comment }, json })),
  removeComment: (id: string, comment: string, by: string) =>
    answer(v1.flows[":id"].comments[":comment"].$delete({ param: { id, comment }, query: { by } })),
  tryScript: (id: string, json: { script: Script }) =>
    answerAs<{ run: Run }>(v1.flows[":id"].try.script.$post({ param: { id }, json })),
  golden: (id: string, signal?: AbortSignal) =>
    answerAs<{ items: (GoldenOrder & { created_at: number; updated_at: number })[] }>(
      v1.flows[":id"].golden.$get({ param: { id } }, until(signal)),
    ),
  saveGolden: (id: string, golden: string, json: Omit<GoldenOrder, "id">) =>
    answerAs<GoldenOrder>(v1.flows[":id"].golden[":golden"].$put({ param: { id, golden }, json })),
  removeGolden: (id: string, golden: string) =>
    answer(v1.flows[":id"].golden[":golden"].$delete({ param: { id, golden } })),
  runGolden: (id: string, signal?: AbortSignal) =>
    answerAs<{ results: GoldenResult[] }>(v1.flows[":id"].golden.run.$post({ param: { id }, json: {} }, until(signal))),
  publish: (id: string, json: { reason?: string; revision: number; roll_out?: RollOutWishValue }) =>
    answer(v1.flows[":id"].publish.$post({ param: { id }, json })),
  orders: (values: Record<string, string | number | boolean | null | undefined>, signal?: AbortSignal) =>
    answer(v1.orders.$get({ query: query(values) }, until(signal))),
  order: (id: string, signal?: AbortSignal) => answer(v1.orders[":id"].$get({ param: { id } }, until(signal))),
  standing: (id: string, signal?: AbortSignal) =>
    answer(v1.orders[":id"].standing.$get({ param: { id } }, until(signal))),
  act: (id: string, json: OrderAction) =>
    answerAs<ActionAnswer>(v1.orders[":id"].actions.$post({ param: { id }, header: {}, json })),
  actMany: (json: { orders: string[]; action: OrderAction } | { each: { order: string; action: OrderAction }[] }) =>
    answer(v1.orders.actions.$post({ json })),
  explanation: (id: string, signal?: AbortSignal) =>
    answerAs<Explanation>(v1.orders[":id"].explanation.$get({ param: { id } }, until(signal))),
  startReplay: (json: StartReplay) => answer(v1.replays.$post({ json })),
  replays: (limit: number, signal?: AbortSignal) =>
    answer(v1.replays.$get({ query: { limit: String(limit) } }, until(signal))),
  repeatReplay: (id: string) => answer(v1.replays[":id"].again.$post({ param: { id } })),
  replay: (id: string, signal?: AbortSignal) => answer(v1.replays[":id"].$get({ param: { id } }, until(signal))),
  cancelReplay: (id: string) => answer(v1.replays[":id"].$delete({ param: { id } })),
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
  compareSheet: (upload: Upload, covers: Covered) =>
    answerAs<ComparisonView>(sendTable("/compare", upload, { name: upload.file.name.slice(0, 200), ...covers })),
  bringDemoOrders: () => answer(v1.demo.orders.$post()),
  comparisons: (cursor: string | null, signal?: AbortSignal) =>
    answer(v1.intake.comparisons.$get({ query: query({ limit: 50, cursor }) }, until(signal))),
  comparison: (id: string, signal?: AbortSignal) =>
    answer(v1.intake.comparisons[":id"].$get({ param: { id } }, until(signal))),
  comparisonRows: (id: string, values: Record<string, string | number | null | undefined>, signal?: AbortSignal) =>
    answer(v1.intake.comparisons[":id"].rows.$get({ param: { id }, query: query(values) }, until(signal))),
  cancelComparison: (id: string) => answer(v1.intake.comparisons[":id"].$delete({ param: { id } })),
  takeCompared: (id: string, json: { rows: number[] } | { kind: "only_sheet" }) =>
    answer(v1.intake.comparisons[":id"]["take-in"].$post({ param: { id }, json })),
  datasets: (signal?: AbortSignal) => answer(v1.datasets.$get({}, until(signal))),
  datasetOrders: (id: string, signal?: AbortSignal) =>
    answerAs<{ items: Order[] }>(
      v1.datasets[":id"].orders.$get({ param: { id }, query: { limit: "50" } }, until(signal)),
    ),
  dataset: (id: string, signal?: AbortSignal) => answer(v1.datasets[":id"].$get({ param: { id } }, until(signal))),
  datasetProblems: (id: string, cursor: string | null, signal?: AbortSignal) =>
    answer(
      v1.datasets[":id"].problems.$get(
        { param: { id }, query: { limit: "50", ...(cursor === null ? {} : { cursor }) } },
        until(signal),
      ),
    ),
  previewDataset: (id: string, json: { mapping?: Mapping }, signal?: AbortSignal) =>
    answer(v1.datasets.uploads[":id"].preview.$post({ param: { id }, json }, until(signal))),
  importDataset: (id: string, json: { name: string; note?: string; mapping?: Mapping }) =>
    answer(v1.datasets.uploads[":id"].import.$post({ param: { id }, json })),
  dropUpload: (id: string) => answer(v1.datasets.uploads[":id"].$delete({ param: { id } })),
  renameDataset: (id: string, json: { name: string; note?: string }) =>
    answer(v1.datasets[":id"].$patch({ param: { id }, json })),
  removeDataset: (id: string) => answer(v1.datasets[":id"].$delete({ param: { id } })),
};
