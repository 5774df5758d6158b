import { DEFAULT_STATE_MACHINE, wordsForBrand } from "@switchyard/orders";
import type { OrderFilter, OrderSort, OrderSummary, Page, PageRequest } from "@switchyard/store";
import { brandWords } from "../access/identity.ts";
import type { Context, NamedDestination } from "../runtime/context.ts";

export type OrderView = Omit<OrderSummary, "destination"> & { destination: NamedDestination | null };

export type Wanted = Omit<OrderFilter, "brands" | "statuses" | "dueBefore"> & {
  brand?: string | undefined;
  status?: string | undefined;
  late?: "true" | undefined;
};
export interface Sorted {
  sort?: OrderSort["by"] | undefined;
  direction?: "ascending" | "descending" | undefined;
}

/** Orders of the pool, newest first or as sorted. */
export async function listOrders(
  ctx: Context,
  filter: Wanted,
  { sort: by, direction, ...page }: PageRequest & Sorted,
): Promise<Page<OrderView>> {
  const { brand, status, late: wantsLate, ...rest } = filter;
  const { source } = ctx.who;
  const brands = brandWords(ctx) ?? (brand ? wordsForBrand(ctx.workspace.whole.brands, brand) : undefined);
  const open = [...ctx.executor.live.prepared.openStates];
  const late = wantsLate ? { dueBefore: ctx.clock.now(), statuses: open } : {};
  const one = status === undefined ? {} : { statuses: wantsLate && !open.includes(status) ? [] : [status] };
  const allowed = { ...rest, brands, ...late, ...one, ...(source === null ? {} : { source }) };
  const sort = by && { by, descending: direction === "descending", ranks: ranksOf(ctx, by) };
  const { items, nextCursor } = await ctx.store.read.orders.list(ctx.workspace.id, allowed, { ...page, sort });
  return {
    items: items.map((item) => ({ ...item, destination: ctx.workspace.destination(item.destination) })),
    nextCursor,
  };
}

/** States as the workspace's machine has them one after the other, destinations as it lists them; the rest as it is. */
function ranksOf({ workspace }: Context, by: OrderSort["by"]): string[] | undefined {
  const { states = DEFAULT_STATE_MACHINE } = workspace.settings;
  if (by === "status") return states.states.map(({ id }) => id);
  if (by === "destination") return workspace.whole.destinations.map(({ id }) => id);
  return by === "outcome" ? ["undecided", "parked", "decided"] : undefined;
}
