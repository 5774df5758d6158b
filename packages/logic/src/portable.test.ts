import { LogicEngine } from "json-logic-engine";
import { expect, test } from "vitest";
import { evaluate, type Logic, truthy } from "./index.ts";

/** The shapes that flows compile to, and facts that try both sides of each. Whole flows: apps/bench, docs/portability.md. */
const SHAPES: readonly Logic[] = [
  { and: [{ "!": { missing: ["style"] } }, { "===": [{ substr: [{ var: "style" }, 0, 2] }, "FJ"] }] },
  { and: [{ "!": { missing: ["style"] } }, { "===": [{ substr: [{ var: "style" }, -2] }, "01"] }] },
  { and: [{ "!": { missing: ["due"] } }, { "<=": [{ var: "due" }, 3] }] },
  { and: [{ "!": { missing: ["due"] } }, { "<=": [1, { var: "due" }, 3] }] },
  { and: [{ "!": { missing: ["grade"] } }, { in: [{ var: "grade" }, ["A", "S"]] }] },
  { and: [{ "!": { missing: ["tags"] } }, { in: ["rush", { var: "tags" }] }] },
  { and: [{ "!": { missing: ["note"] } }, { in: ["rush", { var: "note" }] }] },
  { or: [{ "!==": [{ var: "gate.c:met" }, true] }, { "===": [{ var: "buyer.grade" }, "A"] }] },
  { "!": { var: "gate.c:met" } },
  { missing: ["due", "style"] },
];
const FACTS: readonly unknown[] = [
  {},
  {
    style: "FJ01",
    due: 0,
    grade: "A",
    tags: ["rush"],
    note: "please rush",
    gate: { "c:met": true },
    buyer: { grade: "A" },
  },
  { style: "AB02", due: 9, grade: "B", tags: [], note: "slow", gate: { "c:met": false }, buyer: { grade: "B" } },
  { style: "F", due: 3, tags: ["rushed"], note: null },
];

test("[L26] what flows compile to comes out the same on json-logic-engine, interpreted and compiled", () => {
  const engine = new LogicEngine();
  for (const logic of SHAPES) {
    const built = engine.build(logic) as (facts: unknown) => unknown;
    for (const facts of FACTS) {
      const wanted = truthy(evaluate(logic, facts));
      expect([truthy(engine.run(logic, facts)), truthy(built(facts))]).toEqual([wanted, wanted]);
    }
  }
});
