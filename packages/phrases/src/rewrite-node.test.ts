import { applyOperation, type FlowDocument } from "@switchyard/flow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fragmentDocument } from "./accept.ts";
import { rewriteNode, sayNode } from "./rewrite-node.ts";
import { documents } from "./testing/arbitraries.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";

const doc = fragmentDocument(
  understand("款号以FJ开头且交期≤3天，派到快反线，否则派到常规线", "zh", LEXICON).fragment,
  "x",
);
const node = (of: FlowDocument, kind: string) => {
  const found = of.nodes.find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};

describe("[P27] a node's sentence, edited", () => {
  test("[P27] becomes that node with other settings; what is connected stays, and one step undoes it", () => {
    const condition = { ...node(doc, "condition"), name: "快反?" };
    const named = { ...doc, nodes: doc.nodes.map((one) => (one.id === condition.id ? condition : one)) };
    const said = sayNode(named, condition, LEXICON, "zh");
    const { operation } = rewriteNode(said.replace("3", "2"), condition, named, { language: "zh", lexicon: LEXICON });
    if (!operation) throw new Error("not understood");
    const result = applyOperation(named, operation);
    if (!result.ok) throw new Error("refused");
    expect(node(result.document, "condition")).toMatchObject({
      id: condition.id,
      name: "快反?",
      position: condition.position,
    });
    expect(JSON.stringify(node(result.document, "condition"))).toContain('"due_in_days","operator":"le","value":2');
    expect(result.document.edges).toEqual(named.edges);
    const back = applyOperation(result.document, result.inverse);
    expect(back.ok && back.document).toEqual(named);
  });

  test.each(["zh", "en"] as const)("[P27] unedited it is the same node, of every kind, in %s", (language) => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(documents, (random) => {
        for (const one of random.nodes) {
          kinds.add(one.kind);
          const said = sayNode(random, one, LEXICON, language);
          const { operation } = rewriteNode(said, one, random, { language, lexicon: LEXICON });
          const again = operation && applyOperation(random, operation);
          if (!again?.ok) throw new Error(said);
          const same = again.document.nodes.find(({ id }) => id === one.id);
          if (!same) throw new Error("gone");
          expect(sayNode(again.document, same, LEXICON, language)).toBe(said);
          expect(again.document.edges).toEqual(random.edges);
        }
      }),
      { numRuns: 60 },
    );
    expect(kinds.size).toBeGreaterThan(25);
  });

  test("[P27] another kind, a second node or unknown words change nothing; the words are marked where they stand", () => {
    const route = node(doc, "route");
    const rewrite = (text: string) => rewriteNode(text, route, doc, { language: "zh", lexicon: LEXICON });
    expect(rewrite("打标签 加急").operation).toBeNull();
    expect(rewrite("派到快反线，并提醒主管").operation).toBeNull();
    const { operation, understanding } = rewrite("派到 火星线");
    expect(operation).toBeNull();
    const unknown = understanding.spans.filter(({ kind }) => kind === "unknown");
    expect(unknown.map(({ start, end }) => "派到 火星线".slice(start, end)).join("")).toContain("火星线");
  });
});
