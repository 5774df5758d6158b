/** A replay: recorded events, in order of time, through what is tried and through what it is held against, at once. */
import type { Decision, EngineEvent, PreparedPrograms } from "@switchyard/engine";
import type { FlowEdge } from "@switchyard/flow";
import { type News, takeRows } from "./chunk-rows.ts";
import { textAt } from "./columns/column.ts";
import { ID, type OrderChunk } from "./columns/order-columns.ts";
import { Coverage, type CoverageFigures } from "./coverage.ts";
import { type Lane, type LaneResult, laneFor } from "./fast/lane.ts";
import { Counts, dayReader, madeFor, type SideFigures } from "./figures.ts";
import { Side } from "./side.ts";
import { type ChangeKind, changesBetween, type Standing } from "./standing.ts";
import type { OrdersUnderWay, Tracked } from "./tracked.ts";
import { UnderWay } from "./under-way.ts";

/** An order by what people know it by. */
export interface NamedOrder {
  order: string;
  source: string;
  external_id: string;
  brand: string | null;
  style_code: string | null;
  /** When it came in. */
  at: number;
}
/** An order that the two sides decide otherwise. */
export interface Difference extends NamedOrder {
  kinds: ChangeKind[];
  before: Standing;
  after: Standing;
}
export type SideName = "before" | "after";

export interface ReplayOptions {
  /** The flow that is tried; the canvas shows its counts. */
  flow: string;
  edges: readonly FlowEdge[];
  /** What is tried. Prepared with a trace, or coverage and missing facts stay empty; none is made unless decisions are asked for. */
  after: PreparedPrograms;
  /** What it is held against; null: nothing. */
  before: PreparedPrograms | null;
  /** Whether open orders are looked at again when the clock alone would change their outcome; by default yes. */
  looks?: boolean | undefined;
  onDifference?: ((difference: Difference) => void) | undefined;
  /** Every order that leaves a node of the tried flow by this port, when it does so first. Of orders that the engine takes event by event. */
  onPassed?: { node: string; port: string; tell(order: NamedOrder): void } | undefined;
  /** Every decision, on whichever side, in the order in which they are made. */
  onDecision?: ((side: SideName, decision: Decision) => void) | undefined;
}

export interface ReplayFigures extends CoverageFigures {
  orders: number;
  events: number;
  /** News of orders that were not there. */
  strays: number;
  /** Facts that conditions wanted and orders did not have: orders, of all sources. */
  missing: Record<string, number>;
  after: SideFigures;
  before: SideFigures | null;
  differences: { total: number; kinds: Partial<Record<ChangeKind, number>> };
  /** Orders by where they go before and after, the unchanged ones too; known of orders that have left. */
  moves: { from: string | null; to: string | null; count: number }[];
  /** Of all decisions of a side: equal runs have equal ones. */
  decisions: { after: string; before: string | null };
}

export interface Replay {
  /** The next event. `following`: how many more come about this order; absent where nobody knows. */
  take(event: EngineEvent, following?: number): void;
  /**
   * The next orders, all at once, and what happened to orders until the last of them came: the same figures as one by one,
   * at a fraction of the cost where the flows allow. At one instant orders come first.
   */
  takeChunk(chunk: OrderChunk, news?: readonly News[]): void;
  /**
   * The same with a pause after every few hundred events that the engine took, so that figures can be shown and others have their turn:
   * says how many of the chunk's orders and news are done.
   */
  inPieces(chunk: OrderChunk, news?: readonly News[]): Iterable<number>;
  /** Why chunks are taken event by event; null: they are not. */
  readonly byEvent: string | null;
  /**
   * No order leaves anything behind that another one's decision depends on. Where besides nothing follows upon orders, parts of
   * a history may be run apart: `addFigures` makes the figures of the whole of theirs.
   */
  readonly apart: boolean;
  /** The history ends at `until`: what is due until then happens, then every order is compared. */
  finish(until: number): void;
  figures(): ReplayFigures;
  /** Orders that are still there. */
  readonly open: number;
  /** Events that the engine took on the tried side: those of the history that were not decided by columns, and the clock's. */
  readonly steps: number;
}

