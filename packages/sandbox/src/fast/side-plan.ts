/** One side's flows as questions to columns: who is reached, who acts, and with what effect, in the order of effects. */
import type { PreparedPrograms } from "@switchyard/engine";
import type { FlowNode, NodeOf, ProgramStep } from "@switchyard/flow";
import { nameKey } from "../decision-hash.ts";
import type { DerivedColumns } from "./derived.ts";
import { type ColumnNamer, NotForColumns, type TruthId, type Truths } from "./truth.ts";

type PreparedFlow = PreparedPrograms["flows"][number]["live"];
type Scalar = string | number | boolean;

/** What rows of which `truth` holds get; `hard`: what comes of it only the engine knows. */
export type Act = { truth: TruthId } & (
  | { kind: "route"; destination: string }
  | { kind: "tag" | "untag"; tag: string }
  | { kind: "field"; field: string; value: Scalar }
  | { kind: "hold" | "release" | "quiet" | "hard" }
  | { kind: "alert"; level: number; node: string }
  | { kind: "sent"; sent: "task" | "notify" | "webhook"; node: string }
);
type Effect = Act extends infer A ? (A extends Act ? Omit<A, "truth"> : never) : never;

/** A node of which the decision's trace tells. */
export interface Passed {
  flow: string;
  node: string;
  truth: TruthId;
  /** Every way out that is taken; `next` where none of the node's ports is. */
  ports: { port: string; truth: TruthId }[];
  rows: { row: string; truth: TruthId }[];
}
export interface SidePlan {
  acts: Act[];
  /** Some act is of the row. */
  decided: TruthId;
  /** With a trace: all nodes that were passed; without: those that acted. */
  passed: Passed[];
  /** What the nodes that were passed add to the hash of a decision; those of one truth together. */
  hashed: { truth: TruthId; a: number; b: number }[];
  /** Facts that conditions want, where they want them; with a trace. */
  wanted: { fact: string; column: string; truth: TruthId }[];
  traced: boolean;
}

/** Throws `NotForColumns` where the flows keep something across orders, or ask what columns do not hold. */
export function planSide(
  prepared: PreparedPrograms,
  looks: boolean,
  truths: Truths,
  derived: DerivedColumns,
): SidePlan {
  const plan: SidePlan = { acts: [], decided: truths.none, passed: [], hashed: [], wanted: [], traced: prepared.trace };
  for (const { live, canary } of prepared.flows) {
    if (canary !== null) throw new NotForColumns("a canary");
    refuseShared(live);
    planFlow(live, looks, truths, derived.namer({ patterns: live.patterns, splits: live.program.splits }), plan);
  }
  if (plan.acts.length >= Math.min(prepared.budget.acts, prepared.budget.effects))
    throw new NotForColumns("a great many acts");
  plan.decided = truths.or(...plan.acts.map(({ truth }) => truth));
  plan.hashed = hashedOf(plan.passed);
  return plan;
}

function hashedOf(passed: readonly Passed[]): SidePlan["hashed"] {
  const sums = new Map<TruthId, { a: number; b: number }>();
  for (const { node, truth } of passed) {
    const [key, sum] = [nameKey(node), sums.get(truth) ?? { a: 0, b: 0 }];
    sums.set(truth, { a: (sum.a + key.a) | 0, b: (sum.b + key.b) | 0 });
  }
  return [...sums].map(([truth, sum]) => ({ truth, ...sum }));
}

/** What one order does to another cannot be told row by row. */
function refuseShared(flow: PreparedFlow): void {
  if (flow.windows.length > 0) throw new NotForColumns("a counter");
  if (flow.breakers.length > 0) throw new NotForColumns("a breaker");
  if (flow.reserves) throw new NotForColumns("reserved stock");
  if (flow.freezes.size > 0) throw new NotForColumns("a freeze");
  if (flow.pauses.size > 0) throw new NotForColumns("a paused channel");
  if (flow.triggers.has("schedule")) throw new NotForColumns("a schedule");
}

