/** Calls of these screens, typed by the server's own routes. */
import type { Duration, FlowChange, FlowSentence } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { withWorkspace } from "../shell/ask.ts";
import { until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

export type ParameterValue = number | string | string[] | Duration;
export interface Parameter {
  id: string;
  type:
    | "number"
    | "days"
    | "amount"
    | "percent"
    | "duration"
    | "prefix"
    | "text"
    | "texts"
    | "times"
    | "destination"
    | "people";
  label: Text;
  required: boolean;
  default?: ParameterValue;
  min?: number;
  max?: number;
  currency?: string;
}
interface Need {
  id: string;
  name: Text;
}
export interface TemplateView {
  id: string;
  version: number;
  name: Text;
  description: Text;
  parameters: Parameter[];
  needs: { fields: { name: string; label: Text }[]; destinations: Need[]; people: Need[]; endpoints: Need[] };
  golden: { id: string; name: string }[];
  sentences: FlowSentence[];
  reads: string[];
  mapping: MappingView;
}
export interface BundleView {
  name: Text;
  brand: string | null;
  flows: { name: string; template: TemplateView; values: { parameter: Parameter; value: ParameterValue }[] }[];
}
export type MappingView = Record<"fields" | "destinations" | "people" | "endpoints", Record<string, string>>;
export type Source = { text: string } | { library: string };
export interface Conflict {
  id: string;
  node: string | null;
  sentence: Text;
  taken: "ours" | "theirs";
}
export interface UpgradePreview {
  from: number;
  to: number;
  revision: number;
  changes: FlowChange[];
  conflicts: Conflict[];
  added: { id: string; label: Text }[];
}
/** A value of a drawing that could be left open. */
export interface Pick {
  place: string;
  node: string | null;
  type: Parameter["type"];
  value: ParameterValue;
  label: Text;
}
export interface WantedParameter {
  id: string;
  label: Text;
  required: boolean;
  keepDefault: boolean;
  places: string[];
}

interface UpgradeWish {
  flow: string;
  take: string[];
  values: Record<string, ParameterValue>;
}

const one = (id: string) => ({ param: { id } });

export const templatesApi = {
  list: (signal?: AbortSignal) => answer(v1.templates.$get({}, until(signal))),
  check: (json: Source) => answerAs<TemplateView>(v1.templates.check.$post({ json })),
  take: (json: Source & { mapping?: Partial<MappingView>; create_missing: boolean }) =>
    answer(v1.templates.import.$post({ json })),
  get: (id: string, signal?: AbortSignal) =>
    answerAs<TemplateView & { versions: number[] }>(v1.templates[":id"].$get({ ...one(id), query: {} }, until(signal))),
  use: (id: string, json: { name?: string; brands: string[]; values: Record<string, ParameterValue> }) =>
    answer(v1.templates[":id"].uses.$post({ ...one(id), json })),
  uses: (id: string, signal?: AbortSignal) => answer(v1.templates[":id"].uses.$get(one(id), until(signal))),
  change: (id: string, changes: { flow: string; values: Record<string, ParameterValue | null> }[]) =>
    answer(v1.templates[":id"].uses.$patch({ ...one(id), json: { changes } })),
  preview: (id: string, json: UpgradeWish, signal?: AbortSignal) =>
    answerAs<UpgradePreview>(v1.templates[":id"].upgrade.preview.$post({ ...one(id), json }, until(signal))),
  upgrade: (id: string, json: UpgradeWish) => answer(v1.templates[":id"].upgrade.$post({ ...one(id), json })),
  values: (flow: string, signal?: AbortSignal) =>
    answerAs<{ items: Pick[] }>(v1.flows[":id"].values.$get(one(flow), until(signal))),
  make: (json: { flow: string; id?: string; name: Text; description: Text; parameters: WantedParameter[] }) =>
    answer(v1.templates.$post({ json })),
  bundle: async (brand: string) => {
    const reply = await v1.bundles.$get({ query: { brand } });
    if (!reply.ok) await answer(Promise.resolve(reply));
    const said = reply.headers.get("content-disposition") ?? "";
    return { name: /filename="([^"]+)"/.exec(said)?.[1] ?? "brand.bundle.json", text: await reply.text() };
  },
  checkBundle: (text: string) => answerAs<BundleView>(v1.bundles.check.$post({ json: { text } })),
  takeBundle: (json: {
    text: string;
    brand: string;
    mapping: Record<string, Partial<MappingView>>;
    create_missing: boolean;
  }) => answer(v1.bundles.$post({ json })),
  fileAddress: (id: string) => withWorkspace(`/api/v1/templates/${encodeURIComponent(id)}/file`),
};

type Answer<K extends keyof typeof templatesApi> = Awaited<ReturnType<(typeof templatesApi)[K]>>;
export type TemplateList = Answer<"list">;
export type UseRow = Omit<Answer<"uses">["items"][number], "values"> & { values: Record<string, ParameterValue> };

export const templateKeys = {
  list: ["templates"] as const,
  one: (id: string) => ["templates", id] as const,
  uses: (id: string) => ["templates", id, "uses"] as const,
  values: (flow: string) => ["templates", "values", flow] as const,
};
