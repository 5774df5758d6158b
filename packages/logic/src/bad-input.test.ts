import { describe, expect, test, vi } from "vitest";
import { compile, compileRules, evaluate, type Logic, LogicError } from "./index.ts";
import { oracleInstance } from "./testing/oracle-instance.ts";
import { answerOf, sameAnswer } from "./testing/same-answer.ts";

const oracle = oracleInstance();

/** The same answer as json-logic-js, or an error of ours. */
function check(logic: unknown, data: unknown, { mayRefuse = false } = {}): void {
  const wanted = answerOf(() => oracle.apply(logic, data));
  for (const run of [
    () => evaluate(logic as Logic, data),
    () => compile(logic as Logic)(data),
    () => compile(logic as Logic, { codegen: false })(data),
  ]) {
    const got = answerOf(run);
    if ("error" in got) expect(got.error).toBeInstanceOf(LogicError);
    if (!(mayRefuse && "error" in got)) expect(sameAnswer(wanted, got)).toBe(true);
  }
  const when = logic as Logic;
  for (const strategy of ["codegen", "index"] as const) {
    const got = answerOf(() => compileRules([{ id: "it", when }], { strategy }).match(data));
    if ("error" in got) expect(got.error).toBeInstanceOf(LogicError);
    else if ("value" in wanted) expect(got.value).toEqual(compile({ "!!": [when] })(data) ? ["it"] : []);
  }
}

const read = { var: "x" };
const OPERATIONS: readonly unknown[] = [
  ...["==", "===", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in", "min", "max"].map((name) => ({
    [name]: [read, 1],
  })),
  ...["cat", "merge", "!", "!!", "substr", "missing", "log", "var"].map((name) => ({ [name]: [read] })),
  ...["map", "filter", "all", "none", "some"].map((name) => ({ [name]: [read, { var: "" }] })),
  { reduce: [read, { var: "current" }, 0] },
  { in: [1, read] },
  { missing_some: [1, read] },
];

function deepList(depth: number): unknown {
  let list: unknown = [];
  for (let i = 0; i < depth; i++) list = [list];
  return list;
}

function cyclicList(): unknown {
  const list: unknown[] = [1];
  list.push(list);
  return list;
}

const sparse = [1];
sparse[5] = 2;
const cyclic: Record<string, unknown> = { a: 1 };
cyclic.self = cyclic;

describe.each<[string, unknown]>([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["a symbol", Symbol("s")],
  ["a function", Math.max],
  ["a big integer", 7n],
  ["a sparse list", sparse],
  ["an object that has no primitive value", { toString: 1, valueOf: 1 }],
  ["an object with a false indexOf", { indexOf: 1 }],
  ["a cyclic object", cyclic],
  [
    "a class instance",
    new (class Order {
      x = 1;
    })(),
  ],
  ["undefined", undefined],
])("[L21] data with %s", (_, x) => {
  test.each(OPERATIONS.map((logic) => [JSON.stringify(logic), logic]))("%s", (_text, logic) => check(logic, { x }));
});

describe.each<[string, unknown]>([
  ["a cyclic list", cyclicList()],
  ["a list 10,000 deep", deepList(10_000)],
  ["a text of 10 MB", "a".repeat(10_000_000)],
])("[L21] data with %s: the same answer or a typed error", (_, x) => {
  test.each(OPERATIONS.map((logic) => [JSON.stringify(logic), logic]))("%s", (_text, logic) =>
    check(logic, { x }, { mayRefuse: true }),
  );
});

test("[L21] a text of 10 MB is compared as json-logic-js compares it", () => {
  const x = "a".repeat(10_000_000);
  check({ "==": [read, "a"] }, { x });
  check({ in: ["b", read] }, { x });
  check({ substr: [read, -3] }, { x });
});

test("[L21] rules that are no JSON-Logic: literals stay literals, as in json-logic-js", () => {
  for (const logic of [undefined, Number.NaN, () => 1, Symbol("s"), { a: 1, b: 2 }, {}, new Map([["a", 1]]), sparse]) {
    check(logic, { x: 1 });
  }
});

test("[L8] the error names the place", () => {
  const logic: Logic = { and: [true, { ">": [{ "+": [1, { nonsense: [] }] }, 1] }] };
  for (const run of [() => evaluate(logic, {}), () => compile(logic)({})]) {
    expect(run).toThrow('there is no operator "nonsense" (at /and/1/>/0/+/1)');
  }
  const poison = { x: { toString: 1, valueOf: 1 } };
  expect(() => compile({ or: [false, { "<": [read, 1] }] })(poison)).toThrow("primitive value (at /or/1)");
});

test("[L5] an unknown operator that is not reached is no error", () => {
  const logic: Logic = { or: [true, { nonsense: [] }] };
  expect(evaluate(logic, {})).toBe(true);
  expect(compile(logic)({})).toBe(true);
  expect(compileRules([{ id: "it", when: logic }]).match({})).toEqual(["it"]);
});

test("[L6] a dotted operator is unknown, also where json-logic-js finds a function behind the dot", () => {
  for (const name of ["==.call", "+.constructor", "var.prototype.constructor", "a.b"]) {
    const logic: Logic = { [name]: [1, 1] };
    for (const run of [() => evaluate(logic, {}), () => compile(logic)({})])
      expect(run).toThrow("there is no operator");
  }
});

test("[L4] log answers its argument and writes nothing", () => {
  const written = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const logic: Logic = { "+": [{ log: [{ var: "x" }, 2] }, 1] };
  expect([evaluate(logic, { x: 4 }), compile(logic)({ x: 4 })]).toEqual([5, 5]);
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});

test("[L7] data is never written to", () => {
  const data = { xs: [3, 1, 2], o: { a: [1] } };
  const logic: Logic = { merge: [{ var: "xs" }, { map: [{ var: "xs" }, { "+": [{ var: "" }, 1] }] }, { var: "o.a" }] };
  const before = structuredClone(data);
  compile(logic)(data);
  evaluate(logic, data);
  expect(data).toEqual(before);
});

test("[L1] what compile answers is fresh: changing one answer changes no other", () => {
  const run = compile({ if: [true, [1, [2]]] });
  (run({}) as unknown[]).push(9);
  expect(run({})).toEqual([1, [2]]);
});

test("[L21] very long rules are answered, however long", () => {
  const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 20_000 }, (_, i) => make(i));
  const last = 19_999;
  const longs: readonly Logic[] = [
    { or: many((i) => ({ "===": [{ var: "x" }, i] })) },
    { and: many((i) => ({ "!==": [{ var: "x" }, i + 1e6] })) },
    { if: many((i) => (i % 2 === 0 ? { "===": [{ var: "x" }, i] } : i)) },
    { "+": many(() => ({ var: "x" })) },
    { cat: many(() => "a") },
    { in: [{ var: "x" }, many((i) => i)] },
    { missing: many((i) => `f${i}`) },
    { "!": [{ or: many((i) => ({ "==": [{ var: "y" }, i + 1] })) }] },
  ];
  for (const logic of longs) check(logic, { x: last });
});
