/** Ports that become due later than the event that reached their node; one may lead to the next, within the program's budget. */
import type { Facts } from "@switchyard/orders";
import type { EngineEvent } from "../event/event.ts";
import { isOpen } from "../order/open.ts";
import { flowsOf } from "../prepare/flows-for.ts";
import { namesOf } from "../prepare/prepare.ts";
import type { PreparedEntry, PreparedFlow } from "../prepare/prepare-flow.ts";
import { awaitKey, batchKeyOf, closeFullBatches, isKeptBack, joinBatch } from "../yard/merge.ts";
import { noteFlow } from "./decide.ts";
import { eventData, flowFacts, orderFacts } from "./facts.ts";
import { messageId, note, type PortRun, type Run } from "./run.ts";
import { runEntry } from "./run-entry.ts";
import { type Asked, type Scope, scopeWithin } from "./scope.ts";

/** Returns how many nodes acted. */
export function runPorts(scope: Scope): number {
  const { run } = scope;
  let acted = 0;
  do {
    while (run.ports.length > 0) acted += runPort(scope, run.ports.shift() as PortRun);
    acted += returnToBatches(scope);
    if (run.full !== null) closeFullBatches(run);
  } while (run.ports.length > 0);
  return acted;
}

/** Let go of by all who kept it back, an order joins the open batches of the merges that it stood aside from, or opens new ones. Where its key is not complete, it waits on. */
function returnToBatches(scope: Scope): number {
  const { run } = scope;
  const { order } = run;
  if (order?.aside === undefined || order.order === null || isKeptBack(order)) return 0;
  const names = order.aside;
  order.aside = undefined;
  run.dirty = true;
  if (!isOpen(run, order)) return 0;
  const facts = orderFacts(run, order);
  const flows = flowsOf(run, order);
  let acted = 0;
  for (const name of names) {
    const { flow: id, node: place } = namesOf(name);
    const flow = flows.find((one) => one.flow === id);
    const node = flow?.nodes.get(place);
    if (flow === undefined || node?.settings.kind !== "merge") {
      note(run, "gone", { flow: id, node: place });
      continue;
    }
    const inner = scopeWithin(scope, { ...scope, orders: null }, flowFacts(run, flow, facts));
    if (batchKeyOf(flow.flow, node.settings, inner.facts) === null) {
      awaitKey(run, order, { flow, node });
      continue;
    }
    noteFlow(inner, flow);
    joinBatch({ scope: inner, flow, node }, node.settings);
    acted += 1;
  }
  return acted;
}

function runPort(scope: Scope, { flow, node, port, orders, subject, data, facts }: PortRun): number {
  const { run } = scope;
  const entry = flow.ports.get(node)?.get(port);
  if (entry === undefined) return 0;
  const about = { order: facts === null ? scope.order : null, orders, subject, data };
  const inner = scopeWithin(scope, about, flowFacts(run, flow, facts ?? factsOfOrder(run, entry, data)));
  noteFlow(inner, flow);
  const acted = runEntry(inner, flow, entry);
  if (inner.asked !== null) askMembers(inner, flow, inner.asked);
  return acted.length;
}

function factsOfOrder(run: Run, entry: PreparedEntry, data: Record<string, unknown>): Facts {
  const facts: Facts = run.order === null || !entry.needsFacts ? {} : orderFacts(run, run.order);
  facts.event = { ...eventData(run.event), ...data };
  return facts;
}

/** What a closed batch asks of its members goes to each as a durable message. */
function askMembers({ run, orders, data }: Scope, flow: PreparedFlow, { nodes, rows }: Asked): void {
  for (const order of orders ?? []) {
    const event: EngineEvent = {
      type: "apply", id: messageId(run), at: run.at, order, flow: flow.flow, version: flow.version, nodes, rows,
      data: data ?? {},
    }; // biome-ignore format: a record
    run.sends.push({ how: "later", event });
  }
}
