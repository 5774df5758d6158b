/** What the address asks for is fetched while the page itself is still loading, not after it. */
import { api } from "./api.ts";
import { keys, queryClient } from "./query.ts";
import { workspaceQuery } from "./workspace.ts";

export const flowQuery = (id: string) => ({
  queryKey: keys.flow(id),
  queryFn: ({ signal }: { signal: AbortSignal }) => api.flow(id, signal),
});

export function fetchAhead(path: string): void {
  const flow = /^\/flows\/([^/]+)$/.exec(path)?.[1];
  if (flow === undefined) return;
  void import("../designer/DesignerPage.tsx");
  void queryClient.prefetchQuery(flowQuery(decodeURIComponent(flow)));
  void queryClient.prefetchQuery(workspaceQuery);
}
