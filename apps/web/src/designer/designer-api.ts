/** Calls of the designer: the draft, who holds it, what is said of it, trying it, publishing it. */
import type { Explanation, GoldenResult, Run } from "@switchyard/engine";
import type { FlowDocument, GoldenOrder, Operation, Script } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { Understanding } from "@switchyard/phrases";
import { browserEditor, type BrowserEditor as Editor } from "../shell/browser-editor.ts";
import { until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";
import type { RollOutWishValue } from "./bar/RollOutWish.tsx";

export const designerApi = {
  publishedFlows: (signal?: AbortSignal) => answerAs<PublishedFlows>(v1.workspace.flows.$get({}, until(signal))),
  understander: (signal?: AbortSignal) => answer(v1.understand.$get({}, until(signal))),
  askModel: (json: { text: string; language: "zh" | "en" }) => answerAs<ModelAnswer>(v1.understand.$post({ json })),
  factFigures: (signal?: AbortSignal) => answer(v1.workspace.facts.$get({}, until(signal))),
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
  check: (id: string, signal?: AbortSignal) =>
    answer(v1.flows[":id"]["publish-check"].$get({ param: { id } }, until(signal))),
  publish: (id: string, json: PublishWish) => answer(v1.flows[":id"].publish.$post({ param: { id }, json })),
  askPublish: (id: string, json: PublishWish) =>
    answer(v1.flows[":id"]["publish-request"].$post({ param: { id }, json })),
  approve: (id: string) => answer(v1.flows[":id"]["publish-request"].approve.$post({ param: { id } })),
  endRequest: (id: string) => answer(v1.flows[":id"]["publish-request"].$delete({ param: { id } })),
};

export interface PublishWish {
  reason?: string;
  revision: number;
  /** The version that is shown as live. */
  live: number | null;
  roll_out?: RollOutWishValue;
}
export type PublishCheck = Awaited<ReturnType<typeof designerApi.check>>;

type Answer<K extends keyof typeof designerApi> = Awaited<ReturnType<(typeof designerApi)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];

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