export function createReplay(options: ReplayOptions): Replay {
  const { flow, edges, looks, onDifference, onDecision, onPassed } = options;
  const coverage = new Coverage(edges, onPassed && { ...onPassed, tell: (order) => onPassed.tell(nameOf(order)) });
  const moves: Moves = new Map();
  const kinds = new Counts();
  let differences = 0;
  const dayOf = dayReader(options.after.settings.zone);
  const orders: OrdersUnderWay = new Map();
  const told = (side: SideName) => onDecision && ((decision: Decision) => onDecision(side, decision));
  const shared = { orders, dayOf, looks, stands: options.before !== null };
  const after = new Side({
    ...{ ...shared, place: 0, prepared: options.after, coverage: { flow, of: coverage }, onDecision: told("after") },
  });
  const before =
    options.before === null
      ? null
      : new Side({ ...shared, place: 1, prepared: options.before, onDecision: told("before") });
  const yard = new UnderWay(orders, before === null ? [after] : [after, before], compare);

  function compare(tracked: Tracked): void {
    if (before === null) return;
    const [one, other] = [before.standing(tracked), after.standing(tracked)];
    addMove(moves, { from: one.destination, to: other.destination, count: 1 });
    differ(nameOf(tracked), one, other);
  }

  function differ(about: NamedOrder, one: Standing, other: Standing): void {
    const changed = changesBetween(one, other);
    if (changed.length === 0) return;
    differences += 1;
    for (const kind of changed) kinds.add(kind);
    onDifference?.({ ...about, kinds: changed, before: one, after: other });
  }

  const lane: Lane | string = laneFor(options.after, options.before, looks ?? true);
  const sink = {
    ...{ flow, after: after.tally, before: before?.tally ?? null, coverage, dayOf },
    move: (from: string | null, to: string | null, count: number) => addMove(moves, { from, to, count }),
    missing: (source: string, fact: string, count: number) => coverage.addMissing(source, fact, count),
  };

  function inPieces(chunk: OrderChunk, news: readonly News[] = []): Generator<number> {
    if (typeof lane === "string") return takeRows(yard, chunk, news, null);
    const result = lane.take(chunk, sink);
    const tell = (row: number, at: number) => differHere(chunk, result, row, at);
    return takeRows(yard, chunk, news, { ...result, told: { rows: result.unlike, tell } });
  }

  function takeChunk(chunk: OrderChunk, news: readonly News[] = []): void {
    const pieces = inPieces(chunk, news);
    while (pieces.next().done !== true);
  }

  function differHere(chunk: OrderChunk, { before: one, after: other }: LaneResult, row: number, at: number): void {
    if (one === null) return;
    const text = (name: string) => textAt(chunk.column(name), row);
    const about = { source: text("source") ?? "", external_id: text("external_id") ?? "" };
    const named = { brand: text("brand") ?? null, style_code: text("style_code") ?? null };
    differ({ order: text(ID) ?? "", ...about, ...named, at }, one.standing(row), other.standing(row));
  }

  return {
    take: (event, following) => yard.take(event, following),
    takeChunk,
    inPieces,
    byEvent: typeof lane === "string" ? lane : null,
    apart: typeof lane !== "string" && lane.apart,
    finish: (until) => yard.finish(until),
    figures() {
      const { count, events, strays } = yard;
      const { quality, ...passed } = coverage.all();
      return {
        ...{ orders: count, events, strays },
        ...passed,
        missing: sumOf(quality),
        quality,
        after: after.tally.counts.all(),
        before: before?.tally.counts.all() ?? null,
        differences: { total: differences, kinds: kinds.all() },
        moves: movesOf(moves),
        decisions: { after: after.tally.hash.text(), before: before?.tally.hash.text() ?? null },
      };
    },
    get open() {
      return yard.open;
    },
    get steps() {
      return after.steps;
    },
  };
}

function nameOf({ id, order, at }: Tracked): NamedOrder {
  const { source = "", external_id = "", brand = null, style_code = null } = order ?? {};
  return { order: id, source, external_id, brand, style_code, at };
}

/** From → to → orders. */
export type Moves = Map<string | null, Map<string | null, number>>;

export function addMove(moves: Moves, { from, to, count }: ReplayFigures["moves"][number]): void {
  const known = madeFor(moves, from, () => new Map());
  known.set(to, (known.get(to) ?? 0) + count);
}

/** In the order of their names as JSON, so that the same moves have the same bytes. */
export function movesOf(moves: Moves): ReplayFigures["moves"] {
  const named = [...moves].flatMap(([from, all]) =>
    [...all].map(([to, count]) => ({ name: JSON.stringify([from, to]), move: { from, to, count } })),
  );
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ move }) => move);
}

export function sumOf(quality: ReplayFigures["quality"]): Record<string, number> {
  const sums = new Counts();
  for (const { fact, count } of quality) sums.add(fact, count);
  return sums.all();
}
