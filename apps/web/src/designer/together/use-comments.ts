/** What people say about the flow's nodes, in threads, oldest first. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../shell/api.ts";
import { keys } from "../../shell/query.ts";
import type { CommentView } from "../../shell/wire.ts";

export interface Thread {
  first: CommentView;
  replies: readonly CommentView[];
}

export function useThreads(flow: string) {
  const query = useQuery({ queryKey: keys.comments(flow), queryFn: ({ signal }) => api.comments(flow, signal) });
  return { ...query, threads: threadsOf(query.data?.items ?? []) };
}

export function threadsOf(comments: readonly CommentView[]): Thread[] {
  return comments
    .filter((one) => one.thread === one.id)
    .map((first) => ({ first, replies: comments.filter((one) => one.thread === first.id && one.id !== first.id) }));
}

/** Threads that still want an answer, by node. */
export function openByNode(threads: readonly Thread[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { first } of threads) if (first.resolved === null) counts[first.node] = (counts[first.node] ?? 0) + 1;
  return counts;
}
