/**
 * Cards in the hand. While they are dragged their elements are shifted, and the lines that lead to them drawn again, with no
 * document, store or React in between: a frame costs what moves. Let go, they are put back as they were, and the drop is one
 * operation like any other.
 */
import type { Node, NodeChange } from "@xyflow/react";
import type { CanvasStore, Wire } from "./canvas-store.ts";
import { lineLook, linePath } from "./line-path.ts";

interface Shift {
  x: number;
  y: number;
}
const STILL: Shift = { x: 0, y: 0 };
/** A layer of its own pays for a few cards; for many, layers cost more than drawing. */
const OWN_LAYER = 4;

type Move = { id: string; position: Shift };

function movesIn(changes: readonly NodeChange<Node>[]): Move[] | null {
  const moves: Move[] = [];
  for (const change of changes) {
    if (change.type !== "position" || change.dragging !== true || !change.position) return null;
    moves.push({ id: change.id, position: change.position });
  }
  return moves.length > 0 ? moves : null;
}

const shiftTo = (element: HTMLElement | SVGElement, { x, y }: Shift) => {
  element.style.translate = `${x}px ${y}px`;
};
const putBack = (element: HTMLElement | SVGElement) => {
  element.style.translate = "";
  element.style.willChange = "";
};

export function createCarry(canvas: CanvasStore) {
  let root: HTMLElement | null = null;
  let from = new Map<string, Shift>();
  let touching: Wire[] = [];
  let carried: ReadonlyMap<string, Shift> = new Map();
  const listeners = new Set<() => void>();
  const tell = (shifts: ReadonlyMap<string, Shift>) => {
    carried = shifts;
    for (const listener of listeners) listener();
  };
  const elements = new Map<string, HTMLElement | SVGElement>();

  /** What React Flow drew may be drawn anew on the way, when the canvas scrolls along. */
  function find<E extends HTMLElement | SVGElement>(key: string, selector: string): E | null {
    const known = elements.get(key);
    if (known?.isConnected) return known as E;
    const found = root?.querySelector<E>(selector) ?? null;
    if (found) elements.set(key, found);
    return found;
  }
  const cardElement = (id: string) => find<HTMLElement>(`card ${id}`, `.react-flow__node[data-id="${CSS.escape(id)}"]`);
  const lineElement = (id: string) => find<SVGElement>(`line ${id}`, `[data-testid="edge-${CSS.escape(id)}"]`);

  function take(moves: readonly Move[]): void {
    const { cards, wires } = canvas.store.getState();
    const ids = new Set(moves.map(({ id }) => id));
    from = new Map(cards.flatMap((card) => (ids.has(card.id) ? [[card.id, { ...card.position }]] : [])));
    touching = wires.filter(({ source, target }) => ids.has(source) || ids.has(target));
  }

  function redraw(line: SVGElement, source: Shift, target: Shift): void {
    const look = lineLook(line);
    if (!look) return;
    const [sourceX, sourceY] = [look.sourceX + source.x, look.sourceY + source.y];
    const [targetX, targetY] = [look.targetX + target.x, look.targetY + target.y];
    const path = linePath({ ...look, sourceX, sourceY, targetX, targetY });
    line.querySelector(".react-flow__edge-path")?.setAttribute("d", path);
    const label = line.querySelector("text");
    if (label) shiftTo(label, source);
  }

  function move(moves: readonly Move[]): void {
    const shifts = new Map<string, Shift>();
    for (const { id, position } of moves) {
      const start = from.get(id);
      if (start) shifts.set(id, { x: position.x - start.x, y: position.y - start.y });
    }
    show(shifts);
    tell(shifts);
  }

  function show(shifts: ReadonlyMap<string, Shift>): void {
    for (const [id, shift] of shifts) {
      const element = cardElement(id);
      if (!element) continue;
      shiftTo(element, shift);
      if (shifts.size <= OWN_LAYER) element.style.willChange = "translate";
    }
    for (const { id, source, target } of touching) {
      const line = lineElement(id);
      if (!line) continue;
      const [atSource, atTarget] = [shifts.get(source), shifts.get(target)];
      if (atSource && atTarget && atSource.x === atTarget.x && atSource.y === atTarget.y) shiftTo(line, atSource);
      else redraw(line, atSource ?? STILL, atTarget ?? STILL);
    }
    const [one] = shifts.values();
    const frame = find<HTMLElement>("selection", ".react-flow__nodesselection-rect");
    if (frame && one) shiftTo(frame, one);
  }

  function drop(): void {
    for (const { id } of touching) {
      const line = elements.get(`line ${id}`);
      if (line instanceof SVGElement) redraw(line, STILL, STILL);
      const label = line?.querySelector("text");
      if (label) putBack(label);
    }
    for (const element of elements.values()) putBack(element);
    elements.clear();
    from = new Map();
    touching = [];
    tell(new Map());
  }

  return {
    /** How far each card in the hand was carried. */
    shifts: () => carried,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** For elements that were not there when the hand last moved. */
    showAgain(): void {
      if (carried.size > 0) show(carried);
    },
    /** The element that holds the canvas. */
    within(element: HTMLElement | null): void {
      root = element;
    },
    /** True: these changes only move what is in the hand, and have been shown. */
    follow(changes: readonly NodeChange<Node>[]): boolean {
      const moves = movesIn(changes);
      if (moves) {
        if (from.size === 0) take(moves);
        move(moves);
        return true;
      }
      if (from.size > 0 && changes.some((change) => change.type === "position")) drop();
      return false;
    },
  };
}
export type Carry = ReturnType<typeof createCarry>;
