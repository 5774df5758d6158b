/** The truth by trying: every order is walked through the drawing, and findings are what the definitions say of all walks. */
import {
  type Condition,
  compileCondition,
  effectOrder,
  type FlowDocument,
  type FlowNode,
  factLookup,
} from "@switchyard/flow";
import { compile, truthy } from "@switchyard/logic";
import { computeFacts, type Facts, type OrderInput, readOrder } from "@switchyard/orders";
import type { Seed } from "../finding.ts";
import { NOW, SETTINGS } from "./domains.ts";

type Judge = (facts: Facts) => boolean | null;
interface WalkedWay {
  key: string;
  reached: boolean;
  own: boolean;
  taken: boolean;
  asksShadow: boolean;
  asksAlways: boolean;
}
export interface Walk {
  ways: WalkedWay[];
  effects: { rule: string; family: string; value: unknown }[];
  rules: number;
  ends: string[];
  merges: string[];
  listens: boolean;
}

/** A walk in three-valued logic over the document itself; it shares the comparisons' meaning with the compiler, and nothing else. */
export function walker(document: FlowDocument): (facts: Facts) => Walk {
  const lookup = factLookup(document, { customFields: SETTINGS.customFields });
  const judges = new Map<string, Judge>();
  const judge = (condition: Condition): Judge => {
    if (condition.type === "group") {
      const parts = condition.parts.map(judge);
      return (facts) => {
        const answers = parts.map((part) => part(facts));
        if (condition.match === "not") return answers[0] === null ? null : answers[0] !== true;
        const wanted = condition.match === "any";
        if (answers.includes(wanted)) return wanted;
        return answers.includes(null) ? null : !wanted;
      };
    }
    const key = JSON.stringify(condition);
    const known = judges.get(key);
    if (known !== undefined) return known;
    const compiled = compileCondition(condition, lookup);
    const [met, notMet] = [compile(compiled.met), compile(compiled.notMet)];
    const made: Judge = (facts) => (truthy(met(facts)) ? true : truthy(notMet(facts)) ? false : null);
    judges.set(key, made);
    return made;
  };
  const steps = effectOrder(document).map((id) => document.nodes.find((node) => node.id === id) as FlowNode);
  const ready = steps.map((node) => ({ node, run: nodeWalk(node, judge) }));
  const out = new Map(document.nodes.map((node) => [node.id, document.edges.filter((edge) => edge.from === node.id)]));
  return (facts) => {
    const walk: Walk = {
      ways: [],
      effects: [],
      rules: 0,
      ends: [],
      merges: [],
      listens: document.brands.length === 0 || document.brands.includes(String(facts.brand)),
    };
    const reached = new Set(walk.listens ? ["start"] : []);
    for (const { node, run } of ready) {
      const isReached = reached.has(node.id);
      for (const port of run(facts, isReached, walk)) {
        const edges = (out.get(node.id) ?? []).filter((edge) => edge.port === port);
        for (const edge of edges) reached.add(edge.to);
        if (edges.length === 0 && node.kind !== "order_received" && port !== "next")
          walk.ends.push(`${node.id}/${port}`);
      }
    }
    return walk;
  };
}

type NodeWalk = (facts: Facts, reached: boolean, walk: Walk) => string[];

function nodeWalk(node: FlowNode, judge: (condition: Condition) => Judge): NodeWalk {
  switch (node.kind) {
    case "condition": {
      const test = judge(node.when);
      return (facts, reached, walk) => {
        const answer = test(facts);
        walk.ways.push({
          key: `${node.id}/met`,
          reached,
          own: answer === true,
          taken: reached && answer === true,
          asksShadow: false,
          asksAlways: true,
        });
        if (!reached) return [];
        const missing = node.missing === "port" ? "missing" : "not_met";
        return [answer === true ? "met" : answer === false ? "not_met" : missing];
      };
    }
    case "branch":
      return branchWalk(
        node,
        node.cases.map((one) => ({ id: one.id, test: judge(one.when) })),
      );
    case "decision_table":
      return tableWalk(node, judge);
    case "merge": {
      const test = node.exclude === undefined ? null : judge(node.exclude);
      return (facts, reached, walk) => {
        const out = test?.(facts) === true;
        if (test !== null)
          walk.ways.push({
            key: `${node.id}/excluded`,
            reached,
            own: out,
            taken: reached && out,
            asksShadow: false,
            asksAlways: true,
          });
        if (reached && !out) {
          walk.rules += 1;
          walk.merges.push(node.id);
        }
        return reached ? [out ? "excluded" : "joined"] : [];
      };
    }
    case "order_received":
      return (_facts, reached) => (reached ? ["next"] : []);
    default:
      return (_facts, reached, walk) => {
        if (!reached) return [];
        walk.rules += 1;
        if (node.kind === "route") walk.effects.push({ rule: node.id, family: "route", value: node.destination });
        if (node.kind === "set_field")
          walk.effects.push({ rule: node.id, family: `field:${node.field}`, value: node.value });
        return ["next"];
      };
  }
}

