import { describe, expect, it } from "vitest";
import { all, compare, flowOf, hours, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const HOUR = 3_600_000;
const rapid = flowOf(
  "rapid",
  [
    { id: "start", kind: "order_received" },
    {
      id: "fj",
      kind: "condition",
      when: all(compare("style_code", "starts_with", "FJ"), compare("due_in_days", "le", 3)),
      missing: "not_met",
    },
    { id: "fast", kind: "route", destination: "rapid" },
    { id: "red", kind: "tag", tag: "red", whileMatched: true },
    { id: "slow", kind: "route", destination: "normal" },
  ],
  ["start -> fj", "fj:met -> fast", "fast -> red", "fj:not_met -> slow"],
);

describe("the core", () => {
  it("decides an order by its flow and says what it saw", () => {
    const yard = new Yard([programOf(rapid)]);
    const { decisions } = yard.do({
      type: "order_received",
      order: orderOf("A", { style_code: "FJ1", due_date: "2026-01-22" }),
    });
    expect(decisions[0]).toMatchObject({
      outcome: "decided",
      destination: "rapid",
      flows: [{ flow: "rapid", version: 1 }],
    });
    expect(decisions[0]?.trace.map(({ node, ports }) => [node, ports])).toEqual([
      ["start", []],
      ["fj", ["met"]],
      ["fast", []],
      ["red", []],
    ]);
    expect(decisions[0]?.trace[1]?.saw).toEqual({ style_code: "FJ1", due_in_days: 2 });
  });

  it("reconsiders when the clock turns an outcome", () => {
    const yard = new Yard([programOf(rapid)]);
    yard.do({ type: "order_received", order: orderOf("A", { style_code: "FJ1", due_date: "2026-01-30" }) });
    expect(yard.order("A")?.destination).toBe("normal");
    yard.until(yard.now + 20 * 24 * HOUR);
    const red = yard.happened.find((one) => one.effects.some((effect) => effect.type === "tag"));
    expect(new Date(red?.at ?? 0).toISOString()).toBe("2026-01-26T16:00:00.000Z");
    expect(yard.order("A")?.destination).toBe("rapid");
  });

  it("merges, watches and breaches", () => {
    const doc = flowOf(
      "merge",
      [
        { id: "start", kind: "order_received" },
        { id: "join", kind: "merge", by: ["brand"], window: hours(24) },
        {
          id: "wait",
          kind: "watch",
          within: hours(2),
          since: "reached",
          goal: { states: ["Assigned"], events: [] },
          strict: false,
        },
        { id: "say", kind: "alert", to: ["boss"], channel: "wecom", level: 1, text: "late" },
        { id: "print", kind: "webhook", endpoint: "printer", event: "print" },
        { id: "wave", kind: "route", destination: "w1" },
      ],
      ["start -> join", "join:joined -> wait", "wait:breached -> say", "join:closed -> print", "print -> wave"],
    );
    const yard = new Yard([programOf(doc)]);
    const begin = yard.now;
    yard.do({ type: "order_received", order: orderOf("A", { brand: "B1" }) });
    yard.do({ type: "order_received", at: begin + HOUR, order: orderOf("B", { brand: "B1" }) });
    yard.do({ type: "state_asserted", at: begin + 2 * HOUR, order: "A", to: "Assigned", evidence: { kind: "hand" } });
    yard.until(begin + 30 * HOUR);
    const told = yard.happened.flatMap((one) =>
      one.effects.map((effect) => [(one.at - begin) / HOUR, effect.type, effect.order ?? effect.orders]),
    );
    expect(told).toEqual([
      [0, "batch_joined", "A"],
      [1, "batch_joined", "B"],
      [2, "state", "A"],
      [3, "alert", "B"],
      [24, "batch_closed", ["A", "B"]],
      [24, "webhook", ["A", "B"]],
      [24, "route", "A"],
      [24, "route", "B"],
    ]);
  });
});
