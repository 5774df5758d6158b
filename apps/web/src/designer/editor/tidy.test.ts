import { applyOperation, effectOrder, type FlowDocument, type FlowNode } from "@switchyard/flow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { tidy } from "./tidy.ts";

function tidied(document: FlowDocument): FlowDocument {
  const operation = tidy(document);
  if (!operation) return document;
  const result = applyOperation(document, operation);
  if (!result.ok) throw new Error(result.problem.message.en);
  return result.document;
}

/** A random drawing: lines only lead to nodes with a greater number, so that there is no cycle. */
const drawing = fc
  .array(fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) }), {
    minLength: 1,
    maxLength: 14,
  })
  .chain((places) =>
    fc
      .array(fc.tuple(fc.nat(places.length - 1), fc.nat(places.length - 1)), { maxLength: 24 })
      .map((pairs): FlowDocument => {
        const nodes = places.map((position, index): FlowNode => ({ id: `n${index}`, kind: "tag", tag: "t", position }));
        const lines = new Map(pairs.filter(([a, b]) => a < b).map(([a, b]) => [`e${a}_${b}`, [a, b] as const]));
        const edges = [...lines].map(([id, [a, b]]) => ({ id, from: `n${a}`, port: "next", to: `n${b}` }));
        return { ...smallFlow(), nodes, edges };
      }),
  );

const HEIGHT = 104;
const overlap = (a: FlowNode, b: FlowNode) =>
  Math.abs(a.position.x - b.position.x) < 240 && Math.abs(a.position.y - b.position.y) < HEIGHT;

describe("tidy", () => {
  it("keeps the order of effects, leads from left to right or to a row below, and lets no cards overlap", () => {
    fc.assert(
      fc.property(drawing, (document) => {
        const after = tidied(document);
        expect(effectOrder(after)).toEqual(effectOrder(document));
        const find = (id: string) => after.nodes.find((node) => node.id === id);
        for (const edge of after.edges) {
          const [from, to] = [find(edge.from), find(edge.to)];
          const isRight = (from?.position.x ?? 0) < (to?.position.x ?? 0);
          expect(isRight || (to?.position.y ?? 0) > (from?.position.y ?? 0) + HEIGHT).toBe(true);
        }
        const clash = after.nodes.some((a, i) => after.nodes.slice(i + 1).some((b) => overlap(a, b)));
        expect(clash).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it("folds a long chain into rows that fit a screen, and keeps its order", () => {
    const ids = ["start", "w1", "a1", "w2", "a2", "w3", "a3", "w4", "a4"];
    const nodes = ids.map((id, index): FlowNode => ({ id, kind: "tag", tag: "t", position: { x: index * 31, y: 0 } }));
    const edges = ids.slice(1).map((to, index) => ({ id: to, from: ids[index] ?? "", port: "next", to }));
    const chain = { ...smallFlow(), nodes, edges };
    const after = tidied(chain);
    const heights = [...new Set(after.nodes.map(({ position }) => position.y))];
    const rows = heights.map((y) => after.nodes.flatMap(({ id, position }) => (position.y === y ? id : [])));
    expect(rows).toEqual([ids.slice(0, 4), ids.slice(4, 7), ids.slice(7)]);
    expect(Math.max(...after.nodes.map(({ position }) => position.x))).toBeLessThan(4 * 368);
    expect(effectOrder(after)).toEqual(ids);
    expect(tidy(after)).toBeNull();
  });

  it("is one operation, and none when done twice", () => {
    const once = tidied(smallFlow());
    expect(tidy(once)).toBeNull();
  });
});
