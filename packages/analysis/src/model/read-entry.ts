/** Reads one entry of a program: its steps, one after the other, into gates, sites and rules. */
import type { FlowNode, GateStep, Program, ProgramEntry, ProgramStep } from "@switchyard/flow";
import type { Logic } from "@switchyard/logic";
import type { FactSort } from "../facts/fact-sort.ts";
import { type Dag, FALSE, not, type Ref, TRUE } from "../formula/dag.ts";
import { readLogic } from "../formula/read-logic.ts";
import { argumentsOf, asFact, operatorOf } from "../formula/shapes.ts";
import type { Port, Rule, Scalar, Site } from "./sheet.ts";
import type { Ways } from "./ways.ts";

export interface EntryContext {
  dag: Dag;
  sortOf: (name: string) => FactSort;
  program: Program;
  /** The flow listens to the order. */
  on: Ref;
  ways: Ways;
}
export interface EntryParts {
  sites: Site[];
  ports: Port[];
  rules: Rule[];
}

const partsOf = (logic: Logic): readonly Logic[] => (operatorOf(logic) === "and" ? argumentsOf(logic, "and") : [logic]);

/** The gate that a part names, or null; `!gate` counts as one, with its sign. */
function gateIn(part: Logic): { name: string; yes: boolean } | null {
  if (operatorOf(part) === "!") {
    const inner = gateIn(argumentsOf(part, "!")[0] ?? null);
    return inner === null ? null : { name: inner.name, yes: !inner.yes };
  }
  const fact = asFact(part);
  return fact?.startsWith("gate.") === true ? { name: fact.slice(5), yes: true } : null;
}

/** Steps are read in turn: a generator, so that a long program can be left between two of them. */
export function* readEntry(entry: ProgramEntry, context: EntryContext): Generator<void, EntryParts> {
  const gates = new Map<string, Ref>();
  const owners = new Map<string, string>();
  const parts: EntryParts = { sites: [], ports: [], rules: [] };
  const group: GateStep[] = [];
  const flush = (): void => {
    parts.sites.push(...sitesOf(group, { ...context, gates, owners }));
    group.length = 0;
  };
  let count = 0;
  for (const step of entry.steps) {
    if (step.node !== group[0]?.node) flush();
    const reader = { dag: context.dag, sortOf: context.sortOf, gates };
    const ref = context.dag.and(context.on, readLogic(step.when, reader));
    if (step.type === "gate") {
      gates.set(step.gate, ref);
      owners.set(step.gate, step.node);
      context.ways.note(ref, predecessors(step, gates));
      if (step.port !== null) {
        group.push(step);
        parts.ports.push({ flow: context.program.flow, node: step.node, port: step.port, taken: ref });
      }
    } else if (step.type === "act") parts.rules.push(...rulesOf(step.node, ref, context));
    else readTable(step, ref, { ...context, gates, owners }, parts);
    count += 1;
    if (count % 100 === 0) yield;
  }
  flush();
  return parts;
}

interface Reading extends EntryContext {
  gates: Map<string, Ref>;
  owners: Map<string, string>;
}

/** Gates of other nodes, or earlier gates of the same one, of which this gate needs all, or (a node that several paths reach) one. */
function predecessors(step: GateStep, gates: ReadonlyMap<string, Ref>): { all: Ref[]; any: Ref[] } {
  const found = partsOf(step.when).flatMap((part) => gateIn(part) ?? []);
  const all = found.flatMap(({ name, yes }) => (yes && gates.has(name) ? [gates.get(name) ?? FALSE] : []));
  const choices =
    operatorOf(step.when) === "or" ? argumentsOf(step.when, "or").flatMap((part) => gateIn(part) ?? []) : [];
  const any = choices.every(({ yes }) => yes) ? choices.flatMap(({ name }) => gates.get(name) ?? []) : [];
  return { all, any };
}

