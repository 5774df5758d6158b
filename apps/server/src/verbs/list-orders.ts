import type { OrderFilter, OrderSummary, Page, PageRequest } from "@switchyard/store";
import type { Context, NamedDestination } from "../runtime/context.ts";

export type OrderView = Omit<OrderSummary, "destination"> & { destination: NamedDestination | null };

/** Orders of the pool, newest first. */
export async function listOrders(ctx: Context, filter: OrderFilter, page: PageRequest): Promise<Page<OrderView>> {
  const { brand, source } = ctx.who;
  const allowed = { ...filter, ...(brand === null ? {} : { brand }), ...(source === null ? {} : { source }) };
  const { items, nextCursor } = await ctx.store.read.orders.list(ctx.workspace.id, allowed, page);
  return {
    items: items.map((item) => ({ ...item, destination: ctx.workspace.destination(item.destination) })),
    nextCursor,
  };
}
