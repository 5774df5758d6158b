import { wordsForBrand } from "@switchyard/orders";
import type { OrderFilter, OrderSummary, Page, PageRequest } from "@switchyard/store";
import { brandWords } from "../access/identity.ts";
import type { Context, NamedDestination } from "../runtime/context.ts";

export type OrderView = Omit<OrderSummary, "destination"> & { destination: NamedDestination | null };

export type Wanted = Omit<OrderFilter, "brands" | "statuses" | "dueBefore"> & {
  brand?: string | undefined;
  late?: "true" | undefined;
};

/** Orders of the pool, newest first. */
export async function listOrders(ctx: Context, filter: Wanted, page: PageRequest): Promise<Page<OrderView>> {
  const { brand, late: wantsLate, ...rest } = filter;
  const { source } = ctx.who;
  const brands = brandWords(ctx) ?? (brand ? wordsForBrand(ctx.workspace.whole.brands, brand) : undefined);
  const late = wantsLate ? { dueBefore: ctx.clock.now(), statuses: [...ctx.executor.live.prepared.openStates] } : {};
  const allowed = { ...rest, brands, ...late, ...(source === null ? {} : { source }) };
  const { items, nextCursor } = await ctx.store.read.orders.list(ctx.workspace.id, allowed, page);
  return {
    items: items.map((item) => ({ ...item, destination: ctx.workspace.destination(item.destination) })),
    nextCursor,
  };
}
