/** The column-wise way through a sweep: what is asked of columns is asked once for all variants that ask it. */
import type { PreparedPrograms } from "@switchyard/engine";
import type { Bits } from "../columns/column.ts";
import { AT, type OrderChunk } from "../columns/order-columns.ts";
import { countBits } from "./bits.ts";
import { planSides } from "./planned.ts";
import { daysOf, type LaneSide, tellSide } from "./side-figures.ts";
import { SideRows } from "./side-rows.ts";

export interface SweepLane {
  /** See `Planned`. */
  apart: boolean;
  /** `sides`: one for each variant. */
  take(chunk: OrderChunk, sides: readonly LaneSide[], dayOf: (at: number) => string): { decided: number; engine: Bits };
}

/** The lane, or why there is none for these variants. */
export function sweepLaneFor(variants: readonly PreparedPrograms[], looks: boolean): SweepLane | string {
  const planned = planSides(variants, looks);
  if (typeof planned === "string") return planned;
  const { plans, apart } = planned;
  return {
    apart,
    take(chunk, sides, dayOf) {
      const { truths, engine, live } = planned.take(chunk);
      const days = daysOf(truths.column(AT), chunk.rows, dayOf);
      for (const [place, plan] of plans.entries()) {
        const side = sides[place];
        if (side !== undefined) tellSide(plan, truths, live, new SideRows(plan, truths, live), days, side);
      }
      return { decided: countBits(live), engine };
    },
  };
}
