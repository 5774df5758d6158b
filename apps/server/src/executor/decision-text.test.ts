import type { Decision } from "@switchyard/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decisionText, readDecision } from "./decision-text.ts";

const step = (node: string, more: Partial<Decision["trace"][number]> = {}) => ({
  flow: "f1",
  version: 1,
  node,
  kind: "condition",
  ports: ["not_met"],
  saw: { brand: "B1", amount: 40_000 },
  ...more,
});
const decision = (more: Partial<Decision> = {}): Decision => ({
  order: "ord_1",
  at: 1,
  outcome: "decided",
  destination: "rapid-line",
  flows: [{ flow: "f1", version: 1 }],
  nodes: ["a", "b"],
  effects: [],
  trace: [step("a"), step("b")],
  missing: [],
  ...more,
});

describe("a decision in the journal", () => {
  test("is read back as it was", () => {
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
    const flow = fc.record({ flow: name, version: fc.nat(9) });
    const any = fc
      .record({
        flows: fc.uniqueArray(flow, { minLength: 1, maxLength: 3, selector: JSON.stringify }),
        nodes: fc.array(name),
      })
      .chain(({ flows, nodes }) =>
        fc
          .array(
            fc.record({
              in: fc.constantFrom(...flows),
              node: name,
              kind: fc.constantFrom("condition", "route", "branch"),
              ports: fc.array(name, { maxLength: 2 }),
              saw: fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }),
            }),
          )
          .map((steps) => decision({ flows, nodes, trace: steps.map(({ in: of, ...rest }) => ({ ...of, ...rest })) })),
      );
    fc.assert(
      fc.property(any, (one) => {
        expect(readDecision(decisionText(one))).toEqual(one);
      }),
    );
  });

  test("says each fact once, however many nodes saw it", () => {
    const nodes = Array.from({ length: 20 }, (_, n) => `n${n}`);
    const long = decision({ nodes, trace: nodes.map((node) => step(node)) });
    expect(decisionText(long).split("brand")).toHaveLength(2);
    expect(decisionText(long).length).toBeLessThan(JSON.stringify(long).length / 2);
    expect(readDecision(decisionText(long))).toEqual(long);
  });

  test("the same fact with another value later is another fact", () => {
    const changed = decision({ trace: [step("a"), step("b", { saw: { brand: "B2" } })] });
    expect(readDecision(decisionText(changed))).toEqual(changed);
  });

  test("one that was written whole is read too, and a step of an unnamed flow keeps it whole", () => {
    expect(readDecision(JSON.stringify(decision()))).toEqual(decision());
    const odd = decision({ trace: [step("a", { flow: "gone" })] });
    expect(readDecision(decisionText(odd))).toEqual(odd);
  });
});
