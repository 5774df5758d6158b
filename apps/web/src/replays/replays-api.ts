/** Calls about replays and the orders that are replayed: what more than the sandbox asks for. */
import type { Order } from "@switchyard/orders";
import { until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

export const replaysApi = {
  startReplay: (json: StartReplay) => answer(v1.replays.$post({ json })),
  replays: (limit: number, signal?: AbortSignal) =>
    answer(v1.replays.$get({ query: { limit: String(limit) } }, until(signal))),
  repeatReplay: (id: string) => answer(v1.replays[":id"].again.$post({ param: { id } })),
  replay: (id: string, signal?: AbortSignal) => answer(v1.replays[":id"].$get({ param: { id } }, until(signal))),
  cancelReplay: (id: string) => answer(v1.replays[":id"].$delete({ param: { id } })),
  datasets: (signal?: AbortSignal) => answer(v1.datasets.$get({}, until(signal))),
  datasetOrders: (id: string, signal?: AbortSignal) =>
    answerAs<{ items: Order[] }>(
      v1.datasets[":id"].orders.$get({ param: { id }, query: { limit: "50" } }, until(signal)),
    ),
};

type Answer<K extends keyof typeof replaysApi> = Awaited<ReturnType<(typeof replaysApi)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];

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
export type DatasetView = Item<Answer<"datasets">>;
