/** Runs the flows of an order for one event and says what was decided. */
import type { NodeKind } from "@switchyard/flow";
import type { Facts } from "@switchyard/orders";
import type { Decision, Effect } from "../effect/effect.ts";
import type { PreparedEntry, PreparedFlow } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { flowFacts } from "./facts.ts";
import { added, drop, own, type Run, replace } from "./run.ts";
import { runEntry } from "./run-entry.ts";
import type { Ran, Scope } from "./scope.ts";
import { withdraw } from "./withdraw.ts";

/** The flows with the facts that each adds to the order's own. */
export type FlowFacts = { flow: PreparedFlow; facts: Facts }[];

export const withFacts = (run: Run, flows: readonly PreparedFlow[], facts: Facts): FlowFacts =>
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
  const known = order.active;
  const acts = new Array<string[]>(flows.length);
  let count = 0;
  for (let at = 0; at < flows.length; at++) {
    const { flow, facts } = flows[at] as FlowFacts[number];
    acts[at] = known?.[flow.flow] ?? NOTHING;
    const entries = flow.triggers.get("order_received");
    if (entries === undefined) continue;
    const before = acts[at] ?? NOTHING;
    scope.quiet = again ? before : null;
    scope.facts = facts;
    noteFlow(scope, flow);
    let acted: string[] = NOTHING;
    for (const entry of entries) {
      const more = runEntry(scope, flow, entry);
      acted = acted.length === 0 ? more : [...acted, ...more];
    }
    count += acted.length;
    if (again && before.length > 0) withdraw(scope.run, order, flow, before, acted);
    acts[at] =
      scope.run.idle === null ? acted : acted.filter((id) => scope.run.idle?.includes(`${flow.flow}/${id}`) !== true);
  }
  scope.quiet = null;
  if (again && known !== undefined) leaveFlows(scope, order, known, flows);
  if (known !== undefined) changeWays(scope.run, order, known, flows, acts);
  else if (count > 0) replace(scope.run, order, "active", sharedWays(scope.run, flows, acts));
  return count;
}

const NOTHING: string[] = [];
type Ways = Record<string, string[]>;

/** Nearly all orders take one of a few ways through the flows: one record for each. */
function sharedWays(run: Run, flows: FlowFacts, acts: readonly string[][]): Ways {
  const { active } = run.prepared.shared;
  let way = active.start;
  for (let at = 0; at < flows.length; at++) {
    const acted = acts[at] ?? NOTHING;
    if (acted.length === 0) continue;
    way = active.next(way, flows[at]?.flow.flow ?? "");
    way = active.next(way, acted.length);
    for (const node of acted) way = active.next(way, node);
  }
  return active.at(way, () => waysOf(flows, acts));
}

/** A flow of which no node acts is not named. */
function waysOf(flows: FlowFacts, acts: readonly string[][]): Ways {
  const ways: Ways = {};
  for (const [at, { flow }] of flows.entries()) {
    const acted = acts[at] ?? NOTHING;
    if (acted.length > 0) ways[flow.flow] = acted;
  }
  return ways;
}

/** Of a flow that the order no longer takes, what it did stands; what holds only while its intake leads there does not. */
function leaveFlows(scope: Scope, order: OrderState, known: Ways, flows: FlowFacts): void {
  const { run } = scope;
  for (const [name, acted] of Object.entries(known)) {
    if (flows.some(({ flow }) => flow.flow === name)) continue;
    const pinned = order.versions?.[name];
    const flow =
      pinned === undefined
        ? run.prepared.flows.find((one) => one.flow === name)?.live
        : run.prepared.versions.get(name)?.get(pinned);
    if (flow === undefined) continue;
    withdraw(run, order, flow, acted, NOTHING);
    const left = acted.filter((id) => !holdsWhileMatched(flow, id));
    if (left.length === acted.length) continue;
    if (left.length === 0) drop(run, order, "active", name);
    else own(run, order, "active")[name] = left;
  }
}

/** Brought back to it, the order is tagged, batched or sent there anew. */
function holdsWhileMatched(flow: PreparedFlow, id: string): boolean {
  const settings = flow.nodes.get(id)?.settings;
  return settings?.kind === "merge" || (settings?.kind === "tag" && settings.whileMatched === true);
}

function changeWays(run: Run, order: OrderState, known: Ways, flows: FlowFacts, acts: readonly string[][]): void {
  for (let at = 0; at < flows.length; at++) {
    const { flow } = flows[at] as FlowFacts[number];
    const acted = acts[at] ?? NOTHING;
    const before = known[flow.flow] ?? NOTHING;
    if (before.length === acted.length && before.every((node, place) => node === acted[place])) continue;
    if (acted.length === 0) drop(run, order, "active", flow.flow);
    else own(run, order, "active")[flow.flow] = acted;
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
  let count = 0;
  for (let one = ran; one !== null; one = one.before) count += one.acted.length;
  const nodes = new Array<string>(count);
  for (let one = ran; one !== null; one = one.before) {
    count -= one.acted.length;
    for (let at = 0; at < one.acted.length; at++) nodes[count + at] = one.acted[at] ?? "";
  }
  return nodes;
}

/** Nearly always all of them. */
function ofOrder(effects: readonly Effect[], order: string | null): Effect[] {
  for (const effect of effects) if (effect.order !== order) return effects.filter((one) => one.order === order);
  return effects.slice();
}
