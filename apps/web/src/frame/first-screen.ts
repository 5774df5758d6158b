/** The first screen is drawn once, with what it shows: its files and answers were asked for by `first-visit.ts`, and are soon there. */

import { isOutside } from "../shell/door.ts";
import { flowQuery } from "../shell/flow-query.ts";
import { queryClient } from "../shell/query.ts";
import { sessionQuery } from "../shell/session.ts";
import { workspaceQuery } from "../shell/workspace.ts";
import { flowIn } from "./first-visit.ts";
import { router } from "./router.tsx";

/** So long nobody waits for what is late: the frame is drawn, and the screen says that it loads. */
const PATIENCE_MS = 400;

/** What fails here is told by the screen. */
export function firstScreen(path: string): Promise<unknown> {
  const flow = flowIn(path);
  const asked = isOutside(path)
    ? []
    : [queryClient.prefetchQuery(workspaceQuery), queryClient.prefetchQuery(sessionQuery)];
  if (flow !== undefined) asked.push(queryClient.prefetchQuery(flowQuery(flow)));
  const shown = Promise.all([router.load(), ...asked]).catch(() => {});
  return Promise.race([shown, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
