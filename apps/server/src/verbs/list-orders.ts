import { wordsForBrand } from "@switchyard/orders";
import type { OrderFilter, OrderSummary, Page, PageRequest } from "@switchyard/store";
import { brandWords } from "../access/identity.ts";
import type { Context, NamedDestination } from "../runtime/context.ts";

export type OrderView = Omit<OrderSummary, "destination"> & { destination: NamedDestination | null };

type Wanted = Omit<OrderFilter, "brands"> & { brand?: string | undefined };

/** Orders of the pool, newest first. */
export async function listOrders(ctx: Context, filter: Wanted, page: PageRequest): Promise<Page<OrderView>> {
  const { brand, ...rest } = filter;
  const { source } = ctx.who;
  const brands = brandWords(ctx) ?? (brand ? wordsForBrand(ctx.workspace.whole.brands, brand) : undefined);
  const allowed = { ...rest, brands, ...(source === null ? {} : { source }) };
  const { items, nextCursor } = await ctx.store.read.orders.list(ctx.workspace.id, allowed, page);
  return {
    items: items.map((item) => ({ ...item, destination: ctx.workspace.destination(item.destination) })),
    nextCursor,
  };
}
