/** Programs made ready to run: logic compiled once, entries filed by what starts them. Plain data in, closures out. */
import type { FlowNode, NodeKind, NodeOf, Program, ProgramEntry, ProgramStep } from "@switchyard/flow";
import { type CompiledRules, compile, compileRules, factsRead } from "@switchyard/logic";
import {
  DEFAULT_SETTINGS,
  DEFAULT_STATE_MACHINE,
  type FactReader,
  factReader,
  type StateMachine,
  type WorkspaceSettings,
} from "@switchyard/orders";
import { type ClockLimit, clockLimits } from "./clock-limit.ts";
import type { Origin } from "./effect.ts";
import { type PreparedPattern, preparePattern } from "./pattern.ts";
import { Shared } from "./shared.ts";
import { type PreparedBreaker, type PreparedWindow, prepareBreaker, prepareWindow, type Test } from "./window.ts";

export type PreparedStep =
  | { type: "gate"; node: string; gate: string; test: Test }
  | { type: "act"; node: FlowNode; test: Test }
  | { type: "table"; node: NodeOf<"decision_table">; test: Test; rules: CompiledRules; hit: "first" | "collect" };

/** What the trace tells of one node of an entry. */
export interface TracePlan {
  node: string;
  kind: string;
  reached: string | null;
  ports: { port: string; gate: string }[];
  /** Paths of the facts that its conditions read. */
  reads: string[][];
}

export interface PreparedEntry {
  id: string;
  node: string;
  port: string | null;
  trigger: FlowNode | null;
  steps: PreparedStep[];
  trace: TracePlan[];
  /** Comparisons of facts that move with the clock: when an outcome may change by itself. */
  limits: ClockLimit[];
  /** Whether conditions or nodes of it read facts of the order. */
  needsFacts: boolean;
}

export interface PreparedFlow {
  flow: string;
  version: number;
  /** `flow@version`. */
  key: string;
  program: Program;
  /** Per node: what effects say of their origin, and `flow/node`. Made once. */
  origins: ReadonlyMap<string, Origin>;
  names: ReadonlyMap<string, string>;
  brands: ReadonlySet<string> | null;
  /** Entries by the kind of trigger. */
  triggers: ReadonlyMap<NodeKind, PreparedEntry[]>;
  /** Entries that run later than the event that reached their node: `node/port`. */
  ports: ReadonlyMap<string, PreparedEntry>;
  windows: PreparedWindow[];
  breakers: PreparedBreaker[];
  patterns: PreparedPattern[];
  /** Which lines of an order a route takes. */
  lineTests: ReadonlyMap<string, Test>;
  merges: NodeOf<"merge">[];
  destinations: string[];
  reserves: boolean;
  freezes: ReadonlySet<string>;
  pauses: ReadonlySet<string>;
}

/** A second version beside the live one, for `percent` of the orders. */
export interface Canary {
  version: number;
  percent: number;
}

export interface PrepareOptions {
  /** Flow → the version that new orders take; by default the highest that is no canary. */
  live?: Record<string, number>;
  canary?: Record<string, Canary>;
  /** false: decisions carry no trace (bulk replay). */
  trace?: boolean;
  /** Most nodes that may act, and most effects, for one event. */
  budget?: { acts: number; effects: number };
  /** States at which work on an order has begun: its open batch closes. */
  mergeEnds?: string[];
  /** How many events a counter keeps one by one before it sums them by stretches of time. The values are the same. */
  fewItems?: number;
}

export interface PreparedPrograms {
  settings: WorkspaceSettings;
  machine: StateMachine;
  /** In the workspace's flow order. */
  flows: { flow: string; live: PreparedFlow; canary: { flow: PreparedFlow; below: number } | null }[];
  versions: ReadonlyMap<string, PreparedFlow>;
  trace: boolean;
  budget: { acts: number; effects: number };
  /** Computes the facts that any program reads. */
  readFacts: FactReader;
  reads: ReadonlySet<string>;
  mergeEnds: ReadonlySet<string>;
  fewItems: number;
  /** States that something still follows. */
  openStates: ReadonlySet<string>;
  /** Values that many orders have alike, kept once in memory. Never changed. */
  shared: { versions: Shared<PreparedFlow, Record<string, number>>; active: Shared<string, string[]> };
}

