/** Calls of the boards, typed by the server's own routes. */
import { keepPreviousData, type QueryKey, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { until, v1 } from "../shell/client.ts";
import { againAfter } from "../shell/query.ts";
import { answer } from "../shell/request.ts";

interface DeadlinesQuery {
  flow?: string | undefined;
  level?: number | undefined;
  cursor?: string | undefined;
}
export interface TrendAsked {
  by: "brand" | "destination" | "category" | "carrier";
  unit: "week" | "month";
}
export type DeliveryBy = "destination" | "brand" | "carrier";
export type MapOf = "province" | "parcel_in";
const LIMIT = "50";

export const boardsApi = {
  delivery: (by: DeliveryBy, signal?: AbortSignal) => answer(v1.boards.delivery.$get({ query: { by } }, until(signal))),
  map: (of: MapOf, signal?: AbortSignal) => answer(v1.boards.map.$get({ query: { of } }, until(signal))),
  steps: (signal?: AbortSignal) => answer(v1.boards.steps.$get({}, until(signal))),
  trend: (query: TrendAsked, signal?: AbortSignal) => answer(v1.boards.trend.$get({ query }, until(signal))),
  exceptions: (signal?: AbortSignal) => answer(v1.boards.exceptions.$get({}, until(signal))),
  deadlines: ({ flow, level, cursor }: DeadlinesQuery, signal?: AbortSignal) =>
    answer(
      v1.boards.deadlines.$get(
        {
          query: {
            limit: LIMIT,
            ...(flow === undefined ? {} : { flow }),
            ...(level === undefined ? {} : { level: String(level) }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        until(signal),
      ),
    ),
};
type Answer<K extends keyof typeof boardsApi> = Awaited<ReturnType<(typeof boardsApi)[K]>>;
export type Delivery = Answer<"delivery">;
export type DeliveryRow = Delivery["rows"][number];
export type DeliveryCell = DeliveryRow["cells"][number];
export type Steps = Answer<"steps">;
export type Places = Answer<"map">;
export type Trend = Answer<"trend">;
export type Exceptions = Answer<"exceptions">;
export type Deadlines = Answer<"deadlines">;
export type Deadline = Deadlines["items"][number];

/** Time passes though nothing happens: what is today is late some time. */
const EVERY_MS = 60_000;

/** What a board shows: asked for anew when the server says that something happened, once a minute, and kept on the screen meanwhile. */
export function useBoard<T>(name: QueryKey, ask: (signal: AbortSignal) => Promise<T>): UseQueryResult<T> {
  return useQuery({
    queryKey: ["boards", ...name],
    queryFn: ({ signal }) => ask(signal),
    placeholderData: keepPreviousData,
    retry: 1,
    refetchInterval: againAfter(EVERY_MS),
  }) as UseQueryResult<T>;
}
