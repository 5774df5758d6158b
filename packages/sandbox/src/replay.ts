/** A replay: recorded events, in order of time, through what is tried and through what it is held against, at once. */
import type { Decision, EngineEvent, PreparedPrograms } from "@switchyard/engine";
import type { FlowEdge } from "@switchyard/flow";
import { hasBit, textAt, valueAt } from "./columns/column.ts";
import { AT, FOLLOWING, ID, type OrderChunk } from "./columns/order-columns.ts";
import { Coverage, type CoverageFigures } from "./coverage.ts";
import { type Lane, type LaneResult, laneFor } from "./fast/lane.ts";
import { Counts, dayReader, madeFor, type SideFigures } from "./figures.ts";
import { Side } from "./side.ts";
import { type ChangeKind, changesBetween, type Standing } from "./standing.ts";
import { type Tracked, UnderWay } from "./under-way.ts";

/** An order that the two sides decide otherwise. */
export interface Difference {
  order: string;
  source: string;
  external_id: string;
  brand: string | null;
  style_code: string | null;
  /** When it came in. */
  at: number;
  kinds: ChangeKind[];
  before: Standing;
  after: Standing;
}
export type SideName = "before" | "after";

export interface ReplayOptions {
  /** The flow that is tried; the canvas shows its counts. */
  flow: string;
  edges: readonly FlowEdge[];
  /** What is tried. Prepared with its trace, or coverage and missing facts stay empty. */
  after: PreparedPrograms;
  /** What it is held against; null: nothing. */
  before: PreparedPrograms | null;
  /** Whether open orders are looked at again when the clock alone would change their outcome; by default yes. */
  looks?: boolean | undefined;
  onDifference?: ((difference: Difference) => void) | undefined;
  /** Every decision, on whichever side, in the order in which they are made. */
  onDecision?: ((side: SideName, decision: Decision) => void) | undefined;
}

export interface ReplayFigures extends CoverageFigures {
  orders: number;
  events: number;
  /** News of orders that were not there. */
  strays: number;
  /** Facts that conditions wanted and orders did not have. */
  missing: Record<string, number>;
  /** The same by source. */
  quality: { source: string; fact: string; count: number }[];
  after: SideFigures;
  before: SideFigures | null;
  differences: { total: number; kinds: Partial<Record<ChangeKind, number>> };
  /** Orders by where they go before and after, the unchanged ones too; known of orders that have left. */
  moves: { from: string | null; to: string | null; count: number }[];
  /** Of all decisions of a side: equal runs have equal ones. */
  decisions: { after: string; before: string | null };
}

/** An event, and how many more come about its order; absent where nobody knows. */
export interface News {
  event: EngineEvent;
  following?: number | undefined;
}

export interface Replay {
  /** The next event. `following`: how many more come about this order; absent where nobody knows. */
  take(event: EngineEvent, following?: number): void;
  /**
   * The next orders, all at once, and what happened to orders until the last of them came: the same figures as one by one,
   * at a fraction of the cost where the flows allow. At one instant orders come first.
   */
  takeChunk(chunk: OrderChunk, news?: readonly News[]): void;
  /** Why chunks are taken event by event; null: they are not. */
  readonly byEvent: string | null;
  /** The history ends at `until`: what is due until then happens, then every order is compared. */
  finish(until: number): void;
  figures(): ReplayFigures;
  /** Orders that are still there. */
  readonly open: number;
  /** Events that the engine took on the tried side: those of the history that were not decided by columns, and the clock's. */
  readonly steps: number;
}

