/** When will this order match? The first instant at which the clock alone leads it to a node of a flow's intake. */
import { truthy } from "@switchyard/logic";
import type { Facts, Order } from "@switchyard/orders";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import { type PreparedEntry, type PreparedFlow, tableGate } from "../prepare/prepare-flow.ts";
import type { StateView } from "../state/state.ts";
import { addDestination, addReached, flowFacts } from "../step/facts.ts";
import { orderKeyOf, startRun } from "../step/run.ts";
import { intakeLimits, nextTurn } from "./reconsider.ts";

/** A node that acts, or a port of a node that decides. */
export interface MatchTarget {
  flow: string;
  version?: number;
  node: string;
  port?: string;
}

const TURNS = 200;
const NOTHING: StateView = { get: () => undefined };

/** `at` itself where it matches now; null where the clock alone never leads there (within 200 turns). Windows count as they stand in `view`. */
export function whenWouldMatch(
  prepared: PreparedPrograms,
  order: Order,
  target: MatchTarget,
  at: number,
  view: StateView = NOTHING,
): number | null {
  const flow = prepared.flows.find((one) => one.flow === target.flow);
  const chosen = target.version === undefined ? flow?.live : prepared.versions.get(target.flow)?.get(target.version);
  if (chosen === undefined) return null;
  let now = at;
  for (let turn = 0; turn < TURNS; turn++) {
    const facts = factsAt(prepared, chosen, order, now, view);
    if ((chosen.triggers.get("order_received") ?? []).some((entry) => reaches(entry, target, facts))) return now;
    const next = nextTurn(intakeLimits(chosen), order, now, prepared.settings, facts);
    if (next === null) return null;
    now = next;
  }
  return null;
}

function factsAt(prepared: PreparedPrograms, flow: PreparedFlow, order: Order, at: number, view: StateView): Facts {
  const run = startRun(prepared, { type: "order_received", id: "when", at, order }, view);
  run.orderKey = orderKeyOf(order.id);
  const facts = prepared.readFacts(order, at);
  const state = view.get(run.orderKey);
  if (state?.kind === "order") {
    addReached(facts, prepared, state, order);
    addDestination(facts, run, state);
  }
  return flowFacts(run, flow, facts);
}

function reaches(entry: PreparedEntry, target: MatchTarget, facts: Facts): boolean {
  const gates: Record<string, boolean> = { ...entry.closed };
  const data = { ...facts, gate: gates };
  let hit = false;
  for (const step of entry.steps) {
    const holds = truthy(step.test(data));
    if (step.type === "table") {
      const rows = holds ? step.rules.match(data) : [];
      gates[tableGate(step.node.node, "matched")] = rows.length > 0;
      gates[tableGate(step.node.node, "otherwise")] = holds && rows.length === 0;
    } else if (step.type === "gate") gates[step.gate] = holds;
    else if (holds && step.node.node === target.node && target.port === undefined) hit = true;
  }
  return hit || (target.port !== undefined && gates[`${target.node}:${target.port}`] === true);
}
