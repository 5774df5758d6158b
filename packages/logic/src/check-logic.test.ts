import { expect, test } from "vitest";
import { checkLogic, type Logic } from "./index.ts";

test("[L25] a rule of published operators has no problems", () => {
  const logic: Logic = {
    and: [
      { "!": { missing: ["a"] } },
      { "<=": [1, { var: "a" }, 3] },
      { in: [{ var: "b" }, ["x", "y"]] },
      { a: 1, b: [] },
    ],
  };
  expect(checkLogic(logic)).toEqual([]);
});

test("[L25] names what is wrong and where", () => {
  const logic = { and: [{ startsWith: [1] }, { "==": [1] }, { cat: [Number.NaN, undefined, () => 1, new Date(0)] }] };
  expect(checkLogic(logic)).toEqual([
    { code: "unknown-operator", path: "/and/0", operator: "startsWith" },
    { code: "arity", path: "/and/1", operator: "==", found: 1 },
    { code: "not-json", path: "/and/2/cat/0", found: "NaN" },
    { code: "not-json", path: "/and/2/cat/1", found: "undefined" },
    { code: "not-json", path: "/and/2/cat/2", found: "function" },
    { code: "not-json", path: "/and/2/cat/3", found: "Date" },
  ]);
});

test("[L25] a cycle, a depth and a size without end are found, not followed", () => {
  const cyclic: { "!": unknown[] } = { "!": [] };
  cyclic["!"].push(cyclic);
  expect(checkLogic(cyclic)).toEqual([{ code: "cyclic", path: "/!/0" }]);
  let deep: unknown = 1;
  for (let i = 0; i < 10_000; i++) deep = { "!": deep };
  expect(checkLogic(deep)).toMatchObject([{ code: "too-deep", allowed: 64 }]);
  let wide: unknown = 1;
  for (let i = 0; i < 60; i++) wide = { merge: [wide, wide] };
  expect(checkLogic(wide)).toMatchObject([{ code: "too-large" }]);
});

test("[L25] a key that a JSON Pointer must escape is escaped", () => {
  expect(checkLogic({ "a/b~c": [] })).toMatchObject([{ code: "unknown-operator", operator: "a/b~c", path: "" }]);
  expect(checkLogic({ "!": { "a/b~c": { x: [] } } })).toMatchObject([{ path: "/!" }, { path: "/!/a~1b~0c" }]);
});
