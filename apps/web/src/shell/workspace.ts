import { useQuery } from "@tanstack/react-query";
import { useStore } from "zustand";
import { type Format, formatFor } from "../words/format.ts";
import { until, v1 } from "./client.ts";
import { preferences } from "./preferences.ts";
import { keys } from "./query.ts";
import { answer } from "./request.ts";

export const workspaceQuery = {
  queryKey: keys.workspace,
  queryFn: ({ signal }: { signal: AbortSignal }) => answer(v1.workspace.$get({}, until(signal))),
  staleTime: 60_000,
};

export function useWorkspace(): Workspace | undefined {
  return useQuery(workspaceQuery).data;
}

/** Of the workspace's clocks, wherever the browser is. */
export const useZone = (): string => useWorkspace()?.zone ?? "Asia/Shanghai";

export function useFormat(): Format {
  const language = useStore(preferences, (state) => state.language);
  return formatFor(language, useZone());
}

export type Workspace = Awaited<ReturnType<typeof workspaceQuery.queryFn>>;
