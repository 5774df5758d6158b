import type { OrderFilter, OrderSummary, Page, PageRequest } from "@switchyard/store";
import type { Context, NamedDestination } from "../runtime/context.ts";

export type OrderView = Omit<OrderSummary, "destination"> & { destination: NamedDestination | null };

/** Orders of the pool, newest first. */
export async function listOrders(ctx: Context, filter: OrderFilter, page: PageRequest): Promise<Page<OrderView>> {
  const { items, nextCursor } = await ctx.store.read.orders.list(
    ctx.workspace.id,
    ctx.who.brand === null ? filter : { ...filter, brand: ctx.who.brand },
    page,
  );
  return {
    items: items.map((item) => ({ ...item, destination: ctx.workspace.destination(item.destination) })),
    nextCursor,
  };
}