function readTable(
  step: Extract<ProgramStep, { type: "table" }>,
  reach: Ref,
  reading: Reading,
  parts: EntryParts,
): void {
  const { dag, program, ways, gates } = reading;
  const sites: Site[] = [];
  let open = reach;
  const node = program.nodes[step.node];
  for (const row of step.rows) {
    const own = readLogic(row.when, reading);
    const taken = dag.and(step.hit === "first" ? open : reach, own);
    const site: Site = {
      flow: program.flow,
      node: step.node,
      port: "matched",
      row: row.id,
      role: "row",
      reach,
      own,
      taken,
      earlier: step.hit === "first" ? [...sites] : [],
    };
    sites.push(site);
    if (step.hit === "first") {
      const rest = dag.and(open, not(taken));
      ways.note(taken, { all: [open], any: [] });
      ways.note(rest, { all: [open], any: [] });
      open = rest;
    }
    if (node !== undefined) parts.rules.push(...rowRules(node, row.id, taken, program));
  }
  parts.sites.push(...sites);
  const matched = dag.and(reach, not(dag.and(...sites.map((site) => not(site.taken)))));
  gates.set(`${step.node}:matched`, matched);
  gates.set(`${step.node}:otherwise`, dag.and(reach, not(matched)));
  for (const port of ["matched", "otherwise"]) {
    ways.note(gates.get(`${step.node}:${port}`) ?? FALSE, { all: [reach], any: [] });
    reading.owners.set(`${step.node}:${port}`, step.node);
    parts.ports.push({ flow: program.flow, node: step.node, port, taken: gates.get(`${step.node}:${port}`) ?? FALSE });
  }
}

function rowRules(node: FlowNode, row: string, reach: Ref, program: Program): Rule[] {
  if (node.kind !== "decision_table") return [];
  const values = node.rows.find((one) => one.id === row)?.values ?? [];
  const base = { flow: program.flow, node: node.id, row, kind: node.kind, reach };
  const rules = node.outputs.flatMap((output, at): Rule[] => {
    const value = values[at];
    if (value === null || value === undefined) return [];
    if (output.effect === "route") return [{ ...base, family: "route", value: String(value) }];
    return output.effect === "set_field"
      ? [{ ...base, family: `field:${output.field ?? ""}`, value }]
      : [{ ...base, family: null, value }];
  });
  return rules.length > 0 ? rules : [{ ...base, family: null, value: null }];
}

function rulesOf(id: string, reach: Ref, { program }: EntryContext): Rule[] {
  const node = program.nodes[id];
  if (node === undefined) return [];
  const [family, value] = exclusiveOf(node);
  return [{ flow: program.flow, node: id, row: null, kind: node.kind, family, value, reach }];
}

/** Routes by line compete per line, which is not asked here. */
function exclusiveOf(node: FlowNode): [family: string | null, value: Scalar | null] {
  if (node.kind === "route") return node.lines === undefined ? ["route", node.destination] : [null, node.destination];
  return node.kind === "set_field" ? [`field:${node.field}`, node.value] : [null, null];
}

/** The ways out of one decision, told from the shapes of its gates. */
function sitesOf(steps: readonly GateStep[], reading: Reading): Site[] {
  const [first] = steps;
  if (first === undefined) return [];
  const { node } = first;
  const { program, gates } = reading;
  const ports = steps.map((step) => step.port);
  const role: Site["role"] =
    ports.includes("met") && ports.includes("not_met")
      ? "condition"
      : ports.includes("excluded")
        ? "exclude"
        : ports.includes("otherwise")
          ? "case"
          : ports.includes("joined")
            ? "exclude"
            : "split";
  const reach = reachOf(first, reading);
  const isFirst = gates.has(`${node}::1`);
  const sites: Site[] = [];
  for (const step of steps) {
    if (step.port === null || step.port === "otherwise" || step.port === "missing" || step.port === "joined") continue;
    if (role === "condition" && step.port !== "met") continue;
    const conditions = partsOf(step.when).filter((part) => gateIn(part) === null);
    const own = conditions.length === 0 ? TRUE : readLogic({ and: conditions }, reading);
    const taken = gates.get(step.gate) ?? FALSE;
    sites.push({
      flow: program.flow,
      node,
      port: step.port,
      row: null,
      role,
      reach,
      own,
      taken,
      earlier: isFirst ? [...sites] : [],
    });
  }
  return sites;
}

function reachOf(step: GateStep, { gates, owners, on }: Reading): Ref {
  for (const part of partsOf(step.when)) {
    const gate = gateIn(part);
    if (gate?.yes === true && owners.get(gate.name) !== step.node) return gates.get(gate.name) ?? FALSE;
    if (gate?.yes === true && gate.name === step.node) return gates.get(gate.name) ?? FALSE;
  }
  return on;
}
