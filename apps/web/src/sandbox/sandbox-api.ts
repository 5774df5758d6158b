/** Calls of the sandbox's screens beyond starting and watching a replay. */
import type { Explanation } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import type { CHANGE_KINDS } from "@switchyard/sandbox";
import { v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";
import type { ReplayView } from "../shell/wire.ts";
import type { RollOutWishValue } from "../versions/RollOutWish.tsx";

const until = (signal?: AbortSignal) => (signal ? { init: { signal } } : {});
type Param = { id: string };

export const sandboxApi = {
  drawn: (id: string, signal?: AbortSignal) =>
    answerAs<{ document: FlowDocument }>(v1.replays[":id"].document.$get({ param: { id } }, until(signal))),
  passed: (id: string, query: { node: string; port: string; cursor?: string }, signal?: AbortSignal) =>
    answer(v1.replays[":id"].orders.$get({ param: { id }, query: { ...query, limit: "50" } }, until(signal))),
  differences: (id: string, query: DifferenceFilter & { cursor?: string }, signal?: AbortSignal) =>
    answer(v1.replays[":id"].differences.$get({ param: { id }, query: { ...query, limit: "50" } }, until(signal))),
  difference: (id: string, order: string, signal?: AbortSignal) =>
    answerAs<ExplainedDifference>(
      v1.replays[":id"].differences[":order"].$get(
        { param: { id, order } as Param & { order: string } },
        until(signal),
      ),
    ),
  sweep: (json: SweepRequest) => answer(v1.replays.sweep.$post({ json })),
  check: (id: string, signal?: AbortSignal) =>
    answer(v1.flows[":id"]["publish-check"].$get({ param: { id } }, until(signal))),
  askPublish: (id: string, json: { reason?: string; revision: number; roll_out?: RollOutWishValue }) =>
    answer(v1.flows[":id"]["publish-request"].$post({ param: { id }, json })),
  approve: (id: string) => answer(v1.flows[":id"]["publish-request"].approve.$post({ param: { id } })),
  endRequest: (id: string) => answer(v1.flows[":id"]["publish-request"].$delete({ param: { id } })),
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
type Answer<K extends "differences" | "check" | "passed"> = Awaited<ReturnType<(typeof sandboxApi)[K]>>;
export type PublishCheck = Answer<"check">;
export type PassedOrder = Answer<"passed">["items"][number];
export type Difference = Answer<"differences">["items"][number];
export type Standing = Difference["before"];
export type ExplainedDifference = Difference & {
  why: Record<"before" | "after", { at: number; explanation: Explanation }[]>;
};
