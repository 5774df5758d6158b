/** Runs the steps of one entry in their order: gates are computed and stored, nodes whose condition holds act. */
import { truthy } from "@switchyard/logic";
import { actNode } from "./act.ts";
import { actTable } from "./decision-table.ts";
import { pathValue } from "./path.ts";
import type { PreparedEntry, PreparedFlow, PreparedStep, TracePlan } from "./prepare.ts";
import { runsFirst, type Scope, type Turn } from "./scope.ts";

/** More was asked of one event than the program's budget allows. */
export class OverBudget extends Error {}

type Gates = Record<string, boolean>;

/** Returns the nodes that acted, in order. */
export function runEntry(scope: Scope, flow: PreparedFlow, entry: PreparedEntry): string[] {
  const gates: Gates = {};
  scope.facts.gate = gates;
  const acted: string[] = [];
  for (const step of entry.steps) {
    const holds = truthy(step.test(scope.facts));
    if (step.type === "gate") gates[step.gate] = holds;
    else if (step.type === "table") runTable(scope, flow, step, holds, gates, acted);
    else if (holds) {
      acted.push(step.node.id);
      const turn = { scope, flow, node: step.node };
      if (isFirst(turn)) actNode(turn);
    }
  }
  if (scope.run.prepared.trace) traceEntry(scope, flow, entry, gates, acted);
  else for (const node of acted) scope.nodes.push(node);
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
): void {
  const hits = holds ? step.rules.match(scope.facts) : [];
  const rows = step.hit === "first" ? hits.slice(0, 1) : hits;
  gates[`${step.node.id}:matched`] = rows.length > 0;
  gates[`${step.node.id}:otherwise`] = holds && rows.length === 0;
  if (rows.length === 0) return;
  acted.push(step.node.id);
  const turn = { scope, flow, node: step.node };
  if (isFirst(turn)) actTable(turn, rows);
}

/** A node that several triggers of one event reach acts once. */
function isFirst(turn: Turn): boolean {
  const { ran, run } = turn.scope;
  if (!runsFirst(ran, turn.node)) return false;
  run.acts += 1;
  if (run.acts > run.prepared.budget.acts) throw new OverBudget("acts");
  if (run.effects.length > run.prepared.budget.effects) throw new OverBudget("effects");
  return true;
}

function traceEntry(scope: Scope, flow: PreparedFlow, entry: PreparedEntry, gates: Gates, acted: string[]): void {
  if (entry.port === null) push(scope, flow, entry.node, entry.trigger?.kind ?? "trigger", [], {});
  else push(scope, flow, entry.node, entry.trigger?.kind ?? "port", [entry.port], {});
  for (const plan of entry.trace) {
    const ports = portsTaken(plan, gates);
    if (ports.length === 0 && !acted.includes(plan.node)) continue;
    push(scope, flow, plan.node, plan.kind, ports, seen(scope, plan));
  }
}

function portsTaken(plan: TracePlan, gates: Gates): string[] {
  const taken: string[] = [];
  for (const { port, gate } of plan.ports) if (gates[gate] === true) taken.push(port);
  return taken;
}

function seen(scope: Scope, plan: TracePlan): Record<string, unknown> {
  const saw: Record<string, unknown> = {};
  for (const path of plan.reads) {
    const fact = path.length === 1 ? (path[0] ?? "") : path.join(".");
    const value = pathValue(scope.facts, path);
    saw[fact] = value ?? null;
    if ((value === undefined || value === null) && !scope.missing.includes(fact)) scope.missing.push(fact);
  }
  return saw;
}

function push(
  scope: Scope,
  flow: PreparedFlow,
  node: string,
  kind: string,
  ports: string[],
  saw: Record<string, unknown>,
): void {
  scope.trace.push({ flow: flow.flow, version: flow.version, node, kind, ports, saw });
  scope.nodes.push(node);
}
