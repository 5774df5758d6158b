/** What the address asks for is fetched while the page itself is still loading, not after it. */
import { flowQuery } from "./flow-query.ts";
import { queryClient } from "./query.ts";
import { workspaceQuery } from "./workspace.ts";

export function fetchAhead(path: string): void {
  const flow = /^\/flows\/([^/]+)$/.exec(path)?.[1];
  if (flow === undefined) return;
  void import("../designer/DesignerPage.tsx");
  void queryClient.prefetchQuery(flowQuery(decodeURIComponent(flow)));
  void queryClient.prefetchQuery(workspaceQuery);
}
