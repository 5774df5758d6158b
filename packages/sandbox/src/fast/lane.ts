/**
 * The column-wise way through a replay: a chunk of orders is decided at once, by sets of rows. It decides exactly as the engine
 * does (a test holds it to that, program by program) and leaves to the engine, row by row, what it does not know: orders with a
 * history of their own, those that a merge, a watch or an approval reaches, and those that are not as intake gives orders.
 */
import type { PreparedPrograms } from "@switchyard/engine";
import type { Bits, Column } from "../columns/column.ts";
import { AT, type OrderChunk } from "../columns/order-columns.ts";
import type { Coverage } from "../coverage.ts";
import { andBits, andNotBits, countBits, countBoth, eachBit, isEmpty, noBits, orBits } from "./bits.ts";
import type { ChunkTruths } from "./chunk-truths.ts";
import { type Asked, planSides } from "./planned.ts";
import { daysOf, type LaneSide, tellSide } from "./side-figures.ts";
import type { SidePlan } from "./side-plan.ts";
import { SideRows } from "./side-rows.ts";
import { unlikeRows } from "./unlike.ts";

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
  /** See `Planned`. */
  apart: boolean;
  take(chunk: OrderChunk, sink: LaneSink): LaneResult;
}

/** The lane, or why there is none for these flows. */
export function laneFor(after: PreparedPrograms, before: PreparedPrograms | null, looks: boolean): Lane | string {
  const planned = planSides(before === null ? [after] : [after, before], looks);
  if (typeof planned === "string") return planned;
  const { plans, apart, take } = planned;
  return { apart, take: (chunk, sink) => tell(chunk, take(chunk), plans, sink) };
}

function tell(
  chunk: OrderChunk,
  { truths, engine, live }: Asked,
  [tried, held]: readonly SidePlan[],
  sink: LaneSink,
): LaneResult {
  if (tried === undefined) throw new Error("there is always a tried side");
  const after = new SideRows(tried, truths, live);
  const before = held === undefined ? null : new SideRows(held, truths, live);
  const days = daysOf(truths.column(AT), chunk.rows, sink.dayOf);
  tellSide(tried, truths, live, after, days, sink.after);
  if (held !== undefined && before !== null && sink.before !== null) {
    tellSide(held, truths, live, before, days, sink.before);
    tellMoves(live, before, after, sink);
  }
  tellCoverage(tried, truths, live, sink);
  const unlike = before === null ? noBits(chunk.rows) : unlikeRows(chunk.rows, before, after);
  return { decided: countBits(live), engine, unlike, after, before };
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

function tellCoverage({ passed, wanted, traced }: SidePlan, truths: ChunkTruths, live: Bits, sink: LaneSink): void {
  if (!traced) return;
  const { coverage } = sink;
  for (const { flow, node, truth, ports, rows } of passed) {
    if (flow !== sink.flow) continue;
    const count = truths.countIn(truth, live);
    if (count === 0) continue;
    coverage.addNode(node, count);
    for (const { port, truth: taken } of ports) coverage.addPort(node, port, truths.countIn(taken, live));
    for (const { row, truth: hit } of rows) coverage.addRow(node, row, truths.countIn(hit, live));
  }
  const missing = new Map<string, Bits>();
  for (const { fact, column, truth } of wanted) {
    const lacking = andNotBits(andBits(truths.bits(truth).slice(), live), truths.present(column));
    if (isEmpty(lacking)) continue;
    const known = missing.get(fact);
    if (known === undefined) missing.set(fact, lacking);
    else orBits(known, lacking);
  }
  for (const [fact, rows] of missing)
    for (const [source, count] of countsOf(truths.column("source"), rows)) sink.missing(source, fact, count);
}

/** How many of the rows have which text; those that have none have "". */
function countsOf(column: Column, rows: Bits): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: unknown, count: number) => {
    const name = typeof text === "string" ? text : "";
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  if (column.kind === "numbers") add("", countBits(rows));
  else {
    const { codes, values } = column;
    const byCode = new Int32Array(values.length + 1);
    eachBit(rows, (row) => {
      const code = codes[row] as number;
      byCode[code] = (byCode[code] as number) + 1;
    });
    for (const [code, count] of byCode.entries()) add(values[code - 1], count);
  }
  return counts;
}
