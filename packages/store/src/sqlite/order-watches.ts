/** Who hears of which orders were written. The one process that has the file writes all of them: their names in memory are enough. */
import type { OrderWatch, StateInput } from "../port/store.ts";

export interface OrderWatches {
  open(workspace: string): OrderWatch;
  /** These were committed. */
  tell(workspace: string, state: readonly StateInput[]): void;
}

/** Beyond so many (some 20 MB of names) one reads them all again. */
const MOST = 200_000;

export function orderWatches(most = MOST): OrderWatches {
  const watching = new Set<{ workspace: string; changed: Set<string> }>();
  return {
    open(workspace) {
      const mine = { workspace, changed: new Set<string>() };
      watching.add(mine);
      return {
        take() {
          const { changed } = mine;
          mine.changed = new Set();
          return changed.size > most ? null : changed;
        },
        stop: () => void watching.delete(mine),
      };
    },
    tell(workspace, state) {
      for (const one of watching) {
        if (one.workspace !== workspace) continue;
        for (const { key } of state) if (key.kind === "order" && one.changed.size <= most) one.changed.add(key.key);
      }
    },
  };
}
