/**
 * The column-wise way through a replay: a chunk of orders is decided at once, by sets of rows. It decides exactly as the engine
 * does (a test holds it to that, program by program) and leaves to the engine, row by row, what it does not know: orders with a
 * history of their own, those that a merge, a watch or an approval reaches, and those that are not as intake gives orders.
 */
import type { PreparedPrograms } from "@switchyard/engine";
import { type Bits, type Column, numbersOf, textAt, valueAt } from "../columns/column.ts";
import { AT, FOLLOWING, KEY_A, KEY_B, ODD, type OrderChunk } from "../columns/order-columns.ts";
import type { Coverage } from "../coverage.ts";
import { type DecisionHash, nameKey, outcomeKey } from "../decision-hash.ts";
import type { SideCounts } from "../figures.ts";
import {
  allBits,
  andBits,
  andNotBits,
  countBits,
  countBoth,
  countWithin,
  eachBit,
  isEmpty,
  noBits,
  orBits,
} from "./bits.ts";
import { ChunkTruths } from "./chunk-truths.ts";
import { DerivedColumns } from "./derived.ts";
import { planSide, type SidePlan } from "./side-plan.ts";
import { SideRows } from "./side-rows.ts";
import { NotForColumns, Truths } from "./truth.ts";
import { unlikeRows } from "./unlike.ts";

/** Where figures go: those of the engine's own way. */
export interface LaneSide {
  counts: SideCounts;
  hash: DecisionHash;
}
export interface LaneSink {
  flow: string;
  after: LaneSide;
  before: LaneSide | null;
  coverage: Coverage;
  dayOf: (at: number) => string;
  missing(source: string, fact: string, count: number): void;
  move(from: string | null, to: string | null, count: number): void;
}

export interface LaneResult {
  /** Decided here. */
  decided: number;
  /** For the engine. */
  engine: Bits;
  /** Decided here, perhaps otherwise on the two sides. */
  unlike: Bits;
  /** Of rows decided here; `before` null: there is nothing to be held against. */
  after: SideRows;
  before: SideRows | null;
}

export interface Lane {
  take(chunk: OrderChunk, sink: LaneSink): LaneResult;
}

/** The lane, or why there is none for these flows. */
export function laneFor(after: PreparedPrograms, before: PreparedPrograms | null, looks: boolean): Lane | string {
  const truths = new Truths();
  const derived = new DerivedColumns(after.settings);
  if (before !== null && JSON.stringify(before.settings) !== JSON.stringify(after.settings)) return "other settings";
  try {
    const plans = {
      after: planSide(after, looks, truths, derived),
      before: before && planSide(before, looks, truths, derived),
    };
    return { take: (chunk, sink) => takeChunk(chunk, new ChunkTruths(truths, chunk, derived.makers), plans, sink) };
  } catch (cause) {
    if (cause instanceof NotForColumns) return cause.message;
    throw cause;
  }
}

interface Plans {
  after: SidePlan;
  before: SidePlan | null;
}

function takeChunk(chunk: OrderChunk, truths: ChunkTruths, plans: Plans, sink: LaneSink): LaneResult {
  truths.work();
  const engine = engineRows(truths, plans);
  const wanted = chunk.wanted ?? allBits(chunk.rows);
  andBits(engine, wanted);
  const live = andNotBits(wanted.slice(), engine);
  const after = new SideRows(plans.after, truths, live);
  const before = plans.before === null ? null : new SideRows(plans.before, truths, live);
  const days = daysOf(truths.column(AT), chunk.rows, sink.dayOf);
  tellSide(plans.after, truths, live, after, days, sink.after);
  if (plans.before !== null && before !== null && sink.before !== null) {
    tellSide(plans.before, truths, live, before, days, sink.before);
    tellMoves(live, before, after, sink);
  }
  tellCoverage(plans.after, truths, live, sink);
  const unlike = before === null ? noBits(chunk.rows) : unlikeRows(chunk.rows, before, after);
  return { decided: countBits(live), engine, unlike, after, before };
}

/** Rows that columns do not decide, on one of the sides at least. */
function engineRows(truths: ChunkTruths, { after, before }: Plans): Bits {
  const engine = truths.failed.slice();
  const [odd, following] = [truths.column(ODD), truths.column(FOLLOWING)];
  const nobody = isEmpty(truths.present(ODD)) && following.kind === "numbers" && following.valid === null;
  const values = nobody ? following.values : null;
  for (let row = 0; row < truths.rows; row += 1) {
    if (values !== null ? values[row] === 0 : valueAt(odd, row) === undefined && valueAt(following, row) === 0)
      continue;
    engine[row >>> 5] = (engine[row >>> 5] as number) | (1 << (row & 31));
  }
  for (const plan of before === null ? [after] : [after, before])
    for (const act of plan.acts) if (act.kind === "hard") orBits(engine, truths.bits(act.truth));
  return engine;
}

interface Day {
  day: string;
  from: number;
  to: number;
}

