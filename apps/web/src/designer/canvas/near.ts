/**
 * Of a large drawing React Flow is given what lies on the screen or close to it, so that a frame costs what is seen and not
 * what is drawn. What is selected stays, wherever it is: a drag takes it along; of a selection of many, what is seen where it is
 * carried. A place that was jumped to is given at once; what comes near in a gesture, a few cards a frame, before it is seen.
 */
import type { Rect } from "@xyflow/react";
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
/** On screen, in pixels at least: so far beyond the border cards are there before they are seen. */
const AHEAD = 64;

/** The part of the drawing that is seen. */
export function screenOf([x, y, zoom]: readonly [number, number, number], width: number, height: number): Area {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** The part that is seen, widened to whole steps, so that most frames of a gesture have the same area. */
export function areaOf(transform: readonly [number, number, number], width: number, height: number): Area {
  const step = STEP * 2 ** Math.ceil(-Math.log2(transform[2]));
  const ahead = AHEAD / transform[2];
  const down = (value: number) => Math.floor((value - ahead) / step) * step;
  const up = (value: number) => Math.ceil((value + ahead) / step) * step;
  const { left, top, right, bottom } = screenOf(transform, width, height);
  return { left: down(left), top: down(top), right: up(right), bottom: up(bottom) };
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

/** Ids of what is near, or of what React Flow has. */
export interface Ids {
  cards: ReadonlySet<string>;
  wires: ReadonlySet<string>;
}

const meets = (a: Area, b: Area) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
const areaAt = ({ x, y, width, height }: Rect): Area => ({ left: x, top: y, right: x + width, bottom: y + height });

/** How far cards in the hand were carried. */
export type Shifts = ReadonlyMap<string, { x: number; y: number }>;
const NO_SHIFTS: Shifts = new Map();

/** Where a card is shown: what is in the hand, where it was carried to. */
function shownAt(card: Card, shifts: Shifts): Area {
  const box = boxOf(card);
  const shift = shifts.get(card.id);
  return areaAt(shift ? { ...box, x: box.x + shift.x, y: box.y + shift.y } : box);
}

/** From the right side of one card to the left side of the other, whichever way it runs. */
function areaBetween(from: Area, to: Area): Area {
  return {
    left: Math.min(from.right, to.left),
    top: Math.min(from.top, to.top),
    right: Math.max(from.right, to.left),
    bottom: Math.max(from.bottom, to.bottom),
  };
}

/** Few enough that all of them can be drawn, wherever they are. */
const areFew = (items: readonly { selected?: boolean }[]) =>
  items.reduce((count, { selected }) => count + (selected ? 1 : 0), 0) <= MANY;

/** Of so many in the hand not all are drawn: which of them are seen changes on the way. A word for where they are, in whole steps. */
export function carriedTo(shifts: Shifts): string {
  const [one] = shifts.size > MANY ? shifts.values() : [];
  return one ? `${Math.round(one.x / STEP)} ${Math.round(one.y / STEP)}` : "";
}

/** The cards and lines that meet the area, and those that are selected, unless that is nearly everything. */
export function nearBy(cards: readonly Card[], wires: readonly Wire[], area: Area, shifts: Shifts = NO_SHIFTS): Ids {
  const areas = new Map(cards.map((card) => [card.id, shownAt(card, shifts)]));
  const crosses = ({ source, target }: Wire) => {
    const [from, to] = [areas.get(source), areas.get(target)];
    return from !== undefined && to !== undefined && meets(areaBetween(from, to), area);
  };
  const [withCards, withWires] = [areFew(cards), areFew(wires)];
  const isNear = ({ id, selected }: Card) => (selected && withCards) || meets(areas.get(id) ?? area, area);
  const isNearLine = (wire: Wire) => (wire.selected && withWires) || crosses(wire);
  return {
    cards: new Set(cards.flatMap((card) => (isNear(card) ? card.id : []))),
    wires: new Set(wires.flatMap((wire) => (isNearLine(wire) ? wire.id : []))),
  };
}

/** Those of the cards that meet the area. */
export const cardsIn = (cards: readonly Card[], area: Area, shifts: Shifts = NO_SHIFTS): string[] =>
  cards.flatMap((card) => (meets(shownAt(card, shifts), area) ? card.id : []));

export const pickWires = (wires: readonly Wire[], ids: Ids): Wire[] => wires.filter(({ id }) => ids.wires.has(id));

/** These cards, and unseen those that only lines lead to and those that are selected: a drag takes them along. */
export function pickCards(cards: readonly Card[], ids: Ids, drawn: readonly Wire[]): Card[] {
  const ends = new Set(drawn.flatMap(({ source, target }) => [source, target]));
  return cards.flatMap((card) => {
    if (ids.cards.has(card.id)) return card;
    return card.selected || ends.has(card.id) ? hidden(card) : [];
  });
}

/** So many more cards a frame: what they cost fits into it beside a gesture. */
const A_FRAME = 3;
/** So many cards missing on the screen are no gesture's border but another place: all of them at once. */
const JUMP = 16;
/** So many that are no longer near stay for a way back. */
const KEPT = 24;

/** How what is given comes to be what is near, a frame at a time. The same object: nothing is left to do. */
export function nextGiven(given: Ids, near: Ids, wires: readonly Wire[], seenOf: (ids: string[]) => string[]): Ids {
  const missing = [...near.cards].filter((id) => !given.cards.has(id));
  const first = missing.length === 0 ? missing : seenOf(missing);
  const isJump = first.length > (given.cards.size === 0 ? 0 : JUMP);
  const more = isJump ? first : [...new Set([...first, ...missing])].slice(0, A_FRAME);
  const left = [...given.cards].filter((id) => !near.cards.has(id));
  const gone = new Set(left.slice(0, Math.min(A_FRAME, Math.max(0, left.length - KEPT))));
  const cards = new Set([...given.cards].filter((id) => !gone.has(id)).concat(more));
  const waits = (id: string) => near.cards.has(id) && !cards.has(id);
  const held = (wire: Wire) => {
    if (near.wires.has(wire.id)) return given.wires.has(wire.id) || (!waits(wire.source) && !waits(wire.target));
    return given.wires.has(wire.id) && !gone.has(wire.source) && !gone.has(wire.target);
  };
  const drawn = new Set(wires.flatMap((wire) => (held(wire) ? wire.id : [])));
  const isSame = more.length === 0 && gone.size === 0 && sameSet(drawn, given.wires);
  return isSame ? given : { cards, wires: drawn };
}
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((id) => b.has(id));

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
