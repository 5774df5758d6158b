import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FlowDocument, flowDocumentSchema } from "../document.ts";
import { documentArbitrary } from "../testing/arbitraries.ts";
import { edge, flow, is, rushFlow, trigger } from "../testing/flows.ts";
import { operationOn } from "../testing/operation-arbitrary.ts";
import { applyOperation } from "./apply-operation.ts";
import { type Operation, operationSchema } from "./operation.ts";

describe("operations", () => {
  test("[O1] applying the inverse gives the document back exactly, and the document that went in is not touched", () => {
    let applied = 0;
    fc.assert(
      fc.property(
        documentArbitrary
          .map((doc) => flowDocumentSchema.parse(doc))
          .chain((doc) => fc.tuple(fc.constant(doc), operationOn(doc))),
        ([doc, operation]) => {
          const before = JSON.stringify(doc);
          const result = applyOperation(doc, operation);
          expect(JSON.stringify(doc)).toBe(before);
          if (!result.ok) return;
          applied++;
          operationSchema.parse(JSON.parse(JSON.stringify(result.inverse)));
          const back = applyOperation(result.document, result.inverse);
          if (!back.ok) throw new Error(back.problem.message.en);
          expect(JSON.stringify(back.document)).toBe(before);
          const again = applyOperation(back.document, back.inverse);
          if (!again.ok) throw new Error(again.problem.message.en);
          expect(JSON.stringify(again.document)).toBe(JSON.stringify(result.document));
        },
      ),
      { numRuns: 1500 },
    );
    expect(applied).toBeGreaterThan(800);
  });

  test("[O2] removing a node takes its edges along, and the inverse puts both back where they stood", () => {
    const doc = rushFlow();
    const result = applyOperation(doc, { type: "remove_nodes", ids: ["c"] });
    expect(result).toMatchObject({ ok: true, document: { edges: [] } });
    expect(result.ok && applyOperation(result.document, result.inverse)).toMatchObject({ ok: true, document: doc });
  });

  test("[O3] edges of a port that an update takes away go with it", () => {
    const doc = flow(
      [
        trigger,
        { id: "c", kind: "condition", when: is("brand", "is", "A"), missing: "port" },
        { id: "x", kind: "tag", tag: "x" },
      ],
      ["t>c", "c:missing>x", "c:met>x"],
    );
    const node = { ...doc.nodes[1], missing: "not_met" } as FlowDocument["nodes"][number];
    const result = applyOperation(doc, { type: "update_node", id: "c", node });
    expect(result.ok && result.document.edges.map((one) => one.port)).toEqual(["next", "met"]);
  });

  const tag = { id: "n", kind: "tag", tag: "x", position: { x: 0, y: 0 } } as const;
  const refused: [string, Operation, string][] = [
    ["a node id that is taken", { type: "add_nodes", nodes: [{ ...tag, id: "c" }], edges: [] }, "id_taken"],
    ["an edge to a node that is not there", { type: "add_edges", edges: [edge("t>nowhere", "n")] }, "no_such_node"],
    [
      "an edge from a port that is not there",
      { type: "add_edges", edges: [edge("c:missing>rush", "n")] },
      "no_such_port",
    ],
    ["an edge into a trigger", { type: "add_edges", edges: [edge("rush>t", "n")] }, "no_input"],
    ["an edge from a node to itself", { type: "add_edges", edges: [edge("rush>rush", "n")] }, "self_edge"],
    ["the same connection twice", { type: "add_edges", edges: [edge("t>c", "n")] }, "already_connected"],
    ["another kind for a node", { type: "update_node", id: "c", node: { ...tag, id: "c" } }, "other_node"],
    ["removing what is not there", { type: "remove_nodes", ids: ["nowhere"] }, "no_such_node"],
    ["moving what is not there", { type: "move_nodes", positions: { nowhere: { x: 0, y: 0 } } }, "no_such_node"],
    [
      "places that do not fit",
      { type: "add_nodes", nodes: [tag], edges: [], at: { nodes: [9], edges: [] } },
      "bad_places",
    ],
  ];
  test.each(refused)("[O4] %s is refused with a reason", (_, operation, code) => {
    expect(applyOperation(rushFlow(), operation)).toMatchObject({ ok: false, problem: { code } });
  });

  test("[O5] a batch is applied wholly or not at all, and says which part failed", () => {
    const operations: Operation[] = [
      { type: "remove_nodes", ids: ["rush"] },
      { type: "remove_nodes", ids: ["rush"] },
    ];
    expect(applyOperation(rushFlow(), { type: "batch", operations })).toMatchObject({
      ok: false,
      problem: { pointer: "/operations/1" },
    });
  });
});
