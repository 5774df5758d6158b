/** Calls of these screens, typed by the server's own routes. */
import type { FlowChange, FlowDocument } from "@switchyard/flow";
import { until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

export type VersionName = "draft" | "live" | number;

export const versionsApi = {
  list: (id: string, signal?: AbortSignal) => answer(v1.flows[":id"].versions.$get({ param: { id } }, until(signal))),
  compare: (id: string, { from, to }: { from: VersionName; to: VersionName }, signal?: AbortSignal) =>
    answerAs<{ changes: FlowChange[]; before: FlowDocument; after: FlowDocument }>(
      v1.flows[":id"].changes.$get({ param: { id }, query: { from: String(from), to: String(to) } }, until(signal)),
    ),
  restore: (id: string, version: number, json: { revision: number; editor: string }) =>
    answer(v1.flows[":id"].versions[":version"].restore.$post({ param: { id, version: String(version) }, json })),
  makeLive: (id: string, version: number) =>
    answer(v1.flows[":id"].versions[":version"].live.$post({ param: { id, version: String(version) } })),
  rollOut: (id: string, signal?: AbortSignal) => answer(v1.flows[":id"].rollout.$get({ param: { id } }, until(signal))),
  changeRollOut: (id: string, json: { action: "share"; percent: number } | { action: "full" | "back" }) =>
    answer(v1.flows[":id"].rollout.$post({ param: { id }, json })),
  order: (flows: string[]) => answer(v1.flows.order.$put({ json: { flows } })),
  groupRule: (id: string, rule: "fixed" | "default" | null) =>
    answer(v1.flows[":id"]["group-rule"].$put({ param: { id }, json: { rule } })),
};

type Answer<K extends keyof typeof versionsApi> = Awaited<ReturnType<(typeof versionsApi)[K]>>;
export type VersionView = Answer<"list">["items"][number];
export type RollOutView = NonNullable<Answer<"rollOut">["current"]>;
export type PastView = Answer<"rollOut">["past"][number];
export type Figures = RollOutView["figures"]["version"];

export const versionKeys = {
  list: (id: string) => ["versions", id] as const,
  changes: (id: string, from: VersionName, to: VersionName) => ["versions", id, from, to] as const,
  rollOut: (id: string) => ["rollout", id] as const,
};
