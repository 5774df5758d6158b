import { expect, test } from "vitest";
import { factsRead, readsComputedFacts } from "./index.ts";

test("[L24] lists the paths that a rule reads, each once, in reading order", () => {
  const logic = {
    and: [{ "!": { missing: ["brand", "due"] } }, { "<=": [{ var: "due" }, 3] }, { var: ["buyer.grade", "C"] }],
  };
  expect(factsRead(logic)).toEqual(["brand", "due", "buyer.grade"]);
  expect(factsRead({ missing_some: [1, ["a", "b"]] })).toEqual(["a", "b"]);
  expect(factsRead({ missing: "a" })).toEqual(["a"]);
  expect(factsRead(5)).toEqual([]);
});

test("[L24] the body of a loop reads elements, not facts", () => {
  expect(factsRead({ some: [{ var: "lines" }, { ">": [{ var: "qty" }, 1] }] })).toEqual(["lines"]);
  expect(factsRead({ reduce: [{ var: "lines" }, { var: "current.qty" }, { var: "start" }] })).toEqual([
    "lines",
    "start",
  ]);
});

test("[L24] says when data decides what is read", () => {
  expect(readsComputedFacts({ var: [{ cat: ["a", { var: "b" }] }] })).toBe(true);
  expect(readsComputedFacts({ missing: { var: "keys" } })).toBe(true);
  expect(readsComputedFacts({ var: "a" })).toBe(false);
});
