import type { Comparison, Condition } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { majorText, minorNumber } from "./money-text.ts";
import { addPart, asGroup, emptyGroup, movePart, removeAt, updateAt, withMatch, withValue } from "./tree.ts";

const cmp = (fact: string): Comparison => ({ type: "comparison", fact, operator: "is", value: "x" });
const facts = (condition: Condition): unknown =>
  condition.type === "comparison" ? condition.fact : { [condition.match]: condition.parts.map(facts) };

describe("condition tree", () => {
  const tree = asGroup({ ...emptyGroup(), parts: [cmp("a"), { ...emptyGroup("any"), parts: [cmp("b"), cmp("c")] }] });

  it("shows a bare comparison as a group of one", () => {
    expect(facts(asGroup(cmp("a")))).toEqual({ all: ["a"] });
  });

  it("adds, changes, removes and moves by path", () => {
    expect(facts(addPart(tree, [1], cmp("d")))).toEqual({ all: ["a", { any: ["b", "c", "d"] }] });
    expect(facts(updateAt(tree, [1, 0], () => cmp("z")))).toEqual({ all: ["a", { any: ["z", "c"] }] });
    expect(facts(removeAt(tree, [1, 0]))).toEqual({ all: ["a", { any: ["c"] }] });
    expect(facts(removeAt(tree, [1]))).toEqual({ all: ["a"] });
    expect(facts(movePart(tree, [1, 1], -1))).toEqual({ all: ["a", { any: ["c", "b"] }] });
    expect(facts(movePart(tree, [0], -1))).toEqual(facts(tree));
  });

  it("gathers the parts of a group that becomes 'not', and gives them back", () => {
    const not = withMatch(tree, "not");
    expect(facts(not)).toEqual({ not: [facts(tree)] });
    expect(facts(withMatch(not, "any"))).toEqual({ any: ["a", { any: ["b", "c"] }] });
  });

  it("leaves the key out when there is no value", () => {
    expect("value" in withValue(cmp("a"), undefined)).toBe(false);
  });
});

describe("money in the editor", () => {
  it.each([
    [0, 2, "0.00"],
    [5, 2, "0.05"],
    [29999, 2, "299.99"],
    [-150, 2, "-1.50"],
    [1200, 0, "1200"],
  ])("%d minor units with %d digits is %s, and back", (minor, digits, major) => {
    expect(majorText(minor, digits)).toBe(major);
    expect(minorNumber(major, digits)).toBe(minor);
  });
});