/** Rows stand in order of time: a day is a stretch of them. */
function daysOf(at: Column, rows: number, dayOf: (at: number) => string): Day[] {
  const days: Day[] = [];
  const moments = numbersOf(at, rows);
  let last: Day | undefined;
  for (let row = 0; row < rows; row += 1) {
    const day = dayOf(moments[row] as number);
    if (last?.day === day) last.to = row + 1;
    else {
      last = { day, from: row, to: row + 1 };
      days.push(last);
    }
  }
  return days;
}

function tellSide(
  plan: SidePlan,
  truths: ChunkTruths,
  live: Bits,
  rows: SideRows,
  days: readonly Day[],
  side: LaneSide,
): void {
  const { counts } = side;
  const decided = countBits(rows.decided);
  counts.outcome("decided", decided);
  counts.outcome("undecided", countBits(live) - decided);
  for (const [name, sent] of rows.destinations) {
    for (const { day, from, to } of days) {
      const count = countWithin(sent, from, to);
      if (count > 0) counts.place(name, day, count);
    }
  }
  for (const alert of rows.alerts) counts.alert(alert.level, countBits(alert.rows));
  for (const sent of rows.sent) counts.sent(sent.kind, countBits(sent.rows));
  counts.count("hold", rows.holds);
  hashRows(plan, truths, live, rows, side.hash);
}

/** Adds one decision for each row: by what it was, and the nodes that were passed. */
function hashRows({ passed }: SidePlan, truths: ChunkTruths, live: Bits, rows: SideRows, hash: DecisionHash): void {
  const [a, b] = [new Int32Array(truths.rows), new Int32Array(truths.rows)];
  const add = (set: Bits, key: { a: number; b: number }) => {
    for (let word = 0; word < set.length; word += 1) {
      for (let left = (set[word] as number) & (live[word] as number); left !== 0; left &= left - 1) {
        const row = (word << 5) + 31 - Math.clz32(left & -left);
        a[row] = (a[row] as number) + key.a;
        b[row] = (b[row] as number) + key.b;
      }
    }
  };
  const nowhere = rows.decided.slice();
  for (const [name, set] of rows.destinations) {
    add(set, outcomeKey("decided", name));
    andNotBits(nowhere, set);
  }
  add(nowhere, outcomeKey("decided", null));
  add(andNotBits(live.slice(), rows.decided), outcomeKey("undecided", null));
  for (const { node, truth } of passed) add(truths.bits(truth), nameKey(node));
  const [at, keyA, keyB] = [AT, KEY_A, KEY_B].map((name) => numbersOf(truths.column(name), truths.rows));
  if (at !== undefined && keyA !== undefined && keyB !== undefined) hash.addRows(live, { at, keyA, keyB, a, b });
}

function tellMoves(live: Bits, before: SideRows, after: SideRows, sink: LaneSink): void {
  const [froms, tos] = [placesOf(live, before), placesOf(live, after)];
  for (const [from, one] of froms) {
    for (const [to, other] of tos) {
      const count = countBoth(one, other);
      if (count > 0) sink.move(from, to, count);
    }
  }
}

function placesOf(live: Bits, { destinations }: SideRows): [string | null, Bits][] {
  const nowhere = live.slice();
  for (const rows of destinations.values()) andNotBits(nowhere, rows);
  return [...destinations, [null, nowhere]];
}

function tellCoverage({ passed, traced }: SidePlan, truths: ChunkTruths, live: Bits, sink: LaneSink): void {
  if (!traced) return;
  const { coverage } = sink;
  const missing = new Map<string, Bits>();
  for (const { flow, node, truth, ports, rows, reads } of passed) {
    const here = andBits(truths.bits(truth).slice(), live);
    noteMissing(missing, here, reads, truths);
    if (flow !== sink.flow) continue;
    const count = countBits(here);
    if (count === 0) continue;
    coverage.addNode(node, count);
    for (const { port, truth: taken } of ports) coverage.addPort(node, port, countBoth(truths.bits(taken), here));
    const left = here.slice();
    for (const { truth: taken } of ports) andNotBits(left, truths.bits(taken));
    coverage.addPort(node, "next", countBits(left));
    for (const { row, truth: hit } of rows) coverage.addRow(node, row, countBoth(truths.bits(hit), here));
  }
  const source = truths.column("source");
  for (const [fact, rows] of missing) {
    const bySource = new Map<string, number>();
    eachBit(rows, (row) => {
      const name = textAt(source, row) ?? "";
      bySource.set(name, (bySource.get(name) ?? 0) + 1);
    });
    for (const [name, count] of bySource) sink.missing(name, fact, count);
  }
}

/** A fact that several nodes miss is missing once. */
function noteMissing(
  missing: Map<string, Bits>,
  here: Bits,
  reads: readonly { fact: string; column: string }[],
  truths: ChunkTruths,
): void {
  for (const { fact, column } of reads) {
    const lacking = andNotBits(here.slice(), truths.present(column));
    if (isEmpty(lacking)) continue;
    const known = missing.get(fact);
    if (known === undefined) missing.set(fact, lacking);
    else orBits(known, lacking);
  }
}
