/** Data sets: asked again while one is being read. */

import { keys } from "../shell/query.ts";
import type { DatasetView } from "./replays-api.ts";
import { replaysApi } from "./replays-api.ts";

const EVERY_MS = 1000;
interface Datasets {
  items: DatasetView[];
}

export const datasetsQuery = {
  queryKey: keys.datasets,
  queryFn: ({ signal }: { signal: AbortSignal }) => replaysApi.datasets(signal),
  refetchInterval: (query: { state: { data?: Datasets | undefined } }) =>
    query.state.data?.items.some(({ status }) => status === "importing") ? EVERY_MS : false,
} as const;

/** Only those that can be replayed. */
export const readyDatasetsQuery = {
  ...datasetsQuery,
  select: ({ items }: Datasets) => ({ items: items.filter(({ status }) => status === "ready") }),
} as const;
