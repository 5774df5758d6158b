/** Runs the steps of one entry in their order: gates are computed and stored, nodes whose condition holds act. */
import { truthy } from "@switchyard/logic";
import { actTable } from "../order/decision-table.ts";
import {
  type PreparedEntry,
  type PreparedFlow,
  type PreparedStep,
  type TracePlan,
  tableGate,
} from "../prepare/prepare-flow.ts";
import { actNode } from "./act.ts";
import { pathValue } from "./path.ts";
import { added } from "./run.ts";
import type { Scope, Turn } from "./scope.ts";

/** More was asked of one event than the program's budget allows. */
export class OverBudget extends Error {}

type Gates = Record<string, boolean>;

/** Returns the nodes that acted, in order. */
export function runEntry(scope: Scope, flow: PreparedFlow, entry: PreparedEntry): string[] {
  const { facts, findings } = scope;
  const gates: Gates = { ...entry.closed };
  facts.gate = gates;
  let acted: string[] = [];
  for (const step of entry.steps) {
    const holds = truthy(step.test(facts));
    if (step.type === "gate") gates[step.gate] = holds;
    else if (step.type === "table") acted = runTable(scope, flow, step, holds, gates, acted);
    else if (holds) {
      acted = added(acted, step.node.node);
      const turn = { scope, flow, node: step.node };
      if (mayAct(turn)) actNode(turn);
    }
  }
  findings.ran = { flow, acted, orders: scope.orders, before: findings.ran };
  if (scope.run.prepared.trace) traceEntry(scope, flow, entry, gates, acted);
  return acted;
}

type TableStep = Extract<PreparedStep, { type: "table" }>;

function runTable(
  scope: Scope,
  flow: PreparedFlow,
  step: TableStep,
  holds: boolean,
  gates: Gates,
  acted: string[],
): string[] {
  const hits = holds ? step.rules.match(scope.facts) : [];
  const rows = step.hit === "first" ? hits.slice(0, 1) : hits;
  const { node } = step;
  gates[tableGate(node.node, "matched")] = rows.length > 0;
  gates[tableGate(node.node, "otherwise")] = holds && rows.length === 0;
  if (rows.length === 0) return acted;
  const turn = { scope, flow, node };
  if (mayAct(turn)) actTable(turn, node.settings, rows);
  return added(acted, node.node);
}

/** A node that several triggers of one event reach acts once; and not more than the budget allows. */
function mayAct({ scope, flow, node }: Turn): boolean {
  if (hasActed(scope, flow, node.node)) return false;
  const { run } = scope;
  run.acts += 1;
  if (run.acts > run.prepared.budget.acts) throw new OverBudget("acts");
  if (run.effects.length > run.prepared.budget.effects) throw new OverBudget("effects");
  return true;
}

/** For this order or batch: two batches that one event closes each have their turn. */
function hasActed({ findings, orders }: Scope, flow: PreparedFlow, node: string): boolean {
  for (let one = findings.ran; one !== null; one = one.before) {
    const isOtherBatch = one.orders !== null && orders !== null && one.orders !== orders;
    if (one.flow === flow && !isOtherBatch && one.acted.includes(node)) return true;
  }
  return false;
}

function traceEntry(scope: Scope, flow: PreparedFlow, entry: PreparedEntry, gates: Gates, acted: string[]): void {
  if (entry.port === null) push(scope, flow, entry.node, entry.trigger?.kind ?? "trigger", [], {});
  else push(scope, flow, entry.node, entry.trigger?.kind ?? "port", [entry.port], {});
  // Facts stand still by now: nodes that read the same saw the same.
  const saws: Record<string, unknown>[] = [];
  for (const plan of entry.trace) {
    const ports = portsTaken(plan, gates);
    if (ports.length === 0 && !acted.includes(plan.node)) continue;
    let saw = saws[plan.sight];
    if (saw === undefined) {
      saw = seen(scope, plan);
      saws[plan.sight] = saw;
    }
    push(scope, flow, plan.node, plan.kind, ports, saw);
  }
}

const NONE: string[] = [];

/** Nearly always one or none: no list is made for those. */
function portsTaken(plan: TracePlan, gates: Gates): string[] {
  let taken = NONE;
  for (const { port, gate, alone } of plan.ports)
    if (gates[gate] === true) taken = taken.length === 0 ? alone : [...taken, port];
  return taken;
}

function seen(scope: Scope, plan: TracePlan): Record<string, unknown> {
  const { missing } = scope.findings;
  const saw: Record<string, unknown> = {};
  for (const { fact, path } of plan.reads) {
    const value = pathValue(scope.facts, path);
    saw[fact] = value ?? null;
    if ((value === undefined || value === null) && !missing.includes(fact)) missing.push(fact);
  }
  return saw;
}

function push(
  { findings }: Scope,
  { flow, version }: PreparedFlow,
  node: string,
  kind: string,
  ports: string[],
  saw: Record<string, unknown>,
): void {
  findings.trace.push({ flow, version, node, kind, ports, saw });
}
