import { applyOperation, type FlowDocument } from "@switchyard/flow";
import { expect, it } from "vitest";
import { discardOperation, sameDrawing } from "./discard.ts";

const at = { x: 0, y: 0 };
const live: FlowDocument = {
  ...{ formatVersion: 1, name: "线上", brands: [], windows: [], patterns: [] },
  nodes: [
    { id: "in", kind: "order_received", position: at },
    { id: "red", kind: "tag", position: at, tag: "红" },
  ],
  edges: [{ id: "e", from: "in", port: "next", to: "red" }],
};
const draft: FlowDocument = { ...live, name: "草稿", description: "试试", nodes: live.nodes.slice(0, 1), edges: [] };

it("discarding gives the live drawing back, and its inverse the draft", () => {
  const discarded = applyOperation(draft, discardOperation(draft, live));
  if (!discarded.ok) throw new Error(discarded.problem.message.en);
  expect(discarded.document).toEqual(live);
  expect(sameDrawing(discarded.document, live)).toBe(true);
  const back = applyOperation(discarded.document, discarded.inverse);
  expect(back.ok && back.document).toEqual(draft);
});
