/** All open orders of a workspace, some at a time: for what concerns each of them and no single event. */
import { type OrderSummary, type Store, StoreError } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Executor } from "./executor.ts";
import type { EventRun } from "./run-event.ts";

interface OpenOrders {
  store: Store;
  workspace: string;
  executor: Executor;
}
const ORDERS_AT_ONCE = 200;

/** `isStopping` is asked between pages; where it says yes this throws, so that nobody takes the work for done. */
export async function eachOpenOrders(
  { store, workspace, executor }: OpenOrders,
  isStopping: () => boolean,
  take: (open: OrderSummary[]) => Promise<void>,
): Promise<void> {
  const statuses = [...executor.live.prepared.openStates];
  let cursor: string | undefined;
  do {
    if (isStopping()) throw new Error("stopped in the middle of the open orders");
    const page = await store.read.orders.list(workspace, { statuses }, { cursor, limit: ORDERS_AT_ONCE });
    if (page.items.length > 0) await take(page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/**
 * A step for each, in one group; where that fails, each in a group of its own: one that fails by itself is told of and left, and harms
 * none of the others. Throws where the store fails or the executor stops.
 */
export async function stepEach<T>(
  { executor, log }: { executor: Executor; log: Log },
  items: readonly T[],
  step: (item: T, run: EventRun, at: number) => Promise<void>,
): Promise<void> {
  const inOneGroup = (some: readonly T[]) =>
    executor.work(async (run, at) => {
      for (const item of some) await step(item, run, at);
    });
  await executor.room();
  try {
    await inOneGroup(items);
  } catch (together) {
    if (isNobodysFault(together)) throw together;
    for (const item of items) {
      try {
        await inOneGroup([item]);
      } catch (alone) {
        if (isNobodysFault(alone)) throw alone;
        log.error("a step of the shell's own failed", { error: errorName(alone) });
      }
    }
  }
}
const isNobodysFault = (cause: unknown) => cause instanceof StoreError || cause instanceof Refusal;
