/** What-if: one history through several variants of the same programs, read once. */
import type { EngineEvent, PreparedPrograms } from "@switchyard/engine";
import { dayReader, type SideFigures } from "./figures.ts";
import { Side } from "./side.ts";
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
  finish(until: number): void;
  figures(): SweepFigures;
}

/** All variants are of one workspace: they share its zone. */
export function createSweep(variants: readonly PreparedPrograms[], { looks = true } = {}): Sweep {
  const dayOf = dayReader(variants[0]?.settings.zone ?? "UTC");
  const sides = variants.map((prepared) => new Side({ prepared, dayOf, looks }));
  const yard = new UnderWay(sides, () => {});
  return {
    take: (event, following) => yard.take(event, following),
    finish: (until) => yard.finish(until),
    figures() {
      const { orders, events, strays } = yard;
      const points = sides.map(({ counts, hash }) => ({ side: counts.all(), decisions: hash.text() }));
      return { orders, events, strays, points };
    },
  };
}
