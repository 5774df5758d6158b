/** Flows made up by chance over small domains: decisions of every kind that lead to each other and to actions. */
import type { Condition, FlowDocument, Operand } from "@switchyard/flow";
import type { Chance } from "./chance.ts";
import { SMALL_DOMAINS, type SmallDomain } from "./domains.ts";
import { all, any, branch, flow, none, type Sketch, start, when } from "./flows.ts";

export interface MadeUp {
  document: FlowDocument;
  domains: SmallDomain[];
}

const MOST_ORDERS = 1500;

export function madeUpFlow(chance: Chance): MadeUp {
  const domains = chooseDomains(chance);
  const decisions = 1 + chance.int(4);
  const nodes: Sketch[] = [start];
  const edges: string[] = [];
  const actions = actionsOf(chance);
  for (let number = 1; number <= decisions; number += 1) nodes.push(decisionOf(`d${number}`, chance, domains));
  nodes.push(...actions);
  // Later nodes only, so that the drawing has no cycle.
  const target = (from: number): string | null => {
    const later = nodes.slice(from + 1);
    return chance.is(0.2) ? null : chance.pick(later.length > 0 ? later : actions).id;
  };
  for (const root of new Set([nodes[1]?.id ?? "", ...chance.some(nodes.slice(2), 0, 2).map((node) => node.id)]))
    edges.push(`start→${root}`);
  for (const [at, node] of nodes.entries()) {
    if (at === 0) continue;
    for (const port of portsIn(node)) {
      const to = port === "otherwise" ? (target(at) ?? chance.pick(actions).id) : target(at);
      if (to !== null && (port !== "next" || nodes.findIndex((one) => one.id === to) > at))
        edges.push(`${node.id}:${port}→${to}`);
    }
  }
  const brands = domains.some(({ name }) => name === "brand") && chance.is(0.25) ? ["甲", "乙"] : [];
  return { document: flow("made up", nodes, [...new Set(edges)], { brands }), domains };
}

function chooseDomains(chance: Chance): SmallDomain[] {
  for (;;) {
    const domains = chance.some(SMALL_DOMAINS, 1, 4);
    if (domains.reduce((count, { values }) => count * values.length, 1) <= MOST_ORDERS) return domains;
  }
}

function conditionOf(chance: Chance, domains: readonly SmallDomain[], depth = 2): Condition {
  if (depth === 0 || chance.is(0.4)) return chance.pick(domains).ask(chance);
  if (chance.is(0.15)) return none(conditionOf(chance, domains, depth - 1));
  const parts = Array.from({ length: 2 + chance.int(2) }, () => conditionOf(chance, domains, depth - 1));
  return chance.is(0.6) ? all(...parts) : any(...parts);
}

function decisionOf(id: string, chance: Chance, domains: readonly SmallDomain[]): Sketch {
  const missing = chance.is(0.3) ? "port" : "not_met";
  const kind = chance.int(10);
  if (kind < 4) return when(id, conditionOf(chance, domains), missing);
  if (kind < 7) {
    const cases = Array.from(
      { length: 1 + chance.int(4) },
      (_, at) => [`c${at + 1}`, conditionOf(chance, domains)] as const,
    );
    return branch(id, Object.fromEntries(cases), chance.is(0.7) ? "first" : "all", missing);
  }
  if (kind < 9) return tableOf(id, chance, domains);
  return {
    id,
    kind: "merge",
    by: ["source"],
    window: { amount: 24, unit: "hour", clock: "natural" },
    ...(chance.is(0.7) ? { exclude: conditionOf(chance, domains) } : {}),
  };
}

/** A column asks one comparison of one fact; each row answers it with that comparison's value, or not at all. */
function tableOf(id: string, chance: Chance, domains: readonly SmallDomain[]): Sketch {
  const asked = Array.from({ length: 1 + chance.int(2) }, () => chance.pick(domains).ask(chance));
  const columns = asked.map(({ fact, operator }, at) => ({ id: `k${at}`, fact, operator }));
  const cell = (at: number): Operand | null => {
    const comparison = asked[at];
    if (comparison === undefined || chance.is(0.3)) return null;
    return comparison.value ?? chance.is(0.5);
  };
  const rows = Array.from({ length: 1 + chance.int(4) }, (_, at) => ({
    id: `r${at + 1}`,
    cells: columns.map((_column, index) => cell(index)),
    values: [chance.is(0.2) ? null : chance.pick(["甲线", "乙线"]), chance.is(0.5) ? null : chance.pick([1, 2])],
  }));
  const outputs = [
    { id: "o1", effect: "route" as const },
    { id: "o2", effect: "set_field" as const, field: "level" },
  ];
  return { id, kind: "decision_table", hit: chance.is(0.6) ? "first" : "collect", columns, outputs, rows };
}

function actionsOf(chance: Chance): Sketch[] {
  return Array.from({ length: 2 + chance.int(4) }, (_, at): Sketch => {
    const id = `a${at + 1}`;
    const kind = chance.int(10);
    if (kind < 5) return { id, kind: "route", destination: chance.pick(["甲线", "乙线", "丙线"]) };
    if (kind < 8) return { id, kind: "set_field", field: "level", value: chance.pick([1, 2]) };
    return kind < 9
      ? { id, kind: "tag", tag: id }
      : { id, kind: "alert", to: ["p1"], channel: "inbox", level: 1, text: "看" };
  });
}

function portsIn(node: Sketch): string[] {
  switch (node.kind) {
    case "condition":
      return ["met", "not_met", ...(node.missing === "port" ? ["missing"] : [])];
    case "branch":
      return [...node.cases.map((one) => one.id), "otherwise", ...(node.missing === "port" ? ["missing"] : [])];
    case "decision_table":
      return ["matched", "otherwise"];
    case "merge":
      return ["joined", ...(node.exclude === undefined ? [] : ["excluded"])];
    default:
      return ["next"];
  }
}