function branchWalk(node: Extract<FlowNode, { kind: "branch" }>, cases: { id: string; test: Judge }[]): NodeWalk {
  const first = node.mode === "first";
  return (facts, reached, walk) => {
    const answers = cases.map(({ test }) => test(facts));
    const taken: string[] = [];
    let open = reached;
    let isMissing = false;
    for (const [at, { id }] of cases.entries()) {
      const met = answers[at] === true;
      const takes = met && (first ? open : reached);
      walk.ways.push({
        key: `${node.id}/${id}`,
        reached,
        own: met,
        taken: takes,
        asksShadow: first && at > 0,
        asksAlways: !first || at === 0,
      });
      if (takes) taken.push(id);
      if (open && !met && answers[at] === null) isMissing = true;
      if (first && (met || (node.missing === "port" && answers[at] === null))) open = false;
    }
    if (!reached) return [];
    if (!first) isMissing = answers.includes(null);
    if (node.missing === "port") {
      if (first) return taken.length > 0 ? taken : isMissing ? ["missing"] : ["otherwise"];
      return [...taken, ...(isMissing ? ["missing"] : []), ...(taken.length === 0 && !isMissing ? ["otherwise"] : [])];
    }
    return taken.length === 0 ? ["otherwise"] : taken;
  };
}

function tableWalk(
  node: Extract<FlowNode, { kind: "decision_table" }>,
  judge: (condition: Condition) => Judge,
): NodeWalk {
  const rows = node.rows.map((row) => ({
    row,
    tests: node.columns.flatMap((column, at) => {
      const cell = row.cells[at];
      if (cell === null || cell === undefined) return [];
      if (column.operator !== "is_empty" && column.operator !== "is_not_empty") {
        return [judge({ type: "comparison", fact: column.fact, operator: column.operator, value: cell })];
      }
      const test = judge({ type: "comparison", fact: column.fact, operator: column.operator });
      return [(facts: Facts) => test(facts) === (cell !== false)];
    }),
  }));
  const first = node.hit === "first";
  return (facts, reached, walk) => {
    let hits = 0;
    for (const [at, { row, tests }] of rows.entries()) {
      const own = tests.every((test) => test(facts) === true);
      const taken = reached && own && !(first && hits > 0);
      walk.ways.push({
        key: `${node.id}/matched/${row.id}`,
        reached,
        own,
        taken,
        asksShadow: first && at > 0,
        asksAlways: false,
      });
      if (!taken) continue;
      hits += 1;
      walk.rules += 1;
      for (const [index, output] of node.outputs.entries()) {
        const value = row.values[index];
        if (value === null || value === undefined) continue;
        walk.effects.push({
          rule: `${node.id}/${row.id}`,
          family: output.effect === "route" ? "route" : `field:${output.field}`,
          value,
        });
      }
    }
    return reached ? [hits > 0 ? "matched" : "otherwise"] : [];
  };
}

/** Facts of an order as the engine would compute them at its event. */
export function factsOf(input: OrderInput, at = NOW, receivedAt = at): Facts {
  const read = readOrder(input, { settings: SETTINGS, receivedAt, id: "b-1" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return computeFacts(read.order, { now: at, settings: SETTINGS });
}

export const factsOfSeed = ({ order, at, receivedAt }: Seed): Facts => factsOf(order, at, receivedAt);