function planFlow(flow: PreparedFlow, looks: boolean, truths: Truths, columnOf: ColumnNamer, plan: SidePlan): void {
  const [entry, ...others] = flow.triggers.get("order_received") ?? [];
  if (entry === undefined) return;
  if (others.length > 0) throw new NotForColumns("several beginnings");
  if (looks && entry.limits.length > 0) throw new NotForColumns("a fact of the clock, looked at again");
  const steps = flow.program.entries.find((one) => one.id === entry.id)?.steps ?? [];
  const start = truths.ofBrands(flow.brands);
  const gates = new Map<string, TruthId>();
  const acted = new Map<string, TruthId>();
  const hits = new Map<string, Passed["rows"]>();
  for (const step of steps) {
    const when = truths.and(start, truths.of(step.when, gates, columnOf));
    if (step.type === "gate") gates.set(step.gate, when);
    else {
      const node = flow.nodes.get(step.node);
      if (node === undefined) continue;
      if (step.type === "table") {
        if (node.settings.kind !== "decision_table") continue;
        const rows = rowsHit(step, when, truths, gates, columnOf);
        hits.set(step.node, rows);
        const matched = truths.or(...rows.map(({ truth }) => truth));
        gates.set(`${step.node}:matched`, matched);
        gates.set(`${step.node}:otherwise`, truths.and(when, truths.not(matched)));
        acted.set(step.node, matched);
        plan.acts.push({ truth: matched, kind: "quiet" }, ...tableActs(node.settings, rows));
      } else {
        acted.set(step.node, when);
        plan.acts.push({ truth: when, ...effectOf(node.settings, node.name, flow) });
      }
    }
  }
  if (!plan.traced) {
    for (const [node, truth] of acted) plan.passed.push({ flow: flow.flow, node, truth, ports: [], rows: [] });
    return;
  }
  const onlyPort = { port: "next", truth: start };
  plan.passed.push({ flow: flow.flow, node: entry.node, truth: start, ports: [onlyPort], rows: [] });
  for (const { node, ports, reads } of entry.trace) {
    const taken = ports.map(({ port, gate }) => ({ port, truth: gates.get(gate) ?? truths.none }));
    const left = truths.or(...taken.map((one) => one.truth));
    const truth = truths.or(acted.get(node) ?? truths.none, left);
    taken.push({ port: "next", truth: truths.and(truth, truths.not(left)) });
    plan.passed.push({ flow: flow.flow, node, truth, ports: taken, rows: hits.get(node) ?? [] });
    for (const { fact } of reads) want(plan, fact, truth, truths, columnOf);
  }
}

/** A fact that several nodes miss is missing once. */
function want({ wanted }: SidePlan, fact: string, truth: TruthId, truths: Truths, columnOf: ColumnNamer): void {
  const column = columnOf(fact);
  if (column === null) throw new NotForColumns(`the fact ${fact}`);
  const known = wanted.find((one) => one.fact === fact && one.column === column);
  if (known === undefined) wanted.push({ fact, column, truth });
  else known.truth = truths.or(known.truth, truth);
}

type TableStep = Extract<ProgramStep, { type: "table" }>;

function rowsHit(
  { rows, hit }: TableStep,
  when: TruthId,
  truths: Truths,
  gates: ReadonlyMap<string, TruthId>,
  columnOf: ColumnNamer,
): Passed["rows"] {
  let left = when;
  return rows.map(({ id, when: asks }) => {
    const holds = truths.of(asks, gates, columnOf);
    const truth = truths.and(left, holds);
    if (hit === "first") left = truths.and(left, truths.not(holds));
    return { row: id, truth };
  });
}

function tableActs(table: NodeOf<"decision_table">, rows: Passed["rows"]): Act[] {
  return rows.flatMap(({ row, truth }) => {
    const values = table.rows.find((one) => one.id === row)?.values ?? [];
    return table.outputs.flatMap((output, place): Act[] => {
      const value = values[place];
      if (value === null || value === undefined) return [];
      if (output.effect === "route") return [{ truth, kind: "route", destination: String(value) }];
      if (output.effect === "tag") return [{ truth, kind: "tag", tag: String(value) }];
      return output.field === undefined ? [] : [{ truth, kind: "field", field: output.field, value }];
    });
  });
}

function effectOf(node: FlowNode, name: string, flow: PreparedFlow): Effect {
  switch (node.kind) {
    case "route":
      return flow.lineTests.has(node.id) ? { kind: "hard" } : { kind: "route", destination: node.destination };
    case "tag":
    case "untag":
      return { kind: node.kind, tag: node.tag };
    case "set_field":
      return { kind: "field", field: node.field, value: node.value };
    case "hold":
    case "release":
      return { kind: node.kind };
    case "alert":
      return { kind: "alert", level: node.level, node: name };
    case "task":
    case "notify":
    case "webhook":
      return { kind: "sent", sent: node.kind, node: name };
    case "add_line":
    case "note":
    case "frame":
      return { kind: "quiet" };
    default:
      return { kind: "hard" };
  }
}
