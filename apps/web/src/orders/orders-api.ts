/** Calls about orders that came. */
import type { Explanation } from "@switchyard/engine";
import type { TypedForm } from "@switchyard/orders";
import { queryOptions } from "@tanstack/react-query";
import { query, until, v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

export const ordersApi = {
  orders: (values: Record<string, string | number | boolean | null | undefined>, signal?: AbortSignal) =>
    answer(v1.orders.$get({ query: query(values) }, until(signal))),
  order: (id: string, signal?: AbortSignal) => answer(v1.orders[":id"].$get({ param: { id } }, until(signal))),
  type: (json: TypedForm & { by: string; key: string }) => answer(v1.orders.typed.$post({ json })),
  standing: (id: string, signal?: AbortSignal) =>
    answer(v1.orders[":id"].standing.$get({ param: { id } }, until(signal))),
  flag: (id: string, json: { by: string; reason: string }) =>
    answer(v1.orders[":id"].flag.$post({ param: { id }, json })),
  actMany: (json: { orders: string[]; action: OrderAction } | { each: { order: string; action: OrderAction }[] }) =>
    answer(v1.orders.actions.$post({ json })),
  explanation: (id: string, signal?: AbortSignal) =>
    answerAs<Explanation>(v1.orders[":id"].explanation.$get({ param: { id } }, until(signal))),
  trace: (of: Traced, signal?: AbortSignal) => answer(v1.trace.$get({ query: query({ ...of }) }, until(signal))),
  history: (id: string, signal?: AbortSignal) =>
    answer(v1.orders[":id"].versions.$get({ param: { id } }, until(signal))),
  requestChange: (id: string, json: ChangeRequest) =>
    answer(v1.orders[":id"].actions.$post({ param: { id }, header: {}, json })),
  links: (order: string, signal?: AbortSignal) =>
    answer(v1.orders[":id"].links.$get({ param: { id: order } }, until(signal))),
  createLink: (order: string, json: { days: number; shows: "order" | "po" }) =>
    answer(v1.orders[":id"].links.$post({ param: { id: order }, json })),
  revokeLink: (id: string) => answer(v1.links[":id"].$delete({ param: { id } })),
};

export const historyQuery = (id: string) =>
  queryOptions({ queryKey: ["order", id, "versions"], queryFn: ({ signal }) => ordersApi.history(id, signal) });

export type OrderBatch = Awaited<ReturnType<typeof ordersApi.standing>>["batches"][number];

/** Takes effect when it is approved. `level`: 1 the date, 2 the bill of materials, 3 the contract; `amount` is minor units. */
export interface ChangeRequest {
  type: "request_change";
  by: string;
  reason: string;
  level: number;
  due_date?: string;
  qty?: number;
  amount?: number;
  note?: string;
}

/** What a report of a chain is about; `of`: whichever of both a scanner has read. */
export type Traced = { lot: string } | { order: string } | { of: string };
export const traceKey = (of: Traced) => ["trace", of] as const;

/** Of the links by which customers follow an order. */
export const linksKey = (order: string) => ["links", order] as const;

type Answer<K extends keyof typeof ordersApi> = Awaited<ReturnType<(typeof ordersApi)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];

export type OrderRow = Item<Answer<"orders">>;
export type OrderHistory = Answer<"history">;
export type OrderDetail = Answer<"order">;
export type TimelineEntry = OrderDetail["timeline"][number];

/** What a person does with an order. */
export type OrderAction = { by: string } & (
  | { type: "cancel"; reason?: string }
  | { type: "set_by_hand"; destination?: string | null; unlock?: string[] }
  | { type: "hold"; reason?: string }
  | { type: "release_hold" }
  | { type: "assert_state"; to: string; ref?: string }
  | { type: "move_due"; due_date: string; cause?: string }
);

export type ActedOn = Item<Answer<"actMany">>;
