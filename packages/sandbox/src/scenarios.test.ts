import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type EngineEvent, MemoryState, prepare, settle, whyNot } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import { DEFAULT_SETTINGS, factReader, factSpec, type Order, readOrder } from "@switchyard/orders";
import { expect, it } from "vitest";
import { compare, flowOf, programOf } from "../../engine/src/testing/flow.ts";
import { FLOWS } from "../../engine/src/testing/scenarios/flows.ts";
import { check } from "../../engine/src/testing/scenarios/match.ts";
import { instant, type Scenario } from "../../engine/src/testing/scenarios/scenario.ts";
import type { Told } from "../../engine/src/testing/scenarios/translate-effect.ts";
import { createReplay } from "./replay.ts";

/** Beside the checkout, never part of it. */
const path =
  process.env.SCENARIOS ?? fileURLToPath(new URL("../../../../shared/domain/scenarios.json", import.meta.url));

interface Run {
  /** `branch`: the requirement's own flow; otherwise a filter such as `payment_method == credit_card`. */
  rule: string;
  orders: number;
  [field: string]: unknown;
}
const OPERATORS: Record<string, string> = { "==": "is", "!=": "is_not", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" };

function flowFor(requirement: string, rule: string): FlowDocument {
  const [, fact = "", sign = "", value = ""] = /^(\S+)\s*(==|!=|<=|>=|<|>)\s*(\S+)$/.exec(rule) ?? [];
  const drawn = FLOWS.get(requirement);
  if (fact === "" && drawn !== undefined) return drawn({});
  const number = Number(value) * (factSpec(fact)?.type === "money" ? 100 : 1);
  const wanted = Number.isNaN(number) ? value : number;
  return flowOf(
    "filter",
    [
      { id: "in", kind: "order_received" },
      { id: "if", kind: "condition", when: compare(fact, OPERATORS[sign] ?? "is", wanted), missing: "not_met" },
      { id: "go", kind: "route", destination: "pool" },
    ],
    ["in -> if", "if:met -> go"],
  );
}

function ordersOf({ rule: _rule, orders, ...fields }: Run, at: number): Order[] {
  return Array.from({ length: orders }, (_, n) => {
    const input = { source: "scenario", external_id: `A${n}`, ...fields };
    const read = readOrder(input, { settings: DEFAULT_SETTINGS, receivedAt: at, id: `o${n}` });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return read.order;
  });
}

/** What the replay counts, and of the orders what the same core does with each of them. */
function told(requirement: string, run: Run, at: number): Told[] {
  const document = flowFor(requirement, run.rule);
  const program = programOf(document);
  const orders = ordersOf(run, at);
  const events = orders.map((order): EngineEvent => ({ type: "order_received", id: `r/${order.id}`, at, order }));
  const after = prepare([program]);
  const replay = createReplay({ flow: program.flow, edges: [], before: null, after, onDifference: () => undefined });
  for (const event of events) replay.take(event);
  replay.finish(at);
  const { decided, undecided } = replay.figures().after;
  const say = (effect: string, fields: Told["fields"]): Told => ({ at, effect, rule: requirement, fields });
  if (undecided > 0) {
    const [first] = orders;
    const facts = first === undefined ? {} : factReader(program.reads, DEFAULT_SETTINGS)(first, at);
    const gaps = whyNot(document, "go", facts).gaps;
    // The figure stands on the replay's page; nothing leaves the sandbox.
    return [say("dropped", { count: undecided, reason: gaps[0]?.fact }), say("alert", { reason: "filterDropsOrders" })];
  }
  const state = new MemoryState();
  const effects = events.flatMap((event) => settle(after, event, state).effects);
  const tags = new Set(effects.flatMap((one) => (one.type === "tag" ? [one.tag] : [])));
  const set = effects.flatMap((one) => (one.type === "set_field" ? [[one.field, one.value] as const] : []));
  expect(set.length % orders.length, "every order alike").toBe(0);
  return [say("accepted", { count: decided, tag: [...tags].join(), ...Object.fromEntries(set) })];
}

const scenarios = existsSync(path)
  ? (JSON.parse(readFileSync(path, "utf8")) as { scenarios: Scenario[] }).scenarios
  : [];
const ours = scenarios.filter(({ events }) => events.length > 0 && events.every(({ type }) => type === "SandboxRun"));

it.skipIf(ours.length === 0)("the seeds' runs of the sandbox hold (skipped where ../shared is absent)", () => {
  const wrong = ours.map(({ id, requirements, events, ...wanted }) => {
    const all = events.flatMap(({ t, data }) => told(requirements[0] ?? "", data as unknown as Run, instant(t)));
    return [id, check(all, wanted.expect, wanted.expectNot)];
  });
  expect(wrong).toEqual(ours.map(({ id }) => [id, []]));
});
