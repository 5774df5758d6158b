import type { FlowNode } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { type Card, createCanvas, type Wire } from "./canvas-store.ts";
import {
  type Area,
  areaOf,
  cardAt,
  cardsIn,
  carriedTo,
  farOff,
  type Ids,
  nearBy,
  nextGiven,
  pickCards,
  pickWires,
  type Shifts,
  screenOf,
} from "./near.ts";

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

const none: Ids = { cards: new Set(), wires: new Set() };
function pick(cards: Card[], wires: Wire[], ids: Ids) {
  const drawn = pickWires(wires, ids);
  return { cards: pickCards(cards, ids, drawn), wires: drawn };
}

describe("what lies near the screen", () => {
  it("is the cards on it, and the lines that cross it with both their ends", () => {
    const { cards, wires } = large().store.getState();
    const near = pick(cards, wires, nearBy(cards, wires, screen));
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
    expect(nearBy(cards, wires, screen).cards).toContain("n199");
  });

  it("has all that is selected to be taken along, and draws it only where it is seen when that is nearly everything", () => {
    const canvas = large();
    canvas.select({ nodes: canvas.store.getState().cards.map(({ id }) => id) });
    const { cards, wires } = canvas.store.getState();
    const near = nearBy(cards, wires, screen);
    expect(near.cards.size).toBe(6);
    expect(pick(cards, wires, near).cards.map(({ id }) => id)).toEqual(cards.map(({ id }) => id));
    expect(shown(pick(cards, wires, none).cards)).toEqual([]);
  });

  it("gives the same objects each time, so that nothing is drawn again", () => {
    const { cards, wires } = large().store.getState();
    const ids = nearBy(cards, wires, screen);
    const [one, two] = [pick(cards, wires, ids), pick(cards, wires, ids)];
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

  it("covers the screen and some more at every zoom, and stands still for small moves", () => {
    for (const zoom of [0.1, 0.33, 0.5, 0.68, 1, 2]) {
      const area = areaOf([-100, -50, zoom], 800, 600);
      const seen = screenOf([-100, -50, zoom], 800, 600);
      const ahead = 60 / zoom;
      expect(seen.left - area.left).toBeGreaterThan(ahead);
      expect(area.right - seen.right).toBeGreaterThan(ahead);
      expect(area.bottom - seen.bottom).toBeGreaterThan(ahead);
      expect(areaOf([-104, -51, zoom], 800, 600)).toEqual(area);
    }
  });
});

describe("what is given", () => {
  const { cards, wires } = large().store.getState();
  const nearAt = (left: number) => nearBy(cards, wires, { left, top: 0, right: left + 1200, bottom: 2000 });
  const step = (given: Ids, near: Ids, seen: Iterable<string> = []) =>
    nextGiven(given, near, wires, (ids) => ids.filter((id) => new Set(seen).has(id)));
  /** Until nothing is left to do. */
  function settled(from: Ids, near: Ids): Ids {
    const next = step(from, near);
    return next === from ? from : settled(next, near);
  }

  it("is at first all that is seen at once, and its lines", () => {
    const near = nearAt(0);
    const seen = [...near.cards].slice(0, 12);
    const given = step(none, near, seen);
    expect([...given.cards]).toEqual(seen);
    expect(given.wires.size).toBeGreaterThan(0);
  });

  it("comes a few cards a frame, those that are seen first, each line with its cards", () => {
    const near = nearAt(0);
    const begun = step(none, near, [...near.cards].slice(0, 12));
    const last = [...near.cards].slice(-2);
    const next = step(begun, near, last);
    expect(last.every((id) => next.cards.has(id))).toBe(true);
    expect(next.cards.size - begun.cards.size).toBeLessThan(5);
    for (const { id, source, target } of wires.filter((wire) => next.wires.has(wire.id))) {
      expect([id, [source, target].every((end) => next.cards.has(end) || !near.cards.has(end))]).toEqual([id, true]);
    }
  });

  it("is all that is near in the end, and then stays the same object", () => {
    const near = nearAt(0);
    const given = settled(none, near);
    expect([given.cards, given.wires]).toEqual([near.cards, near.wires]);
  });

  it("shows another place at once", () => {
    const there = nearAt(5000);
    const given = step(settled(none, nearAt(0)), there, there.cards);
    expect([...there.cards].every((id) => given.cards.has(id))).toBe(true);
    expect([...there.wires].every((id) => given.wires.has(id))).toBe(true);
  });

  it("keeps some of what lies behind for a way back, and not all of a long way", () => {
    const begin = settled(none, nearAt(0));
    const [back, on] = [nearAt(0), nearAt(400)];
    const away = settled(begin, on);
    expect([...back.cards].every((id) => away.cards.has(id))).toBe(true);
    let given = begin;
    for (let left = 0; left <= 6000; left += 400) given = settled(given, nearAt(left));
    expect(given.cards.size - nearAt(6000).cards.size).toBeLessThanOrEqual(24);
    expect(given.cards.has("n0")).toBe(false);
    const drawn = pick(cards, wires, given);
    expect(
      drawn.wires.every(({ source, target }) =>
        [source, target].every((end) => drawn.cards.some(({ id }) => id === end)),
      ),
    ).toBe(true);
  });
});

describe("a selection of many in the hand", () => {
  const canvas = large();
  canvas.select({ nodes: canvas.store.getState().cards.map(({ id }) => id) });
  const { cards, wires } = canvas.store.getState();
  const areaAt = (left: number): Area => ({ left, top: 0, right: left + 1200, bottom: 2000 });
  const carriedBy = (x: number): Shifts => new Map(cards.map(({ id }) => [id, { x, y: 0 }]));

  /** The canvas scrolls along under a hand at its border: what is in the hand stays where it is on the screen. */
  function scrolled(by: number, from: Ids): Ids {
    const shifts = carriedBy(by);
    const near = nearBy(cards, wires, areaAt(by), shifts);
    const seenOf = (ids: string[]) => {
      const some = new Set(ids);
      return cardsIn(
        cards.filter(({ id }) => some.has(id)),
        areaAt(by),
        shifts,
      );
    };
    for (let given = from; ; ) {
      const next = nextGiven(given, near, wires, seenOf);
      if (next === given) return given;
      given = next;
    }
  }

  it("stays drawn where it is carried to, however far the canvas scrolls along", () => {
    const begun = scrolled(0, none);
    expect(begun.cards.has("n1")).toBe(true);
    let given = begun;
    for (let by = 200; by <= 6000; by += 200) given = scrolled(by, given);
    expect(given.cards).toEqual(begun.cards);
    expect(shown(pick(cards, wires, given).cards)).toContain("n1");
  });

  it("is looked at anew whenever it was carried a step further; a few are always there", () => {
    expect(carriedTo(carriedBy(10))).toBe(carriedTo(carriedBy(20)));
    expect(carriedTo(carriedBy(10))).not.toBe(carriedTo(carriedBy(400)));
    expect(carriedTo(new Map([["n1", { x: 400, y: 0 }]]))).toBe(carriedTo(new Map()));
  });
});
