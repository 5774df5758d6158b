import { env } from "node:process";
import { expect, test } from "vitest";
import { differential } from "./testing/differential.ts";

// CI's heavy suites run 300,000.
const rules = Number(env.FUZZ_RULES ?? 2500);
const seed = Number(env.FUZZ_SEED ?? Math.trunc(Math.random() * 1e9));

test(`[L1] [L20] ${rules} random rules are answered as json-logic-js answers them (FUZZ_SEED=${seed})`, {
  timeout: 60_000 + rules * 5,
}, () => {
  const { disagreements, evaluations, overBudget } = differential(rules, seed);
  expect(disagreements.slice(0, 3)).toEqual([]);
  expect(evaluations).toBeGreaterThan(rules);
  // Cyclic and bottomless data is refused; that must stay the exception, or the comparison says little.
  expect(overBudget / evaluations).toBeLessThan(0.02);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.keys(Array.prototype)).toEqual([]);
});

test("a run of the generator can be repeated", () => {
  expect(differential(200, 5)).toEqual(differential(200, 5));
});
