import type { Decision } from "@switchyard/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerIn, decisionText, readDecision } from "./decision-text.ts";
import { decisionView } from "./decision-view.ts";

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

/** As the house of the day called things: names may change later, what was answered may not. */
const answerOf = (one: Decision) =>
  JSON.stringify(
    decisionView(one, {
      workspace: { destination: (id) => (id === null ? null : { id, name: "快反线" }) },
      names: new Map([["f1", "快反"]]),
    }),
  );
const textOf = (one: Decision) => decisionText(one, answerOf(one));

const name = fc.stringMatching(/^[a-z_]{1,8}$/);
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
const flow = fc.record({ flow: name, version: fc.nat(9) });
const anyDecision = fc
  .record({
    flows: fc.uniqueArray(flow, { minLength: 1, maxLength: 3, selector: JSON.stringify }),
    other: fc.option(fc.array(name), { nil: undefined }),
    reason: fc.option(fc.string(), { nil: undefined }),
    data: fc.dictionary(fc.string(), value, { maxKeys: 4, noNullPrototype: true }),
  })
  .chain(({ flows, other, reason, data }) =>
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
      .map((steps) => {
        const trace = steps.map(({ in: of, ...rest }) => ({ ...of, ...rest }));
        const effects: Decision["effects"] = [{ type: "release", origin: null, order: "ord_1", data }];
        const nodes = other ?? trace.map(({ node }) => node);
        return decision({ flows, nodes, trace, effects, ...(reason === undefined ? {} : { reason }) });
      }),
  );

describe("a decision in the journal", () => {
  test("is read back as it was", () => {
    fc.assert(
      fc.property(anyDecision, (one) => {
        expect(readDecision(textOf(one))).toEqual(one);
      }),
    );
  });

  test("holds the answer that was sent, byte for byte", () => {
    fc.assert(
      fc.property(anyDecision, (one) => {
        expect(answerIn(textOf(one))).toBe(answerOf(one));
      }),
    );
  });

  test("says each node, fact and way once, however many nodes went that way", () => {
    const nodes = Array.from({ length: 20 }, (_, n) => `n${n}`);
    const long = decision({ nodes, trace: nodes.map((node) => step(node)) });
    for (const word of ["brand", '"n7"', "not_met"]) expect(textOf(long).split(word)).toHaveLength(2);
    expect(textOf(long).length).toBeLessThan(JSON.stringify(long).length / 3);
  });

  test("the same fact with another value later is another fact", () => {
    const changed = decision({ trace: [step("a"), step("b", { saw: { brand: "B2" } })] });
    expect(readDecision(textOf(changed))).toEqual(changed);
  });

  test("a step of an unnamed flow keeps its trace whole", () => {
    const odd = decision({ trace: [step("a", { flow: "gone" })] });
    expect(readDecision(textOf(odd))).toEqual(odd);
  });
});
