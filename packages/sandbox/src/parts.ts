/** Parts of a history that were run apart, because their orders know nothing of each other: figures of the whole, to the byte. */
import { type CoverageFigures, qualityOf } from "./coverage.ts";
import { addHashes } from "./decision-hash.ts";
import { Counts, madeFor, type SideFigures } from "./figures.ts";
import { addMove, type Moves, movesOf, type ReplayFigures, sumOf } from "./replay.ts";
import type { SweepFigures } from "./sweep.ts";

export function addFigures(one: ReplayFigures, other: ReplayFigures): ReplayFigures {
  const { quality, ...passed } = addCoverage(one, other);
  return {
    orders: one.orders + other.orders,
    events: one.events + other.events,
    strays: one.strays + other.strays,
    ...passed,
    missing: sumOf(quality),
    quality,
    after: addSides(one.after, other.after),
    before: one.before && other.before && addSides(one.before, other.before),
    differences: {
      total: one.differences.total + other.differences.total,
      kinds: addCounts(one.differences.kinds, other.differences.kinds),
    },
    moves: addMoves([...one.moves, ...other.moves]),
    decisions: {
      after: addHashes(one.decisions.after, other.decisions.after),
      before: one.decisions.before && other.decisions.before && addHashes(one.decisions.before, other.decisions.before),
    },
  };
}

export function addSweeps(one: SweepFigures, other: SweepFigures): SweepFigures {
  const points = one.points.map((point, place) => {
    const beside = other.points[place];
    if (beside === undefined) throw new RangeError("parts of one sweep have the same variants");
    return { side: addSides(point.side, beside.side), decisions: addHashes(point.decisions, beside.decisions) };
  });
  return {
    orders: one.orders + other.orders,
    events: one.events + other.events,
    strays: one.strays + other.strays,
    points,
  };
}

/** Edges stand as they are drawn: all of them, in both parts. */
const addCoverage = (one: CoverageFigures, other: CoverageFigures): CoverageFigures => ({
  edges: Object.fromEntries(Object.entries(one.edges).map(([id, count]) => [id, count + (other.edges[id] ?? 0)])),
  nodes: addCounts(one.nodes, other.nodes),
  ports: addCounts(one.ports, other.ports),
  rows: addCounts(one.rows, other.rows),
  quality: qualityOf(qualityCounts([...one.quality, ...other.quality])),
});

const addSides = (one: SideFigures, other: SideFigures): SideFigures => ({
  decided: one.decided + other.decided,
  undecided: one.undecided + other.undecided,
  parked: one.parked + other.parked,
  destinations: addCounts(one.destinations, other.destinations),
  load: addLoads(one.load, other.load),
  alerts: addCounts(one.alerts, other.alerts),
  sent: addCounts(one.sent, other.sent),
  watches: {
    started: one.watches.started + other.watches.started,
    kept: one.watches.kept + other.watches.kept,
    breached: one.watches.breached + other.watches.breached,
    open: one.watches.open + other.watches.open,
  },
  merge: {
    orders: one.merge.orders + other.merge.orders,
    batches: one.merge.batches + other.merge.batches,
    saved: one.merge.saved + other.merge.saved,
    late: one.merge.late + other.merge.late,
  },
  holds: one.holds + other.holds,
  freezes: one.freezes + other.freezes,
  pauses: one.pauses + other.pauses,
});

/** By name, as all counts are. */
function addCounts(
  one: Partial<Record<string, number>>,
  other: Partial<Record<string, number>>,
): Record<string, number> {
  const counts = new Counts();
  for (const part of [one, other]) for (const [name, count = 0] of Object.entries(part)) counts.add(name, count);
  return counts.all();
}

function addLoads(one: SideFigures["load"], other: SideFigures["load"]): SideFigures["load"] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(names.map((name) => [name, addCounts(one[name] ?? {}, other[name] ?? {})]));
}

function qualityCounts(list: ReplayFigures["quality"]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const { source, fact, count } of list) madeFor(counts, source, () => new Counts()).add(fact, count);
  return counts;
}

function addMoves(list: ReplayFigures["moves"]): ReplayFigures["moves"] {
  const moves: Moves = new Map();
  for (const move of list) addMove(moves, move);
  return movesOf(moves);
}
