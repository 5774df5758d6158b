/** Calls of the sandbox's screens beyond starting and watching a replay. */
import type { Explanation } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import type { CHANGE_KINDS } from "@switchyard/sandbox";
import type { ReplayView } from "../replays/replays-api.ts";
import { until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

type Param = { id: string };

export const sandboxApi = {
  drawn: (id: string, signal?: AbortSignal) =>
    answerAs<{ document: FlowDocument }>(v1.replays[":id"].document.$get({ param: { id } }, until(signal))),
  passed: (id: string, query: { node: string; port: string; cursor?: string }, signal?: AbortSignal) =>
    answer(v1.replays[":id"].orders.$get({ param: { id }, query: { ...query, limit: "50" } }, until(signal))),
  replayed: (id: string, order: string, signal?: AbortSignal) =>
    answerAs<{ order: string; why: Why }>(
      v1.replays[":id"].orders[":order"].$get({ param: { id, order } as Param & { order: string } }, until(signal)),
    ),
  differences: (id: string, query: DifferenceFilter & { cursor?: string }, signal?: AbortSignal) =>
    answer(v1.replays[":id"].differences.$get({ param: { id }, query: { ...query, limit: "50" } }, until(signal))),
  difference: (id: string, order: string, signal?: AbortSignal) =>
    answerAs<ExplainedDifference>(
      v1.replays[":id"].differences[":order"].$get(
        { param: { id, order } as Param & { order: string } },
        until(signal),
      ),
    ),
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
  renameDataset: (id: string, json: { name: string; note?: string }) =>
    answer(v1.datasets[":id"].$patch({ param: { id }, json })),
  removeDataset: (id: string) => answer(v1.datasets[":id"].$delete({ param: { id } })),
  sweep: (json: SweepRequest) => answer(v1.replays.sweep.$post({ json })),
};

/** The tried flow as it was drawn when the replay was started; that never changes. */
export const drawnQuery = (id: string) => ({
  queryKey: ["replay", id, "document"],
  queryFn: ({ signal }: { signal: AbortSignal }) => sandboxApi.drawn(id, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Each narrows; of a destination, empty: none. */
export interface DifferenceFilter {
  kind?: ChangeKind;
  q?: string;
  before?: string;
  after?: string;
}
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type Side = ReplayView["after"];
export interface SweepRequest {
  flow: string;
  version: "draft" | "live" | number;
  node: string;
  pointer: string;
  values: unknown[];
  dataset?: string;
  from?: number;
  to?: number;
  brands?: string[];
  channels?: string[];
}
type Answer<K extends keyof typeof sandboxApi> = Awaited<ReturnType<(typeof sandboxApi)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];
export type PassedOrder = Item<Answer<"passed">>;
export type Difference = Item<Answer<"differences">>;
export type Standing = Difference["before"];
/** Each decision of an order, oldest first. */
export type Why = Record<"before" | "after", { at: number; explanation: Explanation }[]>;
export type ExplainedDifference = Difference & { why: Why };

export type DatasetProblem = Item<Answer<"datasetProblems">>;
export type DatasetPreview = Answer<"previewDataset">;
export type PreviewRow = DatasetPreview["rows"][number];

/** Column of the file → field of the order; columns left out are kept as raw. */
export type Mapping = Record<string, string>;
