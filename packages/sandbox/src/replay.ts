/** A replay: recorded events, in order of time, through what is tried and through what it is held against, at once. */
import type { Decision, EngineEvent, PreparedPrograms } from "@switchyard/engine";
import type { FlowEdge } from "@switchyard/flow";
import { Coverage, type CoverageFigures } from "./coverage.ts";
import { Counts, dayReader, madeFor, type SideFigures } from "./figures.ts";
import { hashText } from "./running-hash.ts";
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
  /** Of all decisions of a side, in order: equal runs have equal ones. */
  decisions: { after: string; before: string | null };
}

export interface Replay {
  /** The next event. `following`: how many more come about this order; absent where nobody knows. */
  take(event: EngineEvent, following?: number): void;
  /** The history ends at `until`: what is due until then happens, then every order is compared. */
  finish(until: number): void;
  figures(): ReplayFigures;
  /** Orders that are still there. */
  readonly open: number;
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
    const changed = changesBetween(one, other);
    if (changed.length === 0) return;
    differences += 1;
    for (const kind of changed) kinds.add(kind);
    const { source = "", external_id = "", brand = null, style_code = null } = order ?? {};
    onDifference?.({
      order: id,
      source,
      external_id,
      brand,
      style_code,
      at,
      kinds: changed,
      before: one,
      after: other,
    });
  }

  return {
    take: (event, following) => yard.take(event, following),
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
        decisions: { after: hashText(after.hash), before: before === null ? null : hashText(before.hash) },
      };
    },
    get open() {
      return yard.open;
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
