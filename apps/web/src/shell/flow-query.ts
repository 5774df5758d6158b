/** Flows: the list, and one with its draft, which is asked for by the page's address ahead of the designer too. */

import type { FlowDocument } from "@switchyard/flow";
import { until, v1 } from "./client.ts";
import { keys } from "./query.ts";
import { answer, answerAs } from "./request.ts";

export const askFlow = (id: string, signal?: AbortSignal) =>
  answerAs<FlowDetail>(v1.flows[":id"].$get({ param: { id } }, until(signal)));

export const flowQuery = (id: string) => ({
  queryKey: keys.flow(id),
  queryFn: ({ signal }: { signal: AbortSignal }) => askFlow(id, signal),
});

export const flowsQuery = {
  queryKey: keys.flows,
  queryFn: ({ signal }: { signal: AbortSignal }) => answer(v1.flows.$get({ query: {} }, until(signal))),
} as const;

export type FlowSummary = Awaited<ReturnType<typeof flowsQuery.queryFn>>["items"][number];

export interface FlowDetail {
  id: string;
  name: string;
  draft: { revision: number; document: FlowDocument; updated_at: number };
  live: { version: number; document: FlowDocument; published_at: number } | null;
  /** Orders that reached each node in the last seven days. */
  hits: Record<string, number>;
}
