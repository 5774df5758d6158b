/** Open orders on the map: by the province that they go to, or in which the courier last had their parcels. */
import type { BoardCount } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { counted } from "./counted.ts";
import { dueSpans, filterOf, openStates } from "./order-filter.ts";

export const MAP_OF = ["province", "parcel_in"] as const;
export type MapOf = (typeof MAP_OF)[number];
interface Place {
  /** As the orders have it: a province of China by its short name, or what stands in its stead; null: nobody said. */
  place: string | null;
  open: number;
  /** Past the due date, and due on what is left of today. */
  late: number;
  today: number;
}
export interface MapBoard {
  at: number;
  rows: Place[];
}

/** The fullest first; those of which nobody said where at last. */
export function mapBoard(ctx: Context, of: MapOf, signal?: AbortSignal): Promise<MapBoard> {
  return counted(ctx, ["map", of], signal, async () => {
    const at = ctx.clock.now();
    const { late, today } = dueSpans(ctx);
    const filter = { ...filterOf(ctx, {}), statuses: openStates(ctx) };
    const query = { rows: of, of: "due" as const, spans: [late, today], filter };
    return { at, rows: placesOf(await ctx.store.read.boards.counts(ctx.workspace.id, query)) };
  });
}

function placesOf(counts: readonly BoardCount[]): Place[] {
  const found = new Map<string | null, Place>();
  for (const { row: place, span, count } of counts) {
    const one = found.get(place) ?? { place, open: 0, late: 0, today: 0 };
    one.open += count;
    if (span === 0) one.late += count;
    if (span === 1) one.today += count;
    found.set(place, one);
  }
  return [...found.values()].sort((a, b) => Number(a.place === null) - Number(b.place === null) || b.open - a.open);
}
