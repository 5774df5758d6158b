/** What people ask of orders, as the store understands it: lists, files and boards mean the same by the same words. */
import { startOfDay, wordsForBrand } from "@switchyard/orders";
import type { DueSpan, OrderFilter } from "@switchyard/store";
import { brandWords } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";

/** When open orders are due: past it, on a day of the workspace's, within three days from today, after them, or never. */
export const DUE = ["late", "today", "tomorrow", "soon", "later", "none"] as const;
export type Due = (typeof DUE)[number];
/** Why an order is not worked on, as lists and boards tell it apart. */
export const STOPPED = ["hold", "freeze"] as const;
/** Of a destination or a brand: orders that have none. */
export const NONE = "none";

export type Wanted = Omit<OrderFilter, "brands" | "noBrand" | "statuses" | "due" | "waits"> & {
  brand?: string | undefined;
  status?: string | undefined;
  /** Open orders alone. */
  open?: "true" | undefined;
  /** Open orders that are due then. */
  due?: Due | undefined;
  late?: "true" | undefined;
  waits?: (typeof STOPPED)[number] | undefined;
};

export function filterOf(ctx: Context, { brand, status, open, due, late, ...rest }: Wanted): OrderFilter {
  const { source } = ctx.who;
  const when = late ? "late" : due;
  const states = open || when !== undefined ? openStates(ctx) : undefined;
  const own = status === undefined ? states : [status].filter((one) => states?.includes(one) ?? true);
  return {
    ...rest,
    ...ofBrand(ctx, brand),
    ...(own === undefined ? {} : { statuses: own }),
    ...(when === undefined ? {} : { due: dueSpans(ctx)[when] }),
    ...(source === null ? {} : { source }),
  };
}

export const openStates = ({ executor }: Context): string[] => [...executor.live.prepared.openStates];

function ofBrand(ctx: Context, brand: string | undefined): Pick<OrderFilter, "brands" | "noBrand"> {
  const own = brandWords(ctx);
  if (own !== null) return { brands: own };
  if (brand === undefined || brand === "") return {};
  return brand === NONE ? { noBrand: true } : { brands: wordsForBrand(ctx.workspace.whole.brands, brand) };
}

/** Each instant is in one of them. Days are the workspace's. */
export function dueSpans({ clock, workspace }: Context): Record<Due, DueSpan> {
  const now = clock.now();
  const { zone } = workspace.settings;
  const day = (later: number) => startOfDay(now, zone, later);
  return {
    late: { before: now },
    today: { from: now, before: day(1) },
    tomorrow: { from: day(1), before: day(2) },
    soon: { from: day(2), before: day(4) },
    later: { from: day(4) },
    none: "none",
  };
}
