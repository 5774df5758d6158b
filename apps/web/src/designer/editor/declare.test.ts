import { applyOperation, type FlowDocument, flowDocumentSchema } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { changeWindow, newPattern, newWindow, usersOf, windowName } from "./declare.ts";

function reading(): FlowDocument {
  const flow = smallFlow();
  const window = newWindow(flow);
  return {
    ...flow,
    windows: [window],
    patterns: [{ id: "p1", fact: "note", expression: "x" }],
    nodes: [
      ...flow.nodes,
      {
        id: "many",
        kind: "condition",
        position: { x: 0, y: 400 },
        missing: "not_met",
        name: "count.c1",
        when: {
          type: "group",
          match: "any",
          parts: [
            { type: "comparison", fact: windowName(window), operator: "ge", value: 5 },
            { type: "comparison", fact: "total_qty", operator: "ge", value: { fact: windowName(window) } },
            { type: "comparison", fact: "note", operator: "matches", value: "p1" },
          ],
        },
      },
    ],
  };
}

describe("declared facts", () => {
  it("new ones fit the schema and take a free id", () => {
    const flow = reading();
    const next = {
      ...flow,
      windows: [...flow.windows, newWindow(flow)],
      patterns: [...flow.patterns, newPattern(flow)],
    };
    expect(flowDocumentSchema.parse(next)).toEqual(next);
    expect(next.windows.map((window) => window.id)).toEqual(["c1", "c2"]);
    expect(next.patterns.map((pattern) => pattern.id)).toEqual(["p1", "p2"]);
  });

  it("tell who reads them", () => {
    expect(usersOf(reading(), "count.c1").map((node) => node.id)).toEqual(["many"]);
    expect(usersOf(reading(), "pattern.p1").map((node) => node.id)).toEqual(["many"]);
    expect(usersOf(reading(), "count.c2")).toEqual([]);
  });

  it("a counter that becomes a sum is read by its new name, as one step that can be undone", () => {
    const flow = reading();
    const [old] = flow.windows;
    if (!old) throw new Error("no counter");
    const result = applyOperation(flow, changeWindow(flow, old, { ...old, of: "sum", field: "amount" }));
    if (!result.ok) throw new Error(result.problem.message.en);
    expect(usersOf(result.document, "count.c1")).toEqual([]);
    expect(usersOf(result.document, "sum.c1").map((node) => node.name)).toEqual(["count.c1"]);
    expect(applyOperation(result.document, result.inverse)).toMatchObject({ ok: true, document: flow });
  });
});
