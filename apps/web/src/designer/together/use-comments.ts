/** What people say about the flow's nodes, in threads, oldest first. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../../shell/query.ts";
import type { CommentView } from "../designer-api.ts";
import { designerApi } from "../designer-api.ts";

export interface Thread {
  first: CommentView;
  replies: readonly CommentView[];
}

/** What else is read of the answer would draw its reader again whenever it is asked for: after each save, for one. */
export function useThreads(flow: string) {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: keys.comments(flow),
    queryFn: ({ signal }) => designerApi.comments(flow, signal),
  });
  const threads = useMemo(() => threadsOf(data?.items ?? []), [data]);
  return { threads, isPending, error, refetch };
}

function threadsOf(comments: readonly CommentView[]): Thread[] {
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
