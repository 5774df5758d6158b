/** Where a card's ports are, so that lines can be drawn to cards that were never on screen. */
import type { FlowNode } from "@switchyard/flow";
import { type NodeHandle, Position, type Rect } from "@xyflow/react";
import { sizes } from "../../shell/tokens.ts";
import { hasInput, portsOf } from "../editor/connect.ts";
import type { Card } from "./canvas-store.ts";

const PORT = 10;
/** A card with a sentence of two lines; it is measured as soon as it is shown. */
export const USUAL_HEIGHT = 96;

/** The middle of port `index` of `count`, as a share of the card's height. */
export const portShare = (index: number, count: number): number => (index + 0.5) / count;

export function handlesOf(node: FlowNode, height: number = USUAL_HEIGHT): NodeHandle[] {
  const ports = portsOf(node);
  const box = (y: number) => ({ y: y - PORT / 2, width: PORT, height: PORT });
  const out = ports.map((port, index): NodeHandle => {
    const y = portShare(index, ports.length) * height;
    return { id: port.id, type: "source", position: Position.Right, x: sizes.card - PORT / 2, ...box(y) };
  });
  if (!hasInput(node)) return out;
  return [{ id: "in", type: "target", position: Position.Left, x: -PORT / 2, ...box(height / 2) }, ...out];
}

/** Where a card lies, and how large it is as far as is known. */
export const boxOf = (card: Card): Rect => ({
  x: card.position.x,
  y: card.position.y,
  width: card.width ?? card.measured?.width ?? sizes.card,
  height: card.height ?? card.measured?.height ?? USUAL_HEIGHT,
});

const samePlace = (a: Card, b: Card | undefined) =>
  a === b ||
  (a.id === b?.id &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.selected === b.selected &&
    a.width === b.width &&
    a.height === b.height &&
    a.measured?.width === b.measured?.width &&
    a.measured?.height === b.measured?.height);

/** Whether the same cards are selected and lie where they lay, whatever is written on them. */
export const samePlaces = (before: readonly Card[], after: readonly Card[]): boolean =>
  before === after || (before.length === after.length && before.every((card, index) => samePlace(card, after[index])));

/** How far the name of a port without a line reaches beyond its card (NodeCard.module.css). */
const STUB = 140;
const hasStub = ({ data: { node, used } }: Card): boolean => {
  const ports = portsOf(node);
  return ports.length > 1 && ports.some(({ id }) => !used.split(" ").includes(id));
};

/** What of the cards is to be seen: they, and the names of their open ports. */
export const seenOf = (cards: readonly Card[]): Rect =>
  around(cards.map((card) => ({ card, more: hasStub(card) ? STUB : 0 })));

/** Of at least one card. */
export const boundsOf = (cards: readonly Card[]): Rect => around(cards.map((card) => ({ card, more: 0 })));

function around(cards: readonly { card: Card; more: number }[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { card, more } of cards) {
    const { x, y, width, height } = boxOf(card);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width + more);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