export const versionKey = (flow: string, version: number): string => `${flow}@${version}`;

const WORK_BEGUN = [
  "InProduction",
  "ProductionStarted",
  "Packed",
  "HandedOver",
  "PickedUp",
  "InTransit",
  "OutForDelivery",
  "Signed",
];
/** Facts that the core itself names keys after. */
const OWN_READS = ["brand", "customer_id", "channel"];

/**
 * Compiles the logic of every program once. Programs stand in the workspace's flow order; several versions of one flow
 * may stand beside each other: orders keep the version they began with.
 */
export function prepare(
  programs: readonly Program[],
  settings: WorkspaceSettings = DEFAULT_SETTINGS,
  options: PrepareOptions = {},
): PreparedPrograms {
  const versions = new Map<string, PreparedFlow>();
  for (const program of programs) versions.set(versionKey(program.flow, program.version), prepareFlow(program));
  const names = [...new Set(programs.map((program) => program.flow))];
  const flows = names.flatMap((flow) => {
    const wanted = options.canary?.[flow];
    const live = versions.get(versionKey(flow, options.live?.[flow] ?? newest(programs, flow, wanted)));
    if (live === undefined) return [];
    const beside = wanted === undefined ? undefined : versions.get(versionKey(flow, wanted.version));
    const canary = beside === undefined || wanted === undefined ? null : { flow: beside, below: wanted.percent * 100 };
    return [{ flow, live, canary }];
  });
  const reads = new Set<string>(OWN_READS);
  for (const { program } of versions.values()) for (const fact of program.reads) reads.add(fact);
  return {
    settings,
    machine: settings.states ?? DEFAULT_STATE_MACHINE,
    flows,
    versions,
    trace: options.trace ?? true,
    budget: options.budget ?? { acts: 10_000, effects: 10_000 },
    readFacts: factReader(reads, settings),
    reads,
    mergeEnds: new Set(options.mergeEnds ?? WORK_BEGUN),
    fewItems: options.fewItems ?? 64,
    openStates: openStates(settings.states ?? DEFAULT_STATE_MACHINE),
    shared: { versions: new Shared(1000), active: new Shared(10_000) },
  };
}

/** All but the last of the chain and those that nothing follows. */
function openStates(machine: StateMachine): Set<string> {
  const last = Math.max(...machine.states.map((state) => state.stage ?? 0));
  return new Set(
    machine.states
      .filter((state) => state.terminal !== true && (last === 0 || state.stage !== last))
      .map((state) => state.id),
  );
}

function newest(programs: readonly Program[], flow: string, canary: Canary | undefined): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const program of programs) {
    if (program.flow === flow && program.version > best && program.version !== canary?.version) best = program.version;
  }
  return best;
}

function prepareFlow(program: Program): PreparedFlow {
  const triggers = new Map<NodeKind, PreparedEntry[]>();
  const ports = new Map<string, PreparedEntry>();
  for (const entry of program.entries) {
    const ready = prepareEntry(program, entry);
    if (ready.port !== null) ports.set(`${ready.node}/${ready.port}`, ready);
    else if (ready.trigger !== null)
      triggers.set(ready.trigger.kind, [...(triggers.get(ready.trigger.kind) ?? []), ready]);
  }
  const nodes = Object.values(program.nodes);
  const ofKind = <K extends NodeKind>(kind: K) => nodes.filter((node): node is NodeOf<K> => node.kind === kind);
  const routes = ofKind("route");
  return {
    flow: program.flow,
    version: program.version,
    key: versionKey(program.flow, program.version),
    program,
    origins: new Map(nodes.map((node) => [node.id, { flow: program.flow, version: program.version, node: node.id }])),
    names: new Map(nodes.map((node) => [node.id, `${program.flow}/${node.id}`])),
    brands: program.brands.length === 0 ? null : new Set(program.brands),
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
    destinations: [
      ...new Set([...routes.map((node) => node.destination), ...ofKind("decision_table").flatMap(tableDestinations)]),
    ],
    reserves: nodes.some((node) => node.kind === "reserve_stock"),
    freezes: new Set([...ofKind("freeze"), ...ofKind("unfreeze")].map((node) => node.scope)),
    pauses: new Set([...ofKind("pause_channel"), ...ofKind("resume_channel")].map((node) => node.target)),
  };
}

