/** One version of a flow made ready: logic compiled once, entries filed by what starts them. Plain data in, closures out. */
import type { FlowNode, NodeKind, NodeOf, Program, ProgramEntry, ProgramStep } from "@switchyard/flow";
import { type CompiledRules, compile, compileRules, factsRead } from "@switchyard/logic";
import { normaliseField, type WorkspaceSettings, wordsForBrand } from "@switchyard/orders";
import type { Origin } from "../effect/effect.ts";
import { compareKeys, type StateKey } from "../state/key.ts";
import { gateKey } from "../yard/gate.ts";
import { isPlace } from "../yard/given.ts";
import { type ClockLimit, clockLimits } from "./clock-limit.ts";
import { type PreparedPattern, preparePattern } from "./pattern.ts";
import { type PreparedBreaker, type PreparedWindow, prepareBreaker, prepareWindow, type Test } from "./window.ts";

/** A node in its flow, with the names that follow from both: made once. */
export interface PreparedNode<N extends FlowNode = FlowNode> extends PlaceName {
  settings: N;
  /** What effects say of where they come from. */
  origin: Origin;
}

export interface PlaceName {
  flow: string;
  node: string;
  /** `flow/node`: a version apart, so that what the node started survives a new version. */
  name: string;
  /** `kind/flow/node`. */
  timer: string;
}

export type PreparedStep =
  | { type: "gate"; gate: string; test: Test }
  | { type: "act"; node: PreparedNode; test: Test }
  | {
      type: "table";
      node: PreparedNode<NodeOf<"decision_table">>;
      test: Test;
      rules: CompiledRules;
      hit: "first" | "collect";
    };

/** What the trace tells of one node of an entry. */
export interface TracePlan {
  node: string;
  kind: string;
  reached: string | null;
  /** `alone`: the ports taken where it is the only one. */
  ports: { port: string; gate: string; alone: string[] }[];
  /** The facts that its conditions read. */
  reads: { fact: string; path: string[] }[];
  /** The same for nodes of the entry that read the same: what they saw is told once. */
  sight: number;
}

export interface PreparedEntry {
  id: string;
  node: string;
  port: string | null;
  trigger: FlowNode | null;
  steps: PreparedStep[];
  /** Every gate of it, closed: what a run begins with. */
  closed: Readonly<Record<string, boolean>>;
  trace: TracePlan[];
  /** Comparisons of facts that move with the clock: when an outcome may change by itself. */
  limits: ClockLimit[];
  /** Whether conditions or nodes of it read facts of the order. */
  needsFacts: boolean;
}

export interface PreparedFlow {
  flow: string;
  version: number;
  program: Program;
  nodes: ReadonlyMap<string, PreparedNode>;
  /** How a decision names it. */
  named: { flow: string; version: number };
  /** Every word by which an order may name one of the flow's brands; null: all orders. */
  brands: ReadonlySet<string> | null;
  /** Entries by the kind of trigger. */
  triggers: ReadonlyMap<NodeKind, PreparedEntry[]>;
  /** Entries that run later than the event that reached their node: node → port. */
  ports: ReadonlyMap<string, ReadonlyMap<string, PreparedEntry>>;
  windows: PreparedWindow[];
  breakers: PreparedBreaker[];
  patterns: PreparedPattern[];
  /** Which lines of an order a route takes. */
  lineTests: ReadonlyMap<string, Test>;
  merges: NodeOf<"merge">[];
  /** The destinations that it may put an order into, and their gates. */
  destinations: string[];
  gates: StateKey[];
  reserves: boolean;
  /** Articles that it may add to an order. */
  adds: string[];
  freezes: ReadonlySet<string>;
  pauses: ReadonlySet<string>;
}

