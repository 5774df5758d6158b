import fc from "fast-check";
import { expect, test } from "vitest";
import { compileFlow } from "./compile/compile-flow.ts";
import { diffFlows } from "./diff-flows.ts";
import { type FlowDocument, flowDocumentSchema } from "./document.ts";
import { effectOrder } from "./graph.ts";
import { flowSentences } from "./sentence/flow-sentences.ts";
import { conditionArbitrary, documentArbitrary } from "./testing/arbitraries.ts";
import { validateFlow } from "./validate/validate-flow.ts";

/** Ways in which a draft, an import or a hand-written file is wrong. */
const damage: fc.Arbitrary<(doc: FlowDocument) => FlowDocument> = fc.oneof(
  fc.nat().map((at) => (doc: FlowDocument) => ({
    ...doc,
    nodes: doc.nodes.filter((_, index) => index !== at % doc.nodes.length),
  })),
  fc.nat().map((at) => (doc: FlowDocument) => {
    const again = doc.nodes[at % Math.max(1, doc.nodes.length)];
    return again === undefined ? doc : { ...doc, nodes: [...doc.nodes, again] };
  }),
  fc
    .tuple(fc.nat(), fc.nat(), fc.constantFrom("next", "met", "otherwise", "gone"))
    .map(([a, b, port]) => (doc: FlowDocument) => {
      const [from, to] = [doc.nodes[a % Math.max(1, doc.nodes.length)], doc.nodes[b % Math.max(1, doc.nodes.length)]];
      return { ...doc, edges: [...doc.edges, { id: "extra", from: from?.id ?? "gone", port, to: to?.id ?? "gone" }] };
    }),
  conditionArbitrary.map((when) => (doc: FlowDocument) => ({
    ...doc,
    patterns: [],
    nodes: doc.nodes.map((node) =>
      node.kind === "condition"
        ? { ...node, when: { type: "group" as const, match: "not" as const, parts: [when, when] } }
        : node,
    ),
  })),
  fc.constantFrom("", "nothing_known", "count.w").map((fact) => (doc: FlowDocument) => ({
    ...doc,
    nodes: doc.nodes.map((node) =>
      node.kind === "condition"
        ? { ...node, when: { type: "comparison" as const, fact, operator: "le" as const, value: [] } }
        : node,
    ),
  })),
  fc.constant((doc: FlowDocument) => ({ ...doc, nodes: [], edges: doc.edges })),
);

test("[V11] a damaged document is found wrong or compiles; nothing throws, and what a page shows of it is text", () => {
  fc.assert(
    fc.property(documentArbitrary, fc.array(damage, { minLength: 1, maxLength: 4 }), (doc, damages) => {
      const whole = flowDocumentSchema.parse(doc);
      const broken = damages.reduce((result, hurt) => hurt(result), whole);
      const errors = validateFlow(broken).filter((one) => one.severity === "error");
      expect(compileFlow(broken, { flow: "f", version: 1 }).ok).toBe(errors.length === 0);
      expect(new Set(effectOrder(broken))).toEqual(new Set(broken.nodes.map((node) => node.id)));
      const said = [
        ...flowSentences(broken).map((line) => line.text),
        ...diffFlows(whole, broken).flatMap((one) => [one.before ?? one.after, one.after ?? one.before]),
      ];
      for (const line of said) expect(`${line?.zh}${line?.en}`).not.toMatch(/undefined|NaN|\[object/);
      expect(diffFlows(broken, broken)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
