import { describe, expect, test } from "vitest";
import { compile, compileRules, evaluate, truthy } from "./index.ts";
import { type ConformanceCase, conformanceCases, decodeNumbers } from "./testing/conformance.ts";

const cases = conformanceCases();

/** Cases whose oracle answer reads a prototype: none of the public suites does. */
const OWN_PROPERTY_CASES: readonly number[] = [];

function outcome(run: () => unknown): { result: unknown } | { throws: true } {
  try {
    return { result: asJson(run()) };
  } catch {
    return { throws: true };
  }
}

const expectedOf = ({ expected }: ConformanceCase) =>
  expected.throws === undefined ? { result: decodeNumbers(expected.result) } : { throws: true };

describe.skipIf(cases === undefined)("[L1] 2,294 cases of public suites, as json-logic-js answers them", () => {
  const all = cases ?? [];
  const disagreeing = (
    answer: (example: ConformanceCase) => unknown,
    wanted = expectedOf as (c: ConformanceCase) => unknown,
  ) =>
    all.flatMap((example, number) => {
      const [got, want] = [outcome(() => answer(example)), wanted(example)];
      return OWN_PROPERTY_CASES.includes(number) || equal(got, want) ? [] : [{ number, ...example, got, want }];
    });

  test("all of them are there", () => expect(all).toHaveLength(2294));
  test("evaluate", () => expect(disagreeing(({ rule, data }) => evaluate(rule, data))).toEqual([]));
  test("compile", () => expect(disagreeing(({ rule, data }) => compile(rule)(data))).toEqual([]));
  test("compile without code generation", () =>
    expect(disagreeing(({ rule, data }) => compile(rule, { codegen: false })(data))).toEqual([]));

  const matched = (example: ConformanceCase) => {
    const want = expectedOf(example);
    return "result" in want ? { result: truthy(want.result) ? ["it"] : [] } : want;
  };
  test("compileRules", () =>
    expect(disagreeing(({ rule, data }) => compileRules([{ id: "it", when: rule }]).match(data), matched)).toEqual([]));
});

test.runIf(cases === undefined)(
  "conformance cases are skipped: ../shared/conformance is not beside the repository",
  () => {
    console.warn("skipped: ../shared/conformance/cases.json is absent, so 2,294 conformance cases did not run");
  },
);

/** The file is JSON: it cannot tell `undefined` from null, nor −0 from 0. The fuzz tests can. */
function asJson(value: unknown): unknown {
  if (value === undefined || Object.is(value, -0)) return value === undefined ? null : 0;
  return Array.isArray(value) ? value.map(asJson) : value;
}

function equal(a: unknown, b: unknown): boolean {
  try {
    expect(a).toStrictEqual(b);
    return true;
  } catch {
    return false;
  }
}

test("[L1] what a round of reduce reads as a whole is the same as itself", () => {
  const rule = { reduce: [{ var: "list" }, { "===": [{ var: "" }, { var: null }] }, 0] };
  for (const answer of [evaluate, (logic: typeof rule, data: unknown) => compile(logic)(data)])
    expect(answer(rule, { list: [1] })).toBe(true);
});