export function prepareFlow(program: Program, workspaceBrands?: WorkspaceSettings["brands"]): PreparedFlow {
  const places = new Map<string, PreparedNode>();
  for (const node of Object.values(program.nodes)) places.set(node.id, prepareNode(program, node));
  const triggers = new Map<NodeKind, PreparedEntry[]>();
  const ports = new Map<string, Map<string, PreparedEntry>>();
  for (const entry of program.entries) {
    const ready = prepareEntry(program, entry, places);
    if (ready.port !== null) ports.set(ready.node, (ports.get(ready.node) ?? new Map()).set(ready.port, ready));
    else if (ready.trigger !== null)
      triggers.set(ready.trigger.kind, [...(triggers.get(ready.trigger.kind) ?? []), ready]);
  }
  const nodes = Object.values(program.nodes);
  const ofKind = <K extends NodeKind>(kind: K) => nodes.filter((node): node is NodeOf<K> => node.kind === kind);
  const routes = ofKind("route");
  const destinations = destinationsOf([...places.values()].map(({ settings }) => settings));
  return {
    flow: program.flow,
    version: program.version,
    program,
    nodes: places,
    named: { flow: program.flow, version: program.version },
    brands:
      program.brands.length === 0
        ? null
        : new Set(program.brands.flatMap((brand) => wordsForBrand(workspaceBrands, brand))),
    triggers,
    ports,
    windows: program.windows.map((window) => prepareWindow(program, window)),
    breakers: ofKind("breaker").map((node) => prepareBreaker(program, node)),
    patterns: program.patterns.map(preparePattern),
    lineTests: new Map(
      routes.flatMap((node): [string, Test][] => {
        const filter = program.filters[`route.${node.id}`];
        return filter === undefined ? [] : [[node.id, compile(filter)]];
      }),
    ),
    merges: ofKind("merge"),
    destinations,
    gates: destinations.map((destination) => gateKey("wave", destination)).sort(compareKeys),
    reserves: nodes.some((node) => node.kind === "reserve_stock"),
    adds: [...places.values()].flatMap(({ settings }) => (settings.kind === "add_line" ? [settings.sku] : [])),
    freezes: new Set([...ofKind("freeze"), ...ofKind("unfreeze")].map((node) => node.scope)),
    pauses: new Set([...ofKind("pause_channel"), ...ofKind("resume_channel")].map((node) => node.target)),
  };
}

function prepareNode({ flow, version }: Program, drawn: FlowNode): PreparedNode {
  const node = drawn.id;
  const name = `${flow}/${node}`;
  const settings = asKept(drawn);
  return { flow, node, name, timer: `${settings.kind}/${name}`, settings, origin: { flow, version, node } };
}

/** What a node sets a field to, in the form in which intake keeps that field: 江苏省 is 江苏 here too. */
function asKept(node: FlowNode): FlowNode {
  if (node.kind === "add_line") return { ...node, sku: normaliseField("sku", node.sku) };
  if (node.kind === "set_field") return { ...node, value: normaliseField(node.field, node.value) };
  if (node.kind !== "decision_table") return node;
  const fields = node.outputs.map(({ effect, field }) => (effect === "set_field" ? field : undefined));
  if (fields.every((field) => field === undefined)) return node;
  const rows = node.rows.map((row) => ({
    ...row,
    values: row.values.map((value, at) => normaliseField(fields[at] ?? "", value)),
  }));
  return { ...node, rows };
}

function destinationsOf(nodes: readonly FlowNode[]): string[] {
  const said = nodes.flatMap((node): unknown[] => {
    if (node.kind === "route") return [node.destination];
    if (node.kind === "set_field") return isPlace(node.field) ? [node.value] : [];
    return node.kind === "decision_table" ? tableDestinations(node) : [];
  });
  return [...new Set(said.filter((name): name is string => typeof name === "string" && name !== ""))];
}

function tableDestinations({ outputs, rows }: NodeOf<"decision_table">): unknown[] {
  return outputs.flatMap(({ effect, field = "" }, at) =>
    effect === "route" || (effect === "set_field" && isPlace(field)) ? rows.map((row) => row.values[at]) : [],
  );
}

/** Nodes that look at facts themselves. */
function readsFacts(node: FlowNode | undefined): boolean {
  if (node?.kind === "watch") return typeof node.since === "object";
  if (node?.kind === "route") return node.lines !== undefined;
  return node?.kind === "merge" || node?.kind === "decision_table";
}

