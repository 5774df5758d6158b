/** The published flows that sub-flows call, and those they call in turn: what the check of a sub-flow looks into. */
import type { FlowDocument } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { api } from "../shell/api.ts";
import { keys } from "../shell/query.ts";
import { RequestFailure } from "../shell/request.ts";

export type PublishedFlows = Readonly<Record<string, FlowDocument>>;

export const calledBy = (document: FlowDocument): string[] =>
  document.nodes.flatMap((node) => (node.kind === "subflow" && node.flow !== "" ? node.flow : []));

/** Null: there is no such flow, or it was never published. */
async function publishedDocument(id: string, signal: AbortSignal): Promise<FlowDocument | null> {
  try {
    return (await api.flow(id, signal)).live?.document ?? null;
  } catch (error) {
    if (error instanceof RequestFailure && error.status === 404) return null;
    throw error;
  }
}

async function followCalls(ids: readonly string[], signal: AbortSignal): Promise<PublishedFlows> {
  const found: Record<string, FlowDocument> = {};
  const seen = new Set<string>();
  for (let open = [...ids]; open.length > 0; ) {
    const fresh = [...new Set(open)].filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    const documents = await Promise.all(fresh.map((id) => publishedDocument(id, signal)));
    fresh.forEach((id, index) => {
      const document = documents[index];
      if (document) found[id] = document;
    });
    open = documents.flatMap((document) => (document ? calledBy(document) : []));
  }
  return found;
}

const NONE: PublishedFlows = {};

/** Undefined until the server has answered. */
export function usePublishedFlows(ids: readonly string[]): PublishedFlows | undefined {
  const wanted = [...new Set(ids)].sort();
  const answer = useQuery({
    queryKey: keys.published(wanted),
    queryFn: ({ signal }) => followCalls(wanted, signal),
    enabled: wanted.length > 0,
    staleTime: 30_000,
  });
  return wanted.length === 0 ? NONE : answer.data;
}
