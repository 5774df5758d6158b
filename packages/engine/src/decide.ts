/** Runs the flows of an order for one event and says what was decided. */
import type { NodeKind } from "@switchyard/flow";
import type { Facts } from "@switchyard/orders";
import type { Decision, Effect } from "./effect.ts";
import { flowFacts } from "./facts.ts";
import type { PreparedEntry, PreparedFlow } from "./prepare-flow.ts";
import { added, drop, own, type Run } from "./run.ts";
import { runEntry } from "./run-entry.ts";
import type { Ran, Scope } from "./scope.ts";
import type { OrderState } from "./state.ts";

/** The flows with the facts that each adds to the order's own. */
export type FlowFacts = { flow: PreparedFlow; facts: Facts }[];

export const withFacts = (run: Run, flows: PreparedFlow[], facts: Facts): FlowFacts =>
  flows.map((flow) => ({ flow, facts: flowFacts(run, flow, facts) }));

/** Runs the entries of one kind of trigger that `wants` this event. Returns how many nodes acted. */
export function runTriggers(
  scope: Scope,
  flows: FlowFacts,
  kind: NodeKind,
  wants: (entry: PreparedEntry) => boolean = () => true,
): number {
  let acted = 0;
  for (const { flow, facts } of flows) {
    for (const entry of flow.triggers.get(kind) ?? []) {
      if (!wants(entry)) continue;
      scope.facts = facts;
      noteFlow(scope, flow);
      acted += runEntry(scope, flow, entry).length;
    }
  }
  return acted;
}

/**
 * The intake of an order: every flow that begins with *order received*. Looked at again (`again`), nodes that act as before
 * keep quiet, new ones act, and tags that hold only while matched are withdrawn.
 */
export function runIntake(scope: Scope, flows: FlowFacts, order: OrderState, again: boolean): number {
  let count = 0;
  for (const { flow, facts } of flows) {
    const entries = flow.triggers.get("order_received");
    if (entries === undefined) continue;
    const before = order.active?.[flow.flow] ?? [];
    scope.quiet = again ? before : null;
    scope.facts = facts;
    noteFlow(scope, flow);
    let acted: string[] = [];
    for (const entry of entries) {
      const more = runEntry(scope, flow, entry);
      acted = acted.length === 0 ? more : [...acted, ...more];
    }
    count += acted.length;
    if (again)
      withdraw(
        scope,
        flow,
        order,
        before.filter((node) => !acted.includes(node)),
      );
    keepActive(scope.run, order, flow.flow, acted);
  }
  scope.quiet = null;
  return count;
}

function keepActive(run: Run, order: OrderState, flow: string, acted: string[]): void {
  const before = order.active?.[flow];
  if (
    before === undefined
      ? acted.length === 0
      : before.length === acted.length && before.every((node, at) => node === acted[at])
  )
    return;
  if (acted.length === 0) drop(run, order, "active", flow);
  else own(run, order, "active")[flow] = sharedList(run, acted);
}

/** Nearly all orders take one of a few ways through a flow: one list for each way. */
function sharedList(run: Run, nodes: string[]): string[] {
  return run.prepared.shared.active.of(nodes, () => nodes);
}

/** 命中期间有效: a tag that its node no longer puts on comes off, unless a person has taken it over. */
function withdraw(scope: Scope, flow: PreparedFlow, order: OrderState, nodes: string[]): void {
  for (const id of nodes) {
    const node = flow.nodes.get(id);
    const settings = node?.settings;
    if (node === undefined || settings?.kind !== "tag" || settings.whileMatched !== true) continue;
    const { tag } = settings;
    if (order.tags?.[tag] !== node.name) continue;
    drop(scope.run, order, "tags", tag);
    scope.run.effects.push({ type: "untag", origin: node.origin, order: scope.order, tag });
  }
}

export function noteFlow({ findings }: Scope, { named }: PreparedFlow): void {
  if (!findings.flows.includes(named)) findings.flows = added(findings.flows, named);
}

/** What was decided about the order of this run. */
export function decide(scope: Scope, order: OrderState, outcome: Decision["outcome"], reason?: string): void {
  const { run, findings } = scope;
  const { flows, trace, missing } = findings;
  const decision: Decision = {
    order: scope.order ?? "",
    at: run.at,
    outcome,
    destination: order.destination ?? null,
    flows,
    nodes: run.prepared.trace ? trace.map((step) => step.node) : actedNodes(findings.ran),
    effects: ofOrder(run.effects, scope.order),
    trace,
    missing,
  };
  if (reason !== undefined) decision.reason = reason;
  run.decisions = added(run.decisions, decision);
}

function actedNodes(ran: Ran | null): string[] {
  let nodes: string[] = [];
  for (let one = ran; one !== null; one = one.before) {
    if (one.acted.length > 0) nodes = nodes.length === 0 ? one.acted.slice() : [...one.acted, ...nodes];
  }
  return nodes;
}

/** Nearly always all of them. */
function ofOrder(effects: readonly Effect[], order: string | null): Effect[] {
  return effects.every((effect) => effect.order === order)
    ? effects.slice()
    : effects.filter((effect) => effect.order === order);
}
