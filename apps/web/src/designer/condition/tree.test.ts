import type { Comparison, Condition } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { majorText, minorNumber } from "./money-text.ts";
import {
  addPart,
  asGroup,
  emptyGroup,
  moveTo,
  removeAt,
  stepPart,
  ungroup,
  updateAt,
  withMatch,
  withValue,
  wrapPart,
} from "./tree.ts";

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
  });

  const moved = (result: { root: Condition } | null) => result && facts(result.root);

  it("moves a part one step: past a neighbour, into the group beside it, out of its group", () => {
    expect(moved(stepPart(tree, [1, 1], "up"))).toEqual({ all: ["a", { any: ["c", "b"] }] });
    expect(moved(stepPart(tree, [0], "down"))).toEqual({ all: [{ any: ["b", "c"] }, "a"] });
    expect(stepPart(tree, [0], "in")).toMatchObject({ path: [0, 0] });
    expect(moved(stepPart(tree, [0], "in"))).toEqual({ all: [{ any: ["a", "b", "c"] }] });
    expect(stepPart(tree, [1, 0], "out")).toMatchObject({ path: [2] });
    expect(moved(stepPart(tree, [1, 0], "out"))).toEqual({ all: ["a", { any: ["c"] }, "b"] });
    for (const step of ["up", "out"] as const) expect(stepPart(tree, [0], step)).toBeNull();
    expect(stepPart(tree, [1, 1], "down")).toBeNull();
  });

  it("moves a part to any slot where it may lie, and to no other", () => {
    expect(moved(moveTo(tree, [1, 1], { parent: [], index: 0 }))).toEqual({ all: ["c", "a", { any: ["b"] }] });
    expect(moved(moveTo(tree, [0], { parent: [1], index: 2 }))).toEqual({ all: [{ any: ["b", "c", "a"] }] });
    expect(moveTo(tree, [1], { parent: [1], index: 0 })).toBeNull();
    expect(moveTo(tree, [0], { parent: [], index: 0 })).toBeNull();
    const not = asGroup({ ...emptyGroup(), parts: [cmp("a"), { ...emptyGroup("not"), parts: [cmp("b")] }] });
    expect(moveTo(not, [0], { parent: [1], index: 1 })).toBeNull();
    let deep: Condition = emptyGroup();
    for (let level = 0; level < 4; level += 1) deep = { ...emptyGroup(), parts: [deep] };
    const full = asGroup({ ...asGroup(deep), parts: [...asGroup(deep).parts, { ...emptyGroup(), parts: [cmp("x")] }] });
    expect(moveTo(full, [1], { parent: [0, 0, 0, 0], index: 0 })).toBeNull();
    expect(moveTo(full, [1, 0], { parent: [0, 0, 0, 0], index: 0 })).not.toBeNull();
  });

  it("puts a part into a group of its own, and takes a group apart where that means the same", () => {
    const wrapped = wrapPart(tree, [0]);
    expect(wrapped && facts(wrapped)).toEqual({ all: [{ any: ["a"] }, { any: ["b", "c"] }] });
    const opened = ungroup(tree, [1]);
    expect(opened && facts(opened)).toEqual({ all: ["a", "b", "c"] });
    const not = asGroup({ ...emptyGroup(), parts: [{ ...emptyGroup("not"), parts: [cmp("b")] }] });
    expect(ungroup(not, [0])).toBeNull();
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
