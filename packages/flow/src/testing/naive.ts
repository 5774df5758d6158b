import { portsOf } from "../catalogue/ports.ts";
import { cellCondition } from "../compile/table.ts";
import type { Comparison, Condition, FlowDocument, FlowEdge, FlowNode, NodeOf } from "../document.ts";
import type { Run } from "./run-program.ts";

/** Three-valued truth: true, false, or null for "data missing". */
type Truth = boolean | null;

/** A second, plain reading of semantics.md to compare the compiler with: it walks the drawing and compares values directly. */
export function naiveRun(doc: FlowDocument, first: FlowEdge[], facts: Record<string, unknown>, order: string[]): Run {
  const run: Run = { acts: [], ports: new Set(), rows: {} };
  const reached = new Set(first.map((edge) => edge.to));
  for (const id of order) {
    const node = doc.nodes.find((one) => one.id === id);
    if (node === undefined || !reached.has(id)) continue;
    const ports = leave(node, facts, run);
    for (const port of ports) {
      if (port !== "next") run.ports.add(`${id}:${port}`);
      for (const edge of doc.edges) if (edge.from === id && edge.port === port) reached.add(edge.to);
    }
  }
  return run;
}

/** Ports by which the order leaves now; what the node does is noted in the run. */
function leave(node: FlowNode, facts: Record<string, unknown>, run: Run): string[] {
  switch (node.kind) {
    case "condition": {
      const truth = judge(node.when, facts);
      if (truth === null) return node.missing === "port" ? ["missing"] : ["not_met", "missing"];
      return [truth ? "met" : "not_met"];
    }
    case "branch":
      return node.mode === "first" ? firstCase(node, facts) : everyCase(node, facts);
    case "decision_table": {
      const all = node.rows.filter((row) =>
        node.columns.every((column, index) => {
          const cell = cellCondition(column, row.cells[index]);
          return cell === null || judge(cell, facts) === true;
        }),
      );
      const hit = (node.hit === "first" ? all.slice(0, 1) : all).map((row) => row.id);
      if (hit.length === 0) return ["otherwise"];
      run.acts.push(node.id);
      run.rows[node.id] = hit;
      return ["matched"];
    }
    case "split": {
      const bucket = (facts.split as Record<string, number>)[node.id] ?? 0;
      let sum = 0;
      const found = node.parts.find((part) => {
        sum += part.percent * 100;
        return bucket < sum;
      });
      return [found?.id ?? ""];
    }
    case "merge":
      if (node.exclude !== undefined && judge(node.exclude, facts) === true) return ["excluded"];
      run.acts.push(node.id);
      return ["joined"];
    default:
      run.acts.push(node.id);
      return portsOf(node).flatMap((port) => (port.later ? [] : [port.id]));
  }
}

function firstCase(node: NodeOf<"branch">, facts: Record<string, unknown>): string[] {
  let unsure = false;
  for (const one of node.cases) {
    const truth = judge(one.when, facts);
    if (truth === true) return unsure ? [one.id, "missing"] : [one.id];
    if (truth === null) {
      if (node.missing === "port") return ["missing"];
      unsure = true;
    }
  }
  return unsure ? ["otherwise", "missing"] : ["otherwise"];
}

function everyCase(node: NodeOf<"branch">, facts: Record<string, unknown>): string[] {
  const truths = node.cases.map((one): [string, Truth] => [one.id, judge(one.when, facts)]);
  const met = truths.flatMap(([id, truth]) => (truth === true ? [id] : []));
  const unsure = truths.some(([, truth]) => truth === null);
  const otherwise = met.length === 0 && !(unsure && node.missing === "port");
  return [...met, ...(unsure ? ["missing"] : []), ...(otherwise ? ["otherwise"] : [])];
}

/** Kleene logic. */
export function judge(condition: Condition, facts: Record<string, unknown>): Truth {
  if (condition.type === "comparison") return compare(condition, facts);
  const truths = condition.parts.map((part) => judge(part, facts));
  if (condition.match === "not") return truths[0] === null || truths[0] === undefined ? null : !truths[0];
  const decisive = condition.match === "any";
  if (truths.includes(decisive)) return decisive;
  return truths.includes(null) ? null : !decisive;
}

function at(facts: Record<string, unknown>, name: string): unknown {
  const value = name
    .split(".")
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], facts);
  return value === "" ? undefined : value;
}

const CODES = new Set(["style_code", "skus"]);
const SPAN = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

function compare({ fact, operator, value }: Comparison, facts: Record<string, unknown>): Truth {
  const left = at(facts, operator === "matches" ? `pattern.${value}` : fact);
  const empty = left === undefined || (Array.isArray(left) && left.length === 0);
  if (operator === "is_empty") return empty;
  if (operator === "is_not_empty") return !empty;
  if (left === undefined) return null;
  if (operator === "matches") return left === true;
  const other = typeof value === "object" && !Array.isArray(value) && "fact" in value ? at(facts, value.fact) : value;
  if (other === undefined) return null;
  const constant = (one: unknown): unknown =>
    typeof one === "string" && other === value ? (CODES.has(fact) ? one.trim().toUpperCase() : one.trim()) : one;
  const right = Array.isArray(other) ? other.map(constant) : constant(other);
  const list = right as unknown[];
  const text = left as string;
  const [a, b] = [
    left as number,
    (typeof right === "string" && fact.endsWith("_at") ? Date.parse(right) : right) as number,
  ];
  const holds = (item: unknown): boolean => (left as unknown[] | string).includes(item as never);
  switch (operator) {
    case "is":
    case "eq":
      return left === right;
    case "is_not":
    case "ne":
      return left !== right;
    case "starts_with":
      return text.startsWith(right as string);
    case "not_starts_with":
      return !text.startsWith(right as string);
    case "ends_with":
      return text.endsWith(right as string);
    case "contains":
      return text.includes(right as string);
    case "not_contains":
      return !text.includes(right as string);
    case "in_list":
      return list.includes(left);
    case "not_in_list":
      return !list.includes(left);
    case "lt":
    case "before":
      return a < b;
    case "le":
      return a <= b;
    case "gt":
    case "after":
      return a > b;
    case "ge":
      return a >= b;
    case "between":
      return a >= (list[0] as number) && a <= (list[1] as number);
    case "within": {
      const { amount, unit } = value as { amount: number; unit: keyof typeof SPAN };
      const now = at(facts, "now");
      return now === undefined ? null : Math.abs(a - (now as number)) <= amount * SPAN[unit];
    }
    case "contains_any":
      return list.some(holds);
    case "contains_all":
      return list.every(holds);
    case "contains_none":
      return !list.some(holds);
    case "count_eq":
      return (left as unknown[]).length === right;
    case "count_ge":
      return (left as unknown[]).length >= (right as number);
    case "count_le":
      return (left as unknown[]).length <= (right as number);
  }
}