function prepareEntry(program: Program, entry: ProgramEntry, places: ReadonlyMap<string, PreparedNode>): PreparedEntry {
  const trace = planTrace(program, entry);
  return {
    id: entry.id,
    node: entry.node,
    port: entry.port,
    trigger: program.nodes[entry.node] ?? null,
    steps: entry.steps.flatMap((step) => prepareStep(step, places)),
    closed: Object.fromEntries(entry.steps.flatMap(gatesOf).map((gate) => [gate, false])),
    trace,
    needsFacts: trace.some((plan) => plan.reads.length > 0 || readsFacts(program.nodes[plan.node])),
    limits: uniqueLimits(entry.steps.flatMap((step) => conditionsOf(step).flatMap(clockLimits))),
  };
}

const conditionsOf = (step: ProgramStep) =>
  step.type === "table" ? [step.when, ...step.rows.map((row) => row.when)] : [step.when];

/** The gates that a step opens. */
const gatesOf = (step: ProgramStep): string[] =>
  step.type === "gate"
    ? [step.gate]
    : step.type === "table"
      ? TABLE_PORTS.map((port) => tableGate(step.node, port))
      : [];

export const TABLE_PORTS = ["matched", "otherwise"] as const;
export const tableGate = (node: string, port: (typeof TABLE_PORTS)[number]): string => `${node}:${port}`;

function uniqueLimits(limits: ClockLimit[]): ClockLimit[] {
  const name = ({ fact, operator, value, beside }: ClockLimit) => `${fact} ${operator} ${value} ${beside ?? ""}`;
  return [...new Map(limits.map((limit) => [name(limit), limit])).values()];
}

/** An act on a node that the program does not know is left out: the program was not made by this version's compiler. */
function prepareStep(step: ProgramStep, places: ReadonlyMap<string, PreparedNode>): PreparedStep[] {
  const test = testOf(step.when);
  if (step.type === "gate") return [{ type: "gate", gate: step.gate, test }];
  const node = places.get(step.node);
  if (node === undefined) return [];
  if (step.type === "act") return [{ type: "act", node, test }];
  if (!isTable(node)) return [];
  return [{ type: "table", node, test, rules: compileRules(step.rows), hit: step.hit }];
}

/** Many steps ask whether one gate is open and nothing else: that is looked up. Names with a dot are paths. */
function testOf(when: ProgramStep["when"]): Test {
  const read = JSON.stringify(when).match(/^\{"var":"gate\.([^".\\]+)"\}$/)?.[1];
  if (read === undefined) return compile(when);
  return (facts) => (facts as { gate: Readonly<Record<string, boolean>> }).gate[read] === true;
}

const isTable = (node: PreparedNode): node is PreparedNode<NodeOf<"decision_table">> =>
  node.settings.kind === "decision_table";

function planTrace(program: Program, entry: ProgramEntry): TracePlan[] {
  const plans = new Map<string, TracePlan & { facts: Set<string> }>();
  for (const step of entry.steps) {
    let plan = plans.get(step.node);
    if (plan === undefined) {
      const kind = program.nodes[step.node]?.kind ?? "condition";
      plan = { node: step.node, kind, reached: null, ports: [], reads: [], sight: 0, facts: new Set() };
      plans.set(step.node, plan);
    }
    if (step.type === "gate" && step.port !== null) plan.ports.push(portOf(step.port, step.gate));
    else if (step.type === "gate" && step.gate === step.node) plan.reached = step.gate;
    else if (step.type === "table") {
      for (const port of TABLE_PORTS) plan.ports.push(portOf(port, tableGate(step.node, port)));
    }
    for (const logic of conditionsOf(step)) {
      for (const fact of factsRead(logic)) if (isFact(fact)) plan.facts.add(fact);
    }
  }
  const sights = new Map<string, number>();
  return [...plans.values()].map(({ facts, ...plan }) => {
    const read = JSON.stringify([...facts]);
    const sight = sights.get(read) ?? sights.size;
    sights.set(read, sight);
    return { ...plan, reads: [...facts].map((fact) => ({ fact, path: fact.split(".") })), sight };
  });
}
const portOf = (port: string, gate: string) => ({ port, gate, alone: [port] });

/** Gates are ours, and names inside a `reduce` are no facts. */
const isFact = (path: string) =>
  !path.startsWith("gate.") && path !== "" && path !== "accumulator" && path !== "current";