function tableDestinations(node: NodeOf<"decision_table">): string[] {
  return node.outputs.flatMap((output, at) => {
    if (output.effect !== "route") return [];
    return node.rows.flatMap((row) => {
      const value = row.values[at];
      return typeof value === "string" ? [value] : [];
    });
  });
}

/** Nodes that look at facts themselves. */
function readsFacts(node: FlowNode | undefined): boolean {
  if (node?.kind === "watch") return typeof node.since === "object";
  if (node?.kind === "route") return node.lines !== undefined;
  return node?.kind === "merge" || node?.kind === "decision_table";
}

function prepareEntry(program: Program, entry: ProgramEntry): PreparedEntry {
  const trace = planTrace(program, entry);
  return {
    id: entry.id,
    node: entry.node,
    port: entry.port,
    trigger: program.nodes[entry.node] ?? null,
    steps: entry.steps.flatMap((step) => prepareStep(program, step)),
    trace,
    needsFacts: trace.some((plan) => plan.reads.length > 0 || readsFacts(program.nodes[plan.node])),
    limits: uniqueLimits(entry.steps.flatMap((step) => conditionsOf(step).flatMap(clockLimits))),
  };
}

const conditionsOf = (step: ProgramStep) =>
  step.type === "table" ? [step.when, ...step.rows.map((row) => row.when)] : [step.when];

function uniqueLimits(limits: ClockLimit[]): ClockLimit[] {
  return [...new Map(limits.map((limit) => [`${limit.fact} ${limit.value}`, limit])).values()];
}

/** An act on a node that the program does not know is left out: the program was not made by this version's compiler. */
function prepareStep(program: Program, step: ProgramStep): PreparedStep[] {
  const test = compile(step.when);
  if (step.type === "gate") return [{ type: "gate", node: step.node, gate: step.gate, test }];
  const node = program.nodes[step.node];
  if (node === undefined) return [];
  if (step.type === "act") return [{ type: "act", node, test }];
  if (node.kind !== "decision_table") return [];
  return [{ type: "table", node, test, rules: compileRules(step.rows), hit: step.hit }];
}

function planTrace(program: Program, entry: ProgramEntry): TracePlan[] {
  const plans = new Map<string, TracePlan & { facts: Set<string> }>();
  for (const step of entry.steps) {
    let plan = plans.get(step.node);
    if (plan === undefined) {
      const kind = program.nodes[step.node]?.kind ?? "condition";
      plan = { node: step.node, kind, reached: null, ports: [], reads: [], facts: new Set() };
      plans.set(step.node, plan);
    }
    if (step.type === "gate" && step.port !== null) plan.ports.push({ port: step.port, gate: step.gate });
    else if (step.type === "gate" && step.gate === step.node) plan.reached = step.gate;
    else if (step.type === "table") {
      for (const port of ["matched", "otherwise"]) plan.ports.push({ port, gate: `${step.node}:${port}` });
    }
    for (const logic of conditionsOf(step)) {
      for (const fact of factsRead(logic)) if (isFact(fact)) plan.facts.add(fact);
    }
  }
  return [...plans.values()].map(({ facts, ...plan }) => ({
    ...plan,
    reads: [...facts].map((fact) => fact.split(".")),
  }));
}

/** Gates are ours, and names inside a `reduce` are no facts. */
const isFact = (path: string) =>
  !path.startsWith("gate.") && path !== "" && path !== "accumulator" && path !== "current";

/** The version that something was begun with; where that is gone, the live one; null where the flow is gone. */
export function versionOf(prepared: PreparedPrograms, flow: string, version: number): PreparedFlow | null {
  return (
    prepared.versions.get(versionKey(flow, version)) ?? prepared.flows.find((one) => one.flow === flow)?.live ?? null
  );
}
