import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import type { OrderSort, OrderSummary, Page, PageRequest } from "@switchyard/store";
import type { Context, NamedDestination } from "../runtime/context.ts";
import { filterOf, type Wanted } from "./order-filter.ts";

export type OrderView = Omit<OrderSummary, "destination"> & { destination: NamedDestination | null };

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
  const sort = by && { by, descending: direction === "descending", ranks: ranksOf(ctx, by) };
  const { items, nextCursor } = await ctx.store.read.orders.list(ctx.workspace.id, filterOf(ctx, filter), {
    ...page,
    sort,
  });
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