export function createReplay(options: ReplayOptions): Replay {
  const { flow, edges, looks, onDifference, onDecision } = options;
  const coverage = new Coverage(flow, edges, options.after.flows.find((one) => one.flow === flow)?.live.program);
  const quality = new Map<string, Counts>();
  const moves = new Counts();
  const kinds = new Counts();
  let differences = 0;
  const dayOf = dayReader(options.after.settings.zone);

  const after = new Side({
    prepared: options.after,
    ...{ dayOf, looks },
    onDecision(decision) {
      onDecision?.("after", decision);
      coverage.take(decision);
      if (decision.missing.length > 0) noteMissing(decision);
    },
  });
  const before =
    options.before === null ? null : new Side({ prepared: options.before, dayOf, looks, onDecision: toldBefore() });
  const yard = new UnderWay(before === null ? [after] : [after, before], compare);

  function toldBefore() {
    return onDecision === undefined ? undefined : (decision: Decision) => onDecision("before", decision);
  }

  function noteMissing(decision: Decision): void {
    const source = yard.find(decision.order)?.order?.source ?? "";
    const facts = madeFor(quality, source, () => new Counts());
    for (const fact of decision.missing) facts.add(fact);
  }

  function compare(id: string, { order, at }: Tracked): void {
    if (before === null) return;
    const [one, other] = [before.standing(id), after.standing(id)];
    moves.add(JSON.stringify([one.destination, other.destination]));
    const { source = "", external_id = "", brand = null, style_code = null } = order ?? {};
    differ({ order: id, source, external_id, brand, style_code, at }, one, other);
  }

  function differ(about: Omit<Difference, "kinds" | "before" | "after">, one: Standing, other: Standing): void {
    const changed = changesBetween(one, other);
    if (changed.length === 0) return;
    differences += 1;
    for (const kind of changed) kinds.add(kind);
    onDifference?.({ ...about, kinds: changed, before: one, after: other });
  }

  const lane: Lane | string = laneFor(options.after, options.before, looks ?? true);
  const sink = {
    ...{ flow, after, before, coverage, dayOf },
    missing: (source: string, fact: string, count: number) =>
      madeFor(quality, source, () => new Counts()).add(fact, count),
    move: (from: string | null, to: string | null, count: number) => moves.add(JSON.stringify([from, to]), count),
  };

  function takeChunk(chunk: OrderChunk, news: readonly News[] = []): void {
    const decided = typeof lane === "string" ? null : lane.take(chunk, sink);
    yard.orders += decided?.decided ?? 0;
    yard.events += decided?.decided ?? 0;
    const at = chunk.column(AT);
    let next = 0;
    const tellUntil = (moment: number) => {
      for (let one = news[next]; one !== undefined && one.event.at < moment; one = news[next]) {
        yard.take(one.event, one.following);
        next += 1;
      }
    };
    for (let row = 0; row < chunk.rows; row += 1) {
      const isHere = decided !== null && !hasBit(decided.engine, row);
      // What nobody else notices needs no clock.
      if (isHere && yard.open === 0 && next === news.length && !hasBit(decided.unlike, row)) continue;
      if (chunk.wanted && !hasBit(chunk.wanted, row)) continue;
      const moment = Number(valueAt(at, row));
      tellUntil(moment);
      if (isHere) {
        yard.pass(moment);
        if (hasBit(decided.unlike, row)) differHere(chunk, decided, row, moment);
      } else {
        const order = chunk.order(row);
        const following = valueAt(chunk.column(FOLLOWING), row);
        const event: EngineEvent = { type: "order_received", id: `${order.id}/received`, at: moment, order };
        yard.take(event, typeof following === "number" ? following : undefined);
      }
    }
    tellUntil(Number.POSITIVE_INFINITY);
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
    byEvent: typeof lane === "string" ? lane : null,
    finish: (until) => yard.finish(until),
    figures() {
      const { orders, events, strays } = yard;
      const lacking = qualityOf(quality);
      return {
        ...{ orders, events, strays },
        ...coverage.all(),
        missing: sumOf(lacking),
        quality: lacking,
        after: after.counts.all(),
        before: before?.counts.all() ?? null,
        differences: { total: differences, kinds: kinds.all() },
        moves: Object.entries(moves.all()).map(([pair, count]) => {
          const [from, to] = JSON.parse(pair) as [string | null, string | null];
          return { from, to, count };
        }),
        decisions: { after: after.hash.text(), before: before?.hash.text() ?? null },
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

function qualityOf(quality: ReadonlyMap<string, Counts>): ReplayFigures["quality"] {
  return [...quality]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([source, facts]) => Object.entries(facts.all()).map(([fact, count]) => ({ source, fact, count })));
}

function sumOf(quality: ReplayFigures["quality"]): Record<string, number> {
  const sums = new Counts();
  for (const { fact, count } of quality) sums.add(fact, count);
  return sums.all();
}
