/** Every call the screens make. */
import type { Explanation } from "@switchyard/engine";
import { answer } from "./request.ts";
import type {
  DatasetPreview,
  DatasetView,
  FlowDetail,
  FlowSummary,
  OrderDetail,
  OrderRow,
  Page,
  PatchDraft,
  ReplayView,
  Workspace,
} from "./wire.ts";

const BASE = "/api/v1";

function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method, headers: { accept: "application/json" } };
  if (body !== undefined) {
    init.headers = { ...init.headers, "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  if (signal) init.signal = signal;
  return answer<T>(fetch(`${BASE}${path}`, init));
}

export type Query = Record<string, string | number | undefined | null>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

const id = encodeURIComponent;

export const api = {
  workspace: (signal?: AbortSignal) => send<Workspace>("GET", "/workspace", undefined, signal),
  flows: (signal?: AbortSignal) => send<Page<FlowSummary>>("GET", "/flows?limit=200", undefined, signal),
  flow: (flow: string, signal?: AbortSignal) => send<FlowDetail>("GET", `/flows/${id(flow)}`, undefined, signal),
  createFlow: (body: { name: string; document?: unknown }) => send<FlowSummary>("POST", "/flows", body),
  patchDraft: (flow: string, body: PatchDraft) => send<{ revision: number }>("PATCH", `/flows/${id(flow)}/draft`, body),
  tryFlow: (flow: string, body: { order: unknown } | { order_id: string }) =>
    send<{ explanation: Explanation }>("POST", `/flows/${id(flow)}/try`, body),
  publish: (flow: string, body: { reason?: string; revision: number }) =>
    send<{ version: number; published_at: number }>("POST", `/flows/${id(flow)}/publish`, body),
  orders: (query: Query, signal?: AbortSignal) =>
    send<Page<OrderRow>>("GET", withQuery("/orders", query), undefined, signal),
  order: (order: string, signal?: AbortSignal) => send<OrderDetail>("GET", `/orders/${id(order)}`, undefined, signal),
  explanation: (order: string, signal?: AbortSignal) =>
    send<Explanation>("GET", `/orders/${id(order)}/explanation`, undefined, signal),
  startReplay: (body: { flow: string; version: string | number; dataset?: string; from?: number; to?: number }) =>
    send<{ id: string }>("POST", "/replays", body),
  replay: (replay: string, signal?: AbortSignal) =>
    send<ReplayView>("GET", `/replays/${id(replay)}`, undefined, signal),
  cancelReplay: (replay: string) => send<unknown>("DELETE", `/replays/${id(replay)}`),
  datasets: (signal?: AbortSignal) => send<Page<DatasetView>>("GET", "/datasets", undefined, signal),
  previewDataset: (body: unknown) => send<DatasetPreview>("POST", "/datasets/preview", body),
  createDataset: (body: unknown) => send<DatasetView>("POST", "/datasets", body),
};
