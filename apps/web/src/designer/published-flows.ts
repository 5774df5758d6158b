/** The published flows of the workspace, by id: what the check of a sub-flow looks into. */
import type { FlowDocument } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../shell/query.ts";
import { designerApi } from "./designer-api.ts";

export type PublishedDocuments = Readonly<Record<string, FlowDocument>>;

/** One question for all who ask; the same answer for 30 s. */
export const publishedQuery = {
  queryKey: keys.beside,
  queryFn: ({ signal }: { signal: AbortSignal }) => designerApi.publishedFlows(signal),
  staleTime: 30_000,
};

/** Undefined until the server has answered. */
export function usePublishedDocuments(): PublishedDocuments | undefined {
  const { data } = useQuery(publishedQuery);
  return useMemo(() => data && Object.fromEntries(data.items.map(({ id, document }) => [id, document])), [data]);
}
