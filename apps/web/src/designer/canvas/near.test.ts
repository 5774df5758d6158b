import type { FlowNode } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { createCanvas } from "./canvas-store.ts";
import { areaOf, cardAt, farOff, nearBy } from "./near.ts";

/** Twenty columns of ten cards, each row a path. */
function large() {
  const nodes = Array.from({ length: 200 }, (_, index): FlowNode => {
    const position = { x: (index % 20) * 400, y: Math.floor(index / 20) * 200 };
    return { id: `n${index}`, kind: "tag", tag: "t", position };
  });
  const edges = nodes.slice(1).map(({ id }, index) => ({ id: `e${index}`, from: `n${index}`, port: "next", to: id }));
  const canvas = createCanvas();
  canvas.sync({ ...smallFlow(), nodes, edges });
  return canvas;
}
const screen = { left: 1990, top: 600, right: 3000, bottom: 1000 };
const shown = (cards: readonly { id: string; hidden?: boolean }[]) =>
  cards.filter((card) => !card.hidden).map(({ id }) => id);

describe("what lies near the screen", () => {
  it("is the cards on it, and the lines that cross it with both their ends", () => {
    const { cards, wires } = large().store.getState();
    const near = nearBy(cards, wires, screen);
    expect(shown(near.cards)).toEqual(["n65", "n66", "n67", "n85", "n86", "n87"]);
    const given = new Set(near.cards.map(({ id }) => id));
    expect(near.wires.map(({ id }) => id)).toContain("e64");
    expect(near.wires.every((wire) => given.has(wire.source) && given.has(wire.target))).toBe(true);
    expect(near.wires.length).toBeLessThan(12);
  });

  it("keeps what is selected, wherever it is", () => {
    const canvas = large();
    canvas.select({ nodes: ["n199"] });
    const { cards, wires } = canvas.store.getState();
    expect(shown(nearBy(cards, wires, screen).cards)).toContain("n199");
  });

  it("gives the same objects each time, so that nothing is drawn again", () => {
    const { cards, wires } = large().store.getState();
    const [one, two] = [nearBy(cards, wires, screen), nearBy(cards, wires, { ...screen })];
    expect(one.cards.every((card, index) => card === two.cards[index])).toBe(true);
  });

  it("is the card under the pointer and nothing else from far away, with what is selected to be taken along", () => {
    const canvas = large();
    canvas.select({ nodes: ["n3"] });
    const { cards } = canvas.store.getState();
    expect(cardAt(cards, { x: 410, y: 10 })).toBe("n1");
    expect(cardAt(cards, { x: 390, y: 10 })).toBeNull();
    const far = farOff(cards, "n1");
    expect([shown(far.cards), far.cards.map(({ id }) => id), far.wires]).toEqual([["n1"], ["n1", "n3"], []]);
  });

  it("leaves a small drawing whole", () => {
    const canvas = createCanvas();
    canvas.sync(smallFlow());
    const { cards, wires } = canvas.store.getState();
    expect(nearBy(cards, wires, null)).toEqual({ cards, wires });
  });

  it("covers the screen at every zoom and stands still for small moves", () => {
    for (const zoom of [0.1, 0.33, 0.5, 0.68, 1, 2]) {
      const area = areaOf([-100, -50, zoom], 800, 600);
      expect(area.left).toBeLessThanOrEqual(100 / zoom);
      expect(area.right).toBeGreaterThanOrEqual(900 / zoom);
      expect(area.bottom).toBeGreaterThanOrEqual(650 / zoom);
      expect(areaOf([-104, -51, zoom], 800, 600)).toEqual(area);
    }
  });
});
