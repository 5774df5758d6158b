/** Several sides' flows as questions to the same columns: what two of them ask is worked out once. */
import type { PreparedPrograms } from "@switchyard/engine";
import { stateNamed } from "@switchyard/orders";
import { type Bits, valueAt } from "../columns/column.ts";
import { FOLLOWING, ODD, type OrderChunk } from "../columns/order-columns.ts";
import { allBits, andBits, andNotBits, isEmpty, noBits, orBits, SetsAgain } from "./bits.ts";
import { ChunkTruths } from "./chunk-truths.ts";
import { DerivedColumns } from "./derived.ts";
import { planSide, type SidePlan } from "./side-plan.ts";
import { NotForColumns, Truths } from "./truth.ts";

export interface Planned {
  plans: readonly SidePlan[];
  /** No order leaves anything behind that another one's decision depends on, whichever way it is decided. */
  apart: boolean;
  /** What it gives holds until the next chunk is taken. */
  take(chunk: OrderChunk): Asked;
}
/** A chunk of which everything has been asked. */
export interface Asked {
  truths: ChunkTruths;
  /** Rows for the engine; rows that are decided here. */
  engine: Bits;
  live: Bits;
}

/** Why there are no columns for these flows, as text. */
export function planSides(sides: readonly PreparedPrograms[], looks: boolean): Planned | string {
  const [first, ...others] = sides;
  if (first === undefined) return "no side";
  const settings = JSON.stringify(first.settings);
  if (others.some((side) => JSON.stringify(side.settings) !== settings)) return "other settings";
  const truths = new Truths();
  const sets = new SetsAgain();
  const derived = new DerivedColumns(first.settings);
  try {
    const plans = sides.map((side) => planSide(side, looks, truths, derived));
    return {
      plans,
      apart: plans.every(({ acts }) => acts.every(({ kind }) => kind !== "hard")),
      take(chunk) {
        const asked = new ChunkTruths(truths, chunk, derived.makers, sets);
        asked.work();
        const engine = engineRows(asked, plans);
        const over = overRows(asked, first);
        if (over !== null) orBits(engine, over);
        const wanted = chunk.wanted ?? allBits(chunk.rows);
        andBits(engine, wanted);
        return { truths: asked, engine, live: andNotBits(wanted.slice(), engine) };
      },
    };
  } catch (cause) {
    if (cause instanceof NotForColumns) return cause.message;
    throw cause;
  }
}

/** Orders that came in a state in which nothing is decided any more: the engine says so of each. Null: none. */
function overRows(truths: ChunkTruths, { machine, openStates }: PreparedPrograms): Bits | null {
  const said = truths.column("status");
  if (said.kind === "numbers") return null;
  const isOver = said.values.map((value) => {
    const state = typeof value === "string" ? stateNamed(machine, value) : undefined;
    return state !== undefined && !openStates.has(state.id);
  });
  if (!isOver.includes(true)) return null;
  const over = noBits(truths.rows);
  for (let row = 0; row < truths.rows; row += 1)
    if (isOver[(said.codes[row] as number) - 1] === true)
      over[row >>> 5] = (over[row >>> 5] as number) | (1 << (row & 31));
  return over;
}

/** Rows that columns do not decide, on one of the sides at least. */
function engineRows(truths: ChunkTruths, plans: readonly SidePlan[]): Bits {
  const engine = truths.failed.slice();
  const [odd, following] = [truths.column(ODD), truths.column(FOLLOWING)];
  const nobody = isEmpty(truths.present(ODD)) && following.kind === "numbers" && following.valid === null;
  const values = nobody ? following.values : null;
  for (let row = 0; row < truths.rows; row += 1) {
    if (values !== null ? values[row] === 0 : valueAt(odd, row) === undefined && valueAt(following, row) === 0)
      continue;
    engine[row >>> 5] = (engine[row >>> 5] as number) | (1 << (row & 31));
  }
  for (const plan of plans)
    for (const act of plan.acts) if (act.kind === "hard") orBits(engine, truths.bits(act.truth));
  return engine;
}
