/** What boards count of the pool, in pieces, while others have their turns. */
import { kept } from "../figures/kept.ts";
import type { Context } from "../runtime/context.ts";

/** Counting takes a tenth of the process at most, and once for all who ask. */
export function counted<T>(
  { executor, clock, who }: Context,
  what: readonly string[],
  signal: AbortSignal | undefined,
  count: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify(["board", ...what, who.brand, who.source]);
  return kept({ executor, key, now: () => clock.now(), signal }, count);
}
