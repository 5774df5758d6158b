/** All open orders of a workspace, some at a time: for what concerns each of them and no single event. */
import type { OrderSummary, Store } from "@switchyard/store";
import type { Executor } from "./executor.ts";

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
