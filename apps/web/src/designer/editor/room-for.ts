/** Room for cards that are pasted: a card that lay over another would keep clicks from it. */
import type { FlowNode } from "@switchyard/flow";
import type { Point } from "./commands.ts";

export interface Size {
  width: number;
  height: number;
}
export type SizeOf = (node: FlowNode) => Size;

/** Behind a card stand the names of its ways out. */
const BESIDE = 128;
const BELOW = 32;
const GRID = 8;
const snapUp = (value: number) => Math.ceil(value / GRID) * GRID;

interface Area extends Point, Size {
  node: FlowNode;
}

/** Cards lie on frames; nothing else lies on another. */
const covers = (pasted: Area, there: Area, by: Point): boolean =>
  (there.node.kind !== "frame" || pasted.node.kind === "frame") &&
  pasted.x + by.x < there.x + there.width &&
  there.x < pasted.x + by.x + pasted.width &&
  pasted.y + by.y < there.y + there.height &&
  there.y < pasted.y + by.y + pasted.height;

/** How far the cards go, all alike, to cover none that is there: not at all, else below or beside by what they take together. */
export function roomFor(there: readonly FlowNode[], pasted: readonly FlowNode[], sizeOf: SizeOf): Point {
  const area = (node: FlowNode): Area => ({ node, ...node.position, ...sizeOf(node) });
  const [old, fresh] = [there.map(area), pasted.map(area)];
  const span = (from: (one: Area) => number, to: (one: Area) => number) =>
    Math.max(...fresh.map(to)) - Math.min(...fresh.map(from));
  const right = snapUp(
    span(
      ({ x }) => x,
      ({ x, width }) => x + width,
    ) + BESIDE,
  );
  const down = snapUp(
    span(
      ({ y }) => y,
      ({ y, height }) => y + height,
    ) + BELOW,
  );
  for (let far = 0; ; far += 1) {
    for (let beside = 0; beside <= far; beside += 1) {
      const by = { x: beside * right, y: (far - beside) * down };
      if (!fresh.some((one) => old.some((other) => covers(one, other, by)))) return by;
    }
  }
}
