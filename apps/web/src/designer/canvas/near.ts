/**
 * Of a large drawing React Flow is given what lies on the screen or close to it, so that a frame costs what is seen and not
 * what is drawn. What is selected stays, wherever it is: a drag takes it along.
 */
import type { Card, Wire } from "./canvas-store.ts";
import { boxOf } from "./geometry.ts";

export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Up to so many everything is given: looking would cost more than drawing. */
export const MANY = 120;
/** On screen, in pixels at most: the area grows and shrinks by so much at a time. */
const STEP = 160;

/** The part of the drawing that is seen, widened to whole steps, so that most frames of a gesture have the same area. */
export function areaOf([x, y, zoom]: readonly [number, number, number], width: number, height: number): Area {
  const step = STEP * 2 ** Math.ceil(-Math.log2(zoom));
  const down = (value: number) => Math.floor(value / step) * step;
  const up = (value: number) => Math.ceil(value / step) * step;
  return {
    left: down(-x / zoom),
    top: down(-y / zoom),
    right: up((width - x) / zoom),
    bottom: up((height - y) / zoom),
  };
}

export const sameArea = (a: Area, b: Area): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

const hiddenOnes = new WeakMap<Card, Card>();
/** There for the lines that lead to it; not drawn. */
function hidden(card: Card): Card {
  const known = hiddenOnes.get(card);
  if (known) return known;
  const made = { ...card, hidden: true };
  hiddenOnes.set(card, made);
  return made;
}

/** `area` null: nothing is seen yet. */
export function nearBy(cards: Card[], wires: Wire[], area: Area | null): { cards: Card[]; wires: Wire[] } {
  if (cards.length <= MANY) return { cards, wires };
  if (area === null) return { cards: [], wires: [] };
  const boxes = new Map(cards.map((card) => [card.id, boxOf(card)]));
  const meets = (left: number, top: number, right: number, bottom: number) =>
    left < area.right && right > area.left && top < area.bottom && bottom > area.top;
  const shown = new Set<string>();
  for (const card of cards) {
    const box = boxes.get(card.id);
    const seen = box && meets(box.x, box.y, box.x + box.width, box.y + box.height);
    if (seen || card.selected) shown.add(card.id);
  }
  const ends = new Set<string>();
  const near = wires.filter((wire) => {
    const [from, to] = [boxes.get(wire.source), boxes.get(wire.target)];
    if (!from || !to) return false;
    const seen = meets(
      Math.min(from.x + from.width, to.x),
      Math.min(from.y, to.y),
      Math.max(from.x + from.width, to.x),
      Math.max(from.y + from.height, to.y + to.height),
    );
    if (!seen && !wire.selected) return false;
    ends.add(wire.source).add(wire.target);
    return true;
  });
  return {
    cards: cards.flatMap((card) => (shown.has(card.id) ? card : ends.has(card.id) ? hidden(card) : [])),
    wires: near,
  };
}

/** From far away the drawing is a picture (`FarMap`); only the card under the pointer is there to be taken. */
export function farOff(cards: readonly Card[], hovered: string | null): { cards: Card[]; wires: Wire[] } {
  const taken = cards.flatMap((card) => (card.id === hovered ? card : card.selected ? hidden(card) : []));
  return { cards: taken, wires: [] };
}

/** The card at a place of the drawing; the last drawn lies on top. */
export function cardAt(cards: readonly Card[], at: { x: number; y: number }): string | null {
  const found = cards.findLast((card) => {
    const { x, y, width, height } = boxOf(card);
    return card.type !== "frame" && at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
  });
  return found?.id ?? null;
}
