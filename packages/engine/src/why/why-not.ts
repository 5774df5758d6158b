/**
 * Why not: for a node that an order did not reach, the comparisons that stood in its way and the smallest change that would
 * lead there ("due in 4 days, needs ≤ 3: one day too far").
 */
import {
  type Comparison,
  type Condition,
  compileCondition,
  type FactLookup,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  factLookup,
} from "@switchyard/flow";
import { evaluate, truthy } from "@switchyard/logic";
import type { Facts } from "@switchyard/orders";
import { type Gap, gapOf } from "./gap.ts";

export interface WhyNot {
  node: string;
  /** The way that needs the fewest changes, from the trigger on; empty where no way leads there. */
  path: { node: string; port: string }[];
  /** What has to change, in the order of the path. Empty with a path: the node is reached. */
  gaps: (Gap & { node: string })[];
  /** A split or a later port stands in the way, which no change of the order moves. */
  blocked: { node: string; port: string }[];
  isReachable: boolean;
}

interface Cost {
  gaps: (Gap & { node: string })[];
  blocked: { node: string; port: string }[];
  path: { node: string; port: string }[];
}

const FREE: Cost = { gaps: [], blocked: [], path: [] };
const weight = (cost: Cost) => cost.gaps.length + cost.blocked.length * 1000;
const cheaper = (a: Cost | null, b: Cost | null): Cost | null =>
  a === null ? b : b === null || weight(a) <= weight(b) ? a : b;

/** `facts` as the order has them now, with windows, patterns and splits. */
export function whyNot(
  document: FlowDocument,
  target: string,
  facts: Facts,
  lookup: FactLookup = factLookup(document),
): WhyNot {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const known = new Map<string, Cost | null>();
  const best = (id: string): Cost | null => {
    const done = known.get(id);
    if (done !== undefined) return done;
    known.set(id, null);
    const edges = document.edges.filter((edge) => edge.to === id && nodes.has(edge.from));
    let cost: Cost | null = edges.length === 0 ? FREE : null;
    for (const edge of edges) {
      const before = best(edge.from);
      const node = nodes.get(edge.from);
      if (before === null || node === undefined) continue;
      cost = cheaper(cost, through(before, node, edge, { facts, lookup }));
    }
    known.set(id, cost);
    return cost;
  };
  const found = nodes.has(target) ? best(target) : null;
  const { gaps, blocked, path } = found ?? FREE;
  return { node: target, path, gaps, blocked, isReachable: found !== null && blocked.length === 0 };
}

interface Seen {
  facts: Facts;
  lookup: FactLookup;
}

function through(before: Cost, node: FlowNode, edge: FlowEdge, seen: Seen): Cost {
  const path = [...before.path, { node: node.id, port: edge.port }];
  const gaps = portGaps(node, edge.port, seen);
  if (gaps === null) return { ...before, path, blocked: [...before.blocked, { node: node.id, port: edge.port }] };
  return { ...before, path, gaps: [...before.gaps, ...gaps.map((gap) => ({ ...gap, node: node.id }))] };
}

/** What must change so that the node is left by the port; null where nothing does it. */
function portGaps(node: FlowNode, port: string, seen: Seen): Gap[] | null {
  switch (node.kind) {
    case "condition":
      if (port === "met") return gapsTo(node.when, true, seen);
      return port === "not_met" ? gapsTo(node.when, false, seen) : null;
    case "branch": {
      const at = node.cases.findIndex((one) => one.id === port);
      const earlier =
        port === "otherwise" ? node.cases : node.mode === "first" ? node.cases.slice(0, Math.max(at, 0)) : [];
      const own = at < 0 ? [] : gapsTo(node.cases[at]?.when ?? { type: "group", match: "all", parts: [] }, true, seen);
      if (at < 0 && port !== "otherwise") return null;
      return [...earlier.flatMap((one) => gapsTo(one.when, false, seen)), ...own];
    }
    case "merge":
      if (port === "excluded") return node.exclude === undefined ? null : gapsTo(node.exclude, true, seen);
      return port === "joined" ? (node.exclude === undefined ? [] : gapsTo(node.exclude, false, seen)) : null;
    default:
      return port === "next" ? [] : null;
  }
}

/** The fewest comparisons that must come out otherwise for the condition to be met (or not met). */
function gapsTo(condition: Condition, wanted: boolean, seen: Seen): Gap[] {
  if (condition.type === "comparison") {
    const { met, notMet } = compileCondition(condition, seen.lookup);
    if (truthy(evaluate(wanted ? met : notMet, seen.facts))) return [];
    return [gapOf(condition as Comparison, wanted, seen.facts)];
  }
  if (condition.match === "not") return condition.parts.flatMap((part) => gapsTo(part, !wanted, seen));
  const needsAll = (condition.match === "all") === wanted;
  const each = condition.parts.map((part) => gapsTo(part, wanted, seen));
  if (needsAll) return each.flat();
  return (
    each.reduce<Gap[] | null>((least, one) => (least === null || one.length < least.length ? one : least), null) ?? []
  );
}
