import { type GoldenOrder, goldenOrderSchema, type ScriptStep } from "@switchyard/flow";
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { compare, flowOf, hours, type NodeSketch, programOf } from "../testing/flow.ts";
import { checkGolden } from "./golden.ts";
import type { Run, Tried } from "./run.ts";
import { runScript } from "./run-script.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const alert = (id: string, to: string, level: number): NodeSketch => ({ id, kind: "alert", to: [to], channel: "inbox", level, text: `late ${level}` }); // biome-ignore format: a sketch
const within = (id: string, amount: number): NodeSketch => ({
  id,
  kind: "watch",
  within: hours(amount),
  since: "reached",
  goal: { states: ["Assigned"], events: [] },
  strict: false,
});

const tried = (document: ReturnType<typeof flowOf>): Tried => ({
  document,
  program: programOf(document, { flow: "f", version: 1 }),
  settings: DEFAULT_SETTINGS,
  names: { destinations: { rapid: "快反线", normal: "常规线" } },
});
const escalation = tried(
  flowOf(
    "escalation",
    [received, within("two", 2), alert("a1", "supervisor", 1), within("four", 2), { id: "stop", kind: "freeze", scope: "order", reason: "4 h" }],
    ["in -> two", "two:breached -> a1", "a1 -> four", "four:breached -> stop"],
  ), // biome-ignore format: a drawing
);
const merging = tried(flowOf("merge", [received, { id: "join", kind: "merge", by: ["brand"], window: hours(24) }, { id: "tell", kind: "task", to: ["packing"], title: "pack together" }], ["in -> join", "join:closed -> tell"])); // biome-ignore format: a drawing
const fj = (days: number) =>
  tried(
    flowOf(
      "fj",
      [received, { id: "soon", kind: "condition", when: compare("due_in_days", "le", days), missing: "not_met" }, { id: "fast", kind: "route", destination: "rapid" }, { id: "slow", kind: "route", destination: "normal" }],
      ["in -> soon", "soon:met -> fast", "soon:not_met -> slow"],
    ), // biome-ignore format: a drawing
  );

const order = (key: string, more: Record<string, unknown> = {}): ScriptStep => ({
  type: "order",
  key,
  order: { lines: [{ qty: 1 }], ...more },
});
const wait = (amount: number): ScriptStep => ({ type: "wait", for: hours(amount) });

function run(of: Tried, steps: ScriptStep[]): Run {
  const result = runScript(of, { start: at("09:00"), steps });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.run;
}

