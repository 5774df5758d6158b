import { expect, test } from "vitest";
import { type Explanation, evaluate, explain, type Logic } from "./index.ts";
import { Random } from "./testing/random.ts";
import { randomData, randomLogic } from "./testing/random-logic.ts";
import { answerOf, sameAnswer } from "./testing/same-answer.ts";

const outline = ({ path, outcome, children }: Explanation): string[] => [
  `${path || "."} ${outcome}`,
  ...children.flatMap(outline),
];

test("[L23] every part says how it came out, and what was not asked says so", () => {
  const logic: Logic = {
    or: [{ and: [{ "===": [{ var: "brand" }, "B1"] }, { ">": [{ var: "qty" }, 3] }] }, true, { var: "x" }],
  };
  expect(outline(explain(logic, { brand: "B2" }))).toEqual([
    ". true",
    "/or/0 false",
    "/or/0/and/0 false",
    "/or/0/and/0/===/0 true",
    "/or/0/and/0/===/0/var true",
    "/or/0/and/0/===/1 true",
    "/or/0/and/1 skipped",
    "/or/0/and/1/>/0 skipped",
    "/or/0/and/1/>/0/var skipped",
    "/or/0/and/1/>/1 skipped",
    "/or/1 true",
    "/or/2 skipped",
    "/or/2/var skipped",
  ]);
});

test("[L23] a part carries its operator and its value", () => {
  const [left] = explain({ "<=": [{ var: "due" }, 3] }, { due: 2 }).children;
  expect(left).toMatchObject({ operator: "var", value: 2, outcome: "true", logic: { var: "due" } });
});

test("[L23] an if shows the branch that was taken", () => {
  const logic: Logic = { if: [{ var: "a" }, 1, { var: "b" }, 1, 1] };
  expect(explain(logic, { b: true }).children.map(({ outcome }) => outcome)).toEqual([
    "false",
    "skipped",
    "true",
    "true",
    "skipped",
  ]);
});

test("[L23] a loop shows its body once per element that was looked at", () => {
  const { children } = explain({ some: [{ var: "xs" }, { ">": [{ var: "" }, 1] }] }, { xs: [1, 2, 3] });
  expect(children.map(({ path, element, outcome }) => [path, element, outcome])).toEqual([
    ["/some/0", undefined, "true"],
    ["/some/1", 0, "false"],
    ["/some/1", 1, "true"],
  ]);
});

test("[L23] a failure is shown where it happened; explain itself never throws", () => {
  const tree = explain({ and: [true, { "+": [{ nonsense: [1] }, 1] }] }, {});
  expect(tree).toMatchObject({ outcome: "failed" });
  expect(tree.error).toBeUndefined();
  const [sum] = tree.children.slice(1);
  expect(sum?.children[0]?.error?.message).toContain("/and/1/+/0");
  let deep: Logic = 1;
  for (let i = 0; i < 100; i++) deep = { "!": deep };
  expect(explain(deep, {})).toMatchObject({ outcome: "failed", error: { limit: "depth" }, children: [] });
});

test("[L23] the root's value is the value of evaluate", () => {
  for (let seed = 0; seed < 2_000; seed++) {
    const random = new Random(seed);
    const [logic, data] = [randomLogic(random) as Logic, randomData(random)];
    const tree = explain(logic, data);
    const wanted = answerOf(() => evaluate(logic, data));
    expect(sameAnswer(wanted, tree.outcome === "failed" ? { error: tree.error } : { value: tree.value })).toBe(true);
  }
});
