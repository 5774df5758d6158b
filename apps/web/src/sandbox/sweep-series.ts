/** What a sweep is compared by: orders per destination, and the figures that are not zero everywhere. */
import type { Side } from "./sandbox-api.ts";

export interface Series {
  key: string;
  /** A destination's name; null: one of `FIGURES`. */
  name: string | null;
  of: (side: Side) => number;
}
export interface SweepPoint {
  value?: unknown;
  side: Side;
}

export const FIGURES = {
  undecided: (side: Side) => side.undecided,
  alerts: (side: Side) => Object.values(side.alerts).reduce((sum, count) => sum + count, 0),
  kept: (side: Side) => side.watches.kept,
  breached: (side: Side) => side.watches.breached,
  batches: (side: Side) => side.merge.batches,
  saved: (side: Side) => side.merge.saved,
  late: (side: Side) => side.merge.late,
} as const;
export type Figure = keyof typeof FIGURES;
/** What a longer window costs and brings. */
const OF_MERGES: readonly string[] = ["saved", "late"];

export function seriesOf(points: readonly SweepPoint[]): Series[] {
  const names = new Map(points.flatMap(({ side }) => side.destinations.map(({ id, name }) => [id, name] as const)));
  const all: Series[] = [
    ...[...names].map(([id, name]) => ({
      ...{ key: `to ${id}`, name },
      of: (side: Side) => side.destinations.find((one) => one.id === id)?.count ?? 0,
    })),
    ...(Object.keys(FIGURES) as Figure[]).map((key) => ({ key, name: null, of: FIGURES[key] })),
  ];
  return all.filter(({ of }) => points.some(({ side }) => of(side) !== 0));
}

/** What is drawn at first: of a merge its parcels and the orders it makes late; otherwise what the values change. */
export function firstShown(series: readonly Series[], points: readonly SweepPoint[], isMerge: boolean): string[] {
  const found = series.filter(({ key }) => OF_MERGES.includes(key));
  if (isMerge && found.length > 0) return found.map(({ key }) => key);
  const changing = series.filter(({ of }) => new Set(points.map(({ side }) => of(side))).size > 1);
  return (changing.length > 0 ? changing : series).slice(0, 6).map(({ key }) => key);
}
