/** What one side's figures get of a chunk: outcomes, places by day, messages, and the hash of every decision. */
import { type Bits, type Column, numbersOf } from "../columns/column.ts";
import { AT, KEY_A, KEY_B } from "../columns/order-columns.ts";
import { type DecisionHash, outcomeKey, type TextKey } from "../decision-hash.ts";
import { QUARTER, type SideCounts } from "../figures.ts";
import { andNotBits, countBits, countWithin } from "./bits.ts";
import type { ChunkTruths } from "./chunk-truths.ts";
import type { SidePlan } from "./side-plan.ts";
import type { SideRows } from "./side-rows.ts";

/** Where figures go: those of the engine's own way. */
export interface LaneSide {
  counts: SideCounts;
  hash: DecisionHash;
}

export interface Day {
  day: string;
  from: number;
  to: number;
}

/** Rows stand in order of time: a day is a stretch of them. */
export function daysOf(at: Column, rows: number, dayOf: (at: number) => string): Day[] {
  const days: Day[] = [];
  const moments = numbersOf(at, rows);
  let last: Day | undefined;
  let [begins, ends] = [Number.NaN, Number.NaN];
  for (let row = 0; row < rows; row += 1) {
    const moment = moments[row] as number;
    if (moment >= begins && moment < ends) continue;
    begins = Math.floor(moment / QUARTER) * QUARTER;
    ends = begins + QUARTER;
    const day = dayOf(moment);
    if (last?.day === day) continue;
    if (last !== undefined) last.to = row;
    last = { day, from: row, to: rows };
    days.push(last);
  }
  return days;
}

export function tellSide(
  plan: SidePlan,
  truths: ChunkTruths,
  live: Bits,
  rows: SideRows,
  days: readonly Day[],
  side: LaneSide,
): void {
  const { counts } = side;
  const decided = truths.countIn(plan.decided, live);
  counts.outcome("decided", decided);
  counts.outcome("undecided", countBits(live) - decided);
  for (const [name, sent] of rows.destinations) {
    for (const { day, from, to } of days) {
      const count = countWithin(sent, from, to);
      if (count > 0) counts.place(name, day, count);
    }
  }
  for (const act of plan.acts) {
    if (act.kind === "alert") counts.alert(act.level, truths.countIn(act.truth, live));
    if (act.kind === "sent") counts.sent(act.sent, truths.countIn(act.truth, live));
    if (act.kind === "hold") counts.count("hold", truths.countIn(act.truth, live));
  }
  hashRows(plan, truths, live, rows, side.hash);
}

/** Adds one decision for each row: by what it was, and the nodes that were passed. */
function hashRows({ hashed }: SidePlan, truths: ChunkTruths, live: Bits, rows: SideRows, hash: DecisionHash): void {
  const [a, b] = [new Int32Array(truths.rows), new Int32Array(truths.rows)];
  for (const one of hashed) {
    if (!truths.isAlways(one.truth)) continue;
    a.fill(one.a);
    b.fill(one.b);
  }
  const nowhere = rows.decided.slice();
  for (const [name, set] of rows.destinations) {
    addToRows(a, b, set, live, outcomeKey("decided", name));
    andNotBits(nowhere, set);
  }
  addToRows(a, b, nowhere, live, outcomeKey("decided", null));
  addToRows(a, b, andNotBits(live.slice(), rows.decided), live, outcomeKey("undecided", null));
  for (const one of hashed) if (!truths.isAlways(one.truth)) addToRows(a, b, truths.bits(one.truth), live, one);
  const [at, keyA, keyB] = [AT, KEY_A, KEY_B].map((name) => numbersOf(truths.column(name), truths.rows));
  if (at !== undefined && keyA !== undefined && keyB !== undefined) hash.addRows(live, { at, keyA, keyB, a, b });
}

function addToRows(a: Int32Array, b: Int32Array, set: Bits, live: Bits, { a: toA, b: toB }: TextKey): void {
  for (let word = 0; word < set.length; word += 1) {
    for (let left = (set[word] as number) & (live[word] as number); left !== 0; left &= left - 1) {
      const row = (word << 5) + 31 - Math.clz32(left & -left);
      a[row] = (a[row] as number) + toA;
      b[row] = (b[row] as number) + toB;
    }
  }
}
