import type { Decision } from "@switchyard/engine";
import { expect, test } from "vitest";
import { exceeded, RollOutCount } from "./figures.ts";

const decision = (order: string, more: Partial<Decision>): Decision => ({
  order,
  at: 0,
  outcome: "decided",
  destination: "line",
  flows: [{ flow: "f", version: 2 }],
  nodes: [],
  effects: [],
  trace: [],
  missing: [],
  ...more,
});

test("what failed counts against its version, whatever more the reason says; what waits does not", () => {
  const count = new RollOutCount("f");
  for (let n = 0; n < 8; n += 1) count.take(decision(`ok-${n}`, {}));
  count.take(decision("a", { outcome: "parked", destination: null, reason: "over_budget: 100001 steps" }));
  count.take(decision("b", { outcome: "parked", destination: null, reason: "failed" }));
  count.take(decision("c", { outcome: "parked", destination: null, reason: "paused:erp" }));
  expect(count.of(2)).toMatchObject({ orders: 11, errors: 2, destinations: { line: 8 } });
  expect(exceeded(count.of(2), count.of(1), { after: 10, errors: 5 })).toEqual({
    what: "errors",
    per_hundred: 18.18,
    most: 5,
  });
  expect(exceeded(count.of(2), count.of(1), { after: 12, errors: 5 })).toBeNull();
});

test("a guard is about what is worse than the baseline: a flow that alerts of every order is not", () => {
  const figures = (orders: number, alerts: number) => ({ orders, alerts, undecided: 0, errors: 0, destinations: {} });
  const guards = { after: 50, alerts: 20 };
  expect(exceeded(figures(50, 50), figures(950, 950), guards)).toBeNull();
  expect(exceeded(figures(50, 50), figures(950, 95), guards)).toEqual({ what: "alerts", per_hundred: 100, most: 30 });
  expect(exceeded(figures(50, 11), figures(0, 0), guards)).toEqual({ what: "alerts", per_hundred: 22, most: 20 });
  expect(exceeded(figures(49, 49), figures(0, 0), guards)).toBeNull();
});