describe("trying a script", () => {
  it("[T1] time passes between steps, and what becomes due happens at its own instant", () => {
    const { moments, outcome } = run(escalation, [order("A"), wait(5)]);
    expect(moments.map(({ at: when, by, step }) => [when, by, step])).toEqual([
      [at("09:00"), "step", 0],
      [at("11:00"), "timer", 1],
      [at("13:00"), "timer", 1],
      [at("14:00"), "step", 1],
    ]);
    expect(moments[1]?.nodes).toEqual(["two", "a1", "four"]);
    expect(moments[2]?.orders).toMatchObject([{ key: "A", frozen: true }]);
    expect(outcome.messages).toMatchObject([
      { type: "alert", key: "A", to: ["supervisor"], level: 1, after: 7_200_000 },
    ]);
  });

  it("[T2] after every moment it says what is still waited for, soonest first", () => {
    const [first, second] = run(escalation, [order("A"), wait(2)]).moments;
    expect(first?.waiting).toEqual([{ what: "watch", node: "two", keys: ["A"], due: at("11:00") }]);
    expect(second?.waiting).toEqual([{ what: "watch", node: "four", keys: ["A"], due: at("13:00") }]);
  });

  it("[T3] an event at the very deadline comes before it; alone, the deadline is not forgotten", () => {
    const assigned: ScriptStep = { type: "state", key: "A", to: "Assigned", evidence: "scan" };
    expect(run(escalation, [order("A"), wait(2), assigned]).outcome.watches).toEqual([
      { node: "two", key: "A", outcome: "kept" },
    ]);
    const late = run(escalation, [order("A"), wait(2), wait(1), assigned]).outcome.watches;
    expect(late).toContainEqual({ node: "two", key: "A", outcome: "breached" });
    expect(run(escalation, [order("A"), wait(2)]).outcome.watches).toContainEqual({
      node: "two",
      key: "A",
      outcome: "breached",
    });
  });

  it("[T4] several orders merge, one at exactly the window's end with them, one after it apart", () => {
    const brand = { brand: "青禾记" };
    const { outcome } = run(merging, [order("A", brand), wait(24), order("B", brand), wait(1), order("C", brand)]);
    expect(outcome.batches).toEqual([
      { node: "join", orders: ["A", "B"], outcome: "window" },
      { node: "join", orders: ["C"], outcome: "open" },
    ]);
    expect(outcome.messages).toMatchObject([{ type: "task", to: ["packing"], after: 86_400_000 }]);
  });

  it("[T5] *until the next* goes to what is due first; the clock alone can turn an order", () => {
    const { moments, outcome } = run(fj(3), [order("A", { due_at: "2026-01-24" }), { type: "wait_next" }]);
    expect(moments.map(({ at: when, orders }) => [when, orders[0]?.destination])).toEqual([
      [at("09:00"), "normal"],
      [at("00:00", 1), "rapid"],
      [at("00:00", 1), "rapid"],
    ]);
    expect(outcome.orders).toMatchObject([{ key: "A", destination: "rapid", outcome: "decided" }]);
  });

  it("[T6] what cannot be played is refused with the step and the reason", () => {
    const play = (...steps: ScriptStep[]) => runScript(fj(3), { start: at("09:00"), steps });
    expect(play(order("A", { due_at: "soon" }))).toMatchObject({
      ok: false,
      problems: [{ pointer: "/steps/0/order/due_at" }],
    });
    expect(play(order("A"), { type: "cancel", key: "B" })).toMatchObject({
      problems: [{ pointer: "/steps/1/key", code: "unknown_order" }],
    });
    expect(play(order("A"), order("A"))).toMatchObject({
      problems: [{ pointer: "/steps/1/key", code: "order_twice" }],
    });
  });

  it("[T7] the same script gives the same run", () => {
    const steps: ScriptStep[] = [
      order("A", { brand: "x" }),
      wait(3),
      order("B", { brand: "x" }),
      { type: "cancel", key: "A" },
      wait(30),
    ];
    expect(JSON.stringify(run(merging, steps))).toBe(JSON.stringify(run(merging, steps)));
  });
});

describe("golden orders", () => {
  const golden = (of: Tried, steps: ScriptStep[]): GoldenOrder =>
    goldenOrderSchema.parse({
      id: "g1",
      name: "三天后交",
      script: { start: at("09:00"), steps },
      expected: run(of, steps).outcome,
    });

  it("[T8] what came of a run is expected to come again, and does", () => {
    const kept = golden(escalation, [order("A"), wait(30), { type: "cancel", key: "A" }]);
    expect(checkGolden(escalation, kept)).toMatchObject({ passed: true, differences: [] });
  });

  it("[T9] another outcome is told aspect by aspect, in words; accepting it makes it pass", () => {
    const kept = golden(fj(3), [order("A", { due_at: "2026-01-23" })]);
    const result = checkGolden(fj(2), kept);
    expect(result).toMatchObject({
      passed: false,
      differences: [
        { section: "orders", key: "A", what: { zh: "去向" }, expected: { zh: "快反线" }, got: { zh: "常规线" } },
      ],
    });
    if (result.got === null) throw new Error("it was played");
    expect(checkGolden(fj(2), { ...kept, expected: result.got }).passed).toBe(true);
  });

  it("[T10] a section that is left out is not compared", () => {
    const kept = golden(fj(3), [order("A", { due_at: "2026-01-23" })]);
    const { orders: _orders, ...others } = kept.expected;
    expect(checkGolden(fj(2), { ...kept, expected: others }).passed).toBe(true);
  });

  it("[T9] messages, watches and batches that are missing or new are named", () => {
    const kept = golden(escalation, [order("A"), wait(2)]);
    const { differences } = checkGolden(merging, kept);
    expect(differences.map(({ section, expected, got }) => [section, expected?.zh ?? null, got?.zh ?? null])).toEqual([
      ["messages", "2小时后：告警 1 级 → supervisor：late 1", null],
      ["watches", "超时", null],
      ["watches", "还在计时", null],
    ]);
  });

  it("[T6] a golden order that can no longer be played fails and says why", () => {
    const kept = golden(fj(3), [order("A")]);
    const broken = { ...kept, script: { ...kept.script, steps: [order("A", { due_at: "soon" })] } };
    expect(checkGolden(fj(3), broken)).toMatchObject({
      passed: false,
      got: null,
      problems: [{ pointer: "/steps/0/order/due_at" }],
    });
  });
});
