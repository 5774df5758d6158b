/** What the server says is happening: the lists that show it are asked for anew, a few at a time. */
import { useEffect } from "react";
import { withWorkspace } from "./ask.ts";
import { queryClient } from "./query.ts";

/** Event → the queries that it makes stale. */
const STALE: Record<string, readonly string[]> = {
  orders: ["orders", "order", "intake", "todo"],
  intake: ["intake"],
  replay: ["replay"],
  inbox: ["inbox", "todo"],
  workspace: ["workspace"],
  flow: ["golden", "comments", "holder", "versions", "rollout"],
};
const PAUSE_MS = 800;

export function useLiveUpdates(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || typeof EventSource === "undefined") return;
    const stream = new EventSource(withWorkspace("/api/v1/events"));
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const name of stale) void queryClient.invalidateQueries({ queryKey: [name] });
      stale.clear();
    };
    const mark = (names: readonly string[]) => {
      for (const name of names) stale.add(name);
      timer ??= setTimeout(flush, PAUSE_MS);
    };
    for (const [event, names] of Object.entries(STALE)) stream.addEventListener(event, () => mark(names));
    stream.addEventListener("reset", () => mark(Object.values(STALE).flat()));
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [wanted]);
}
