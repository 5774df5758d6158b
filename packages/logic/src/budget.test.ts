import { describe, expect, test } from "vitest";
import { measureLogic } from "./check-logic.ts";
import { BudgetExceeded, compile, compileRules, evaluate, type Logic } from "./index.ts";

const run: Readonly<Record<string, (logic: Logic, data: unknown) => unknown>> = {
  evaluate,
  compile: (logic, data) => compile(logic)(data),
  "compileRules, codegen": (when, facts) => compileRules([{ id: "it", when }]).match(facts),
  "compileRules, index": (when, facts) => compileRules([{ id: "it", when }], { strategy: "index" }).match(facts),
};

function limitOf(answer: () => unknown): string | undefined {
  try {
    answer();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(BudgetExceeded);
    return (error as BudgetExceeded).limit;
  }
}

function nested(depth: number): Logic {
  let logic: Logic = { var: "a" };
  for (let i = 1; i < depth; i++) logic = { "!": [logic] };
  return logic;
}

const ones = (length: number) => Array.from({ length }, () => 1);
const twice = (operator: string): Logic => ({ [operator]: [{ var: "accumulator" }, { var: "accumulator" }] });

test("[L9] a rule may have as many sub-expressions as there are steps, and not one more", () => {
  const logic: Logic = { "+": [1, { "-": [2] }] };
  expect(measureLogic(logic, { steps: 4 })).toBe(4);
  expect(limitOf(() => measureLogic(logic, { steps: 3 }))).toBe("steps");
});

describe.each(Object.entries(run))("%s", (_, answer) => {
  test("[L10] a list that doubles at each of 40 steps stops at the size budget", () => {
    expect(limitOf(() => answer({ reduce: [{ var: "xs" }, twice("merge"), [1]] }, { xs: ones(40) }))).toBe("size");
  });

  test("[L10] a text that doubles at each of 40 steps stops at the size budget", () => {
    expect(limitOf(() => answer({ reduce: [{ var: "xs" }, twice("cat"), "x"] }, { xs: ones(40) }))).toBe("size");
  });

  test("[L9] three nested loops over a thousand elements stop at the step budget", () => {
    const logic: Logic = {
      map: [{ var: "" }, { map: [{ var: "" }, { map: [[1, 2, 3], { "+": [{ var: "" }, 1] }] }] }],
    };
    expect(
      limitOf(() =>
        answer(
          logic,
          [...ones(1000)].map(() => ones(1000)),
        ),
      ),
    ).toBe("steps");
  });

  test("[L9] rules that share their parts without end are too large, however small they look", () => {
    let logic: Logic = { var: "a" };
    for (let i = 0; i < 60; i++) logic = { merge: [logic, logic] };
    expect(limitOf(() => answer(logic, { a: 1 }))).toBe("steps");
  });

  test("[L11] a rule may be 64 deep, not 65", () => {
    expect(limitOf(() => answer(nested(63), {}))).toBeUndefined();
    expect(limitOf(() => answer(nested(64), {}))).toBeUndefined();
    expect(limitOf(() => answer(nested(65), {}))).toBe("depth");
  });

  test("[L10] a list with a billion holes is refused at once", () => {
    const sparse: unknown[] = [];
    sparse[1e9] = 1;
    for (const name of ["map", "filter", "reduce"]) {
      expect(limitOf(() => answer({ [name]: [{ var: "s" }, 1, 0] }, { s: sparse }))).toBe("size");
    }
  });
});

test("[L9] a budget can be chosen", () => {
  const logic: Logic = { map: [{ var: "xs" }, { "+": [{ var: "" }, 1] }] };
  const data = { xs: ones(100) };
  expect(evaluate(logic, data)).toHaveLength(100);
  expect(() => evaluate(logic, data, { steps: 100 })).toThrow(BudgetExceeded);
  expect(() => compile(logic, { budget: { size: 10 } })(data)).toThrow(BudgetExceeded);
  expect(() => compile(nested(9), { budget: { depth: 8 } })).toThrow("8 levels of nesting");
});

test("[L11] a set names the rule that is too deep", () => {
  const rules = [
    { id: "fine", when: true },
    { id: "deep", when: nested(65) },
  ];
  expect(() => compileRules(rules)).toThrow("in rule deep");
});

test("[L9] one order cannot use up more in a set than ten rules may alone", () => {
  const when: Logic = { some: [{ var: "xs" }, { "===": [{ var: "" }, 0] }] };
  const rules = Array.from({ length: 200 }, (_, i) => ({
    id: `r${i}`,
    when: { or: [when, { "==": [{ var: "n" }, i] }] },
  }));
  const { ids, failures } = compileRules(rules).decide({ xs: ones(20_000), n: 0 });
  expect(ids.length + failures.length).toBeGreaterThan(0);
  expect(failures.at(-1)?.error).toBeInstanceOf(BudgetExceeded);
});
