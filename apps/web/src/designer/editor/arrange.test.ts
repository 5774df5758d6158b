import { applyOperation, effectOrder, type FlowDocument } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { type Arrangement, arrange } from "./arrange.ts";
import { moveInOrder } from "./reorder.ts";

const size = () => ({ width: 240, height: 96 });
function done(document: FlowDocument, how: Arrangement, ids = ["ask", "fast", "normal"]): FlowDocument {
  const operation = arrange(document, ids, how, size);
  const result = operation ? applyOperation(document, operation) : null;
  return result?.ok ? result.document : document;
}
const places = (document: FlowDocument, axis: "x" | "y") => document.nodes.map((node) => node.position[axis]);

describe("lining up", () => {
  it("puts the chosen ones on one edge or one middle, and leaves the others", () => {
    expect(places(done(smallFlow(), "left"), "x")).toEqual([0, 368, 368, 368]);
    expect(places(done(smallFlow(), "right"), "x")).toEqual([0, 736, 736, 736]);
    expect(places(done(smallFlow(), "centre"), "x")).toEqual([0, 552, 552, 552]);
    expect(places(done(smallFlow(), "top"), "y")).toEqual([80, 0, 0, 0]);
    expect(places(done(smallFlow(), "bottom"), "y")).toEqual([80, 160, 160, 160]);
    expect(places(done(smallFlow(), "middle"), "y")).toEqual([80, 80, 80, 80]);
  });

  it("spreads by equal gaps; the outer two stay", () => {
    const uneven = smallFlow();
    const [start] = uneven.nodes;
    if (!start) throw new Error("no node");
    start.position = { x: 300, y: 500 };
    const spread = done({ ...uneven, nodes: uneven.nodes }, "down", ["start", "fast", "normal"]);
    expect(places(spread, "y")).toEqual([500, 80, 0, 248]);
  });

  it("does nothing when they stand so already, or when one alone is chosen", () => {
    expect(arrange(smallFlow(), ["fast", "normal"], "left", size)).toBeNull();
    expect(arrange(smallFlow(), ["fast"], "top", size)).toBeNull();
  });
});

describe("earlier and later in the list", () => {
  it("exchanges places with a neighbour it may pass", () => {
    const operation = moveInOrder(smallFlow(), "normal", -1);
    const result = operation ? applyOperation(smallFlow(), operation) : null;
    if (!result?.ok) throw new Error("refused");
    expect(effectOrder(result.document)).toEqual(["start", "ask", "normal", "fast"]);
  });

  it("never puts a node before what leads to it", () => {
    expect(moveInOrder(smallFlow(), "fast", -1)).toBeNull();
    expect(moveInOrder(smallFlow(), "ask", -1)).toBeNull();
    expect(moveInOrder(smallFlow(), "start", 1)).toBeNull();
    expect(moveInOrder(smallFlow(), "normal", 1)).toBeNull();
  });
});
