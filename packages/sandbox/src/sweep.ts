/** What-if: one history through several variants of the same programs, read once. */
import type { EngineEvent, PreparedPrograms } from "@switchyard/engine";
import { type News, takeRows } from "./chunk-rows.ts";
import type { OrderChunk } from "./columns/order-columns.ts";
import { sweepLaneFor } from "./fast/sweep-lane.ts";
import { dayReader, type SideFigures } from "./figures.ts";
import { Side } from "./side.ts";
import type { OrdersUnderWay } from "./tracked.ts";
import { UnderWay } from "./under-way.ts";

export interface SweepFigures {
  orders: number;
  events: number;
  strays: number;
  /** One for each variant, in their order. */
  points: { side: SideFigures; decisions: string }[];
}
export interface Sweep {
  take(event: EngineEvent, following?: number): void;
  /** As of a replay. */
  inPieces(chunk: OrderChunk, news?: readonly News[]): Iterable<number>;
  /** Why chunks are taken event by event; null: they are not. */
  readonly byEvent: string | null;
  /** As of a replay. */
  readonly apart: boolean;
  /** Orders that are still there. */
  readonly open: number;
  finish(until: number): void;
  figures(): SweepFigures;
}

/** All variants are of one workspace: they share its zone. */
export function createSweep(variants: readonly PreparedPrograms[], { looks = true } = {}): Sweep {
  const dayOf = dayReader(variants[0]?.settings.zone ?? "UTC");
  const orders: OrdersUnderWay = new Map();
  const sides = variants.map(
    (prepared, place) => new Side({ ...{ prepared, orders, place, dayOf, looks }, stands: false }),
  );
  const yard = new UnderWay(orders, sides, () => {});
  const lane = sweepLaneFor(variants, looks);
  const tallies = sides.map(({ tally }) => tally);
  return {
    take: (event, following) => yard.take(event, following),
    inPieces: (chunk, news = []) =>
      takeRows(yard, chunk, news, typeof lane === "string" ? null : lane.take(chunk, tallies, dayOf)),
    byEvent: typeof lane === "string" ? lane : null,
    apart: typeof lane !== "string" && lane.apart,
    get open() {
      return yard.open;
    },
    finish: (until) => yard.finish(until),
    figures() {
      const { count, events, strays } = yard;
      const points = sides.map(({ tally }) => ({ side: tally.counts.all(), decisions: tally.hash.text() }));
      return { orders: count, events, strays, points };
    },
  };
}
