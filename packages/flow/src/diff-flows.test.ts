import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileFlow } from "./compile/compile-flow.ts";
import { diffFlows } from "./diff-flows.ts";
import { type FlowDocument, flowDocumentSchema } from "./document.ts";
import { applyOperation } from "./operations/apply-operation.ts";
import { documentArbitrary, factsArbitrary } from "./testing/arbitraries.ts";
import { all, edge, is, rushFlow } from "./testing/flows.ts";
import { operationOn } from "./testing/operation-arbitrary.ts";
import { runEntry } from "./testing/run-program.ts";

const NAMES = { destinations: { rush: "快反线", normal: "常规线" } };

/** CI's heavy suites take more. */
const RUNS = process.env.SWITCHYARD_HEAVY ? 1000 : 400;

function changed(doc: FlowDocument, ...operations: Parameters<typeof applyOperation>[1][]): FlowDocument {
  const result = applyOperation(doc, { type: "batch", operations });
  if (!result.ok) throw new Error(result.problem.message.en);
  return result.document;
}

describe("differences between two versions", () => {
  test("[D1] a changed number is said as the sentence before and after", () => {
    const doc = rushFlow();
    const node = {
      ...doc.nodes[1],
      when: all(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 2)),
    } as FlowDocument["nodes"][number];
    expect(diffFlows(doc, changed(doc, { type: "update_node", id: "c", node }))).toEqual([
      {
        kind: "changed",
        node: "c",
        before: { zh: "款号以 FJ 开头 且 交期≤3天", en: "Style code starts with FJ and due ≤ 3 days" },
        after: { zh: "款号以 FJ 开头 且 交期≤2天", en: "Style code starts with FJ and due ≤ 2 days" },
      },
    ]);
  });

  test("[D1] nodes and connections that came and went are said; the edges of a node that went are not", () => {
    const doc = rushFlow();
    const after = changed(
      doc,
      { type: "remove_nodes", ids: ["normal"] },
      {
        type: "add_nodes",
        nodes: [{ id: "a", kind: "tag", tag: "加急", position: { x: 0, y: 900 } }],
        edges: [edge("c:not_met>a", "n")],
      },
    );
    const changes = diffFlows(doc, after, NAMES).map(({ kind, node, before, after }) => [
      kind,
      node,
      before?.zh,
      after?.zh,
    ]);
    expect(changes).toEqual([
      ["removed", "normal", "派到 常规线", undefined],
      ["added", "a", undefined, "打标签 加急"],
      ["connected", "c", undefined, "款号以 FJ 开头 且 交期≤3天（未命中） → 打标签 加急"],
    ]);
  });

  test("[D1] settings that no card shows are said too", () => {
    const doc = rushFlow();
    const node = { ...doc.nodes[1], missing: "port" } as FlowDocument["nodes"][number];
    const after = changed(doc, { type: "update_node", id: "c", node }, { type: "update_settings", brands: ["A"] });
    expect(diffFlows(doc, after).map((one) => one.after?.zh)).toEqual(["适用品牌：A", "数据缺失走单独的出口"]);
  });

  test("[D2] moving a node says nothing, unless it changes which effect comes first", () => {
    const doc = rushFlow();
    expect(diffFlows(doc, changed(doc, { type: "move_nodes", positions: { t: { x: 500, y: 500 } } }))).toEqual([]);
    const swapped = changed(doc, { type: "move_nodes", positions: { rush: { x: 0, y: 999 } } });
    expect(diffFlows(doc, swapped, NAMES)).toMatchObject([
      { kind: "reordered", before: { zh: "派到 快反线 → 派到 常规线" }, after: { zh: "派到 常规线 → 派到 快反线" } },
    ]);
  });

  test("[D3] documents without a difference decide every order alike", () => {
    let quiet = 0;
    const decide = (doc: FlowDocument, facts: Record<string, unknown>): unknown => {
      const result = compileFlow(doc, { flow: "f", version: 1 });
      if (!result.ok) return result.findings.map((one) => one.code);
      const split = Object.fromEntries(doc.nodes.map((node) => [node.id, facts.split]));
      return Object.fromEntries(
        result.program.entries.map((entry) => [entry.id, runEntry(entry, { ...facts, split })]),
      );
    };
    const change = documentArbitrary
      .map((doc) => flowDocumentSchema.parse(doc))
      .chain((doc) => fc.tuple(fc.constant(doc), operationOn(doc)));
    fc.assert(
      fc.property(change, factsArbitrary, ([before, operation], facts) => {
        expect(diffFlows(before, before)).toEqual([]);
        const result = applyOperation(before, operation);
        if (!result.ok || diffFlows(before, result.document).length > 0) return;
        quiet++;
        expect(decide(result.document, facts)).toEqual(decide(before, facts));
      }),
      { numRuns: RUNS },
    );
    expect(quiet).toBeGreaterThan(RUNS / 50);
  });
});
