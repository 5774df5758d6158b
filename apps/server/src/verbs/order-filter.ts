/** What people ask of orders, as the store understands it: lists, files and boards mean the same by the same words. */
import { normaliseField, startOfDay, wordsForBrand } from "@switchyard/orders";
import type { InstantSpan, OrderFilter } from "@switchyard/store";
import { brandWords } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { firstIdAt } from "../runtime/ids.ts";

/** When open orders are due: past it, on a day of the workspace's, within three days from today, after them, or never. */
export const DUE = ["late", "today", "tomorrow", "soon", "later", "none"] as const;
export type Due = (typeof DUE)[number];
/** For how long there has been nothing new of an open order: neither another state nor a courier's node. Up to so many hours; at last longer. */
export const STAYS = ["2h", "6h", "24h", "3d", "7d", "longer"] as const;
export type Stay = (typeof STAYS)[number];
const HOURS = [2, 6, 24, 72, 168];
/** Why an order is not worked on, as lists and boards tell it apart. */
export const STOPPED = ["hold", "freeze"] as const;
/** Of a destination or a brand: orders that have none. */
const NONE = "none";

export type Wanted = Omit<
  OrderFilter,
  "brands" | "noBrand" | "statuses" | "due" | "waits" | "received" | "since" | "parcelIn"
> & {
  brand?: string | undefined;
  status?: string | undefined;
  /** Open orders alone. */
  open?: "true" | undefined;
  /** Open orders that are due then. */
  due?: Due | undefined;
  late?: "true" | undefined;
  waits?: (typeof STOPPED)[number] | undefined;
  /** Open orders of which there has been nothing new for so long. */
  stay?: Stay | undefined;
  parcel_in?: string | undefined;
  /** The first and the last day on which they came (`2026-11-02`). */
  from?: string | undefined;
  to?: string | undefined;
};

export function filterOf(
  ctx: Context,
  { brand, status, open, due, late, stay, from, to, carrier, province, parcel_in, ...rest }: Wanted,
): OrderFilter {
  const { source } = ctx.who;
  const when = late ? "late" : due;
  const states = open || when !== undefined || stay !== undefined ? openStates(ctx) : undefined;
  const own = status === undefined ? states : [status].filter((one) => states?.includes(one) ?? true);
  return {
    ...rest,
    ...ofBrand(ctx, brand),
    ...(own === undefined ? {} : { statuses: own }),
    ...(when === undefined ? {} : { due: dueSpans(ctx)[when] }),
    ...(stay === undefined ? {} : { since: staySpans(ctx.clock.now())[STAYS.indexOf(stay)] }),
    ...(from === undefined && to === undefined ? {} : receivedBetween(ctx, from, to)),
    ...(carrier === undefined ? {} : { carrier: normaliseField("carrier", carrier) }),
    ...(province === undefined ? {} : { province: normaliseField("province", province) }),
    ...(parcel_in === undefined ? {} : { parcelIn: normaliseField("province", parcel_in) }),
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
export function dueSpans({ clock, workspace }: Context): Record<Due, InstantSpan> {
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

/** By since when there has been nothing new, in the order of `STAYS`. Each instant is in one of them. */
export const staySpans = (now: number): InstantSpan[] =>
  STAYS.map((_, place) => ({
    ...(HOURS[place] === undefined ? {} : { from: now - HOURS[place] * HOUR + 1 }),
    ...(place === 0 ? {} : { before: now - (HOURS[place - 1] ?? 0) * HOUR + 1 }),
  }));
const HOUR = 3_600_000;

/** From the beginning of a day of the workspace's to the end of another. */
export const daysBetween = ({ workspace }: Context, from?: string, to?: string) => ({
  ...(from === undefined ? {} : { from: startOfDay(from, workspace.settings.zone) }),
  ...(to === undefined ? {} : { before: startOfDay(to, workspace.settings.zone, 1) }),
});

/** An event that comes before its order makes the order's id, so long before at the most; ids are made as orders come, or a moment after. */
const [AWAITED, MOMENT] = [31 * 24 * HOUR, 1000];
/** Orders that came on these days: no other ids are looked through. */
export function receivedBetween(ctx: Context, from?: string, to?: string): Pick<OrderFilter, "received" | "ids"> {
  const received = daysBetween(ctx, from, to);
  const ids = {
    ...(received.from === undefined ? {} : { from: firstIdAt("ord", received.from - AWAITED) }),
    ...(received.before === undefined ? {} : { before: firstIdAt("ord", received.before + MOMENT) }),
  };
  return { received, ids };
}
