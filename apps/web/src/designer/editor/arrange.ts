/** Lining up several nodes: one operation, so one undo step. Boxes are what the canvas measured. */
import type { FlowDocument, FlowNode, Operation } from "@switchyard/flow";
import { moveNodes, type Point } from "./commands.ts";

export interface Size {
  width: number;
  height: number;
}
export type Arrangement = "left" | "centre" | "right" | "top" | "middle" | "bottom" | "across" | "down";

interface Item {
  id: string;
  at: Point;
  size: Size;
}

const GRID = 8;
const snap = (value: number) => Math.round(value / GRID) * GRID;

/** Equal gaps between neighbours; the outer two stay where they are. */
function spread(items: readonly Item[], axis: "x" | "y", side: "width" | "height"): Map<string, number> {
  const row = [...items].sort((a, b) => a.at[axis] - b.at[axis]);
  const [first, last] = [row[0], row.at(-1)];
  if (!first || !last || row.length < 3) return new Map();
  const span = last.at[axis] + last.size[side] - first.at[axis];
  const filled = row.reduce((sum, item) => sum + item.size[side], 0);
  const gap = (span - filled) / (row.length - 1);
  let next = first.at[axis];
  return new Map(
    row.map((item) => {
      const place = next;
      next += item.size[side] + gap;
      return [item.id, item === first || item === last ? item.at[axis] : snap(place)];
    }),
  );
}

function lineUp(items: readonly Item[], how: Arrangement): (item: Item) => Point {
  const left = Math.min(...items.map(({ at }) => at.x));
  const right = Math.max(...items.map(({ at, size }) => at.x + size.width));
  const top = Math.min(...items.map(({ at }) => at.y));
  const bottom = Math.max(...items.map(({ at, size }) => at.y + size.height));
  const spreads =
    how === "across" ? spread(items, "x", "width") : how === "down" ? spread(items, "y", "height") : new Map();
  return ({ id, at, size }) => {
    switch (how) {
      case "left":
        return { ...at, x: left };
      case "centre":
        return { ...at, x: snap((left + right - size.width) / 2) };
      case "right":
        return { ...at, x: right - size.width };
      case "top":
        return { ...at, y: top };
      case "middle":
        return { ...at, y: snap((top + bottom - size.height) / 2) };
      case "bottom":
        return { ...at, y: bottom - size.height };
      case "across":
        return { ...at, x: spreads.get(id) ?? at.x };
      case "down":
        return { ...at, y: spreads.get(id) ?? at.y };
    }
  };
}

/** Null when they stand so already. `sizeOf` gives a node's size on the canvas. */
export function arrange(
  document: FlowDocument,
  ids: readonly string[],
  how: Arrangement,
  sizeOf: (node: FlowNode) => Size,
): Operation | null {
  const chosen = new Set(ids);
  const items = document.nodes
    .filter((node) => chosen.has(node.id))
    .map((node): Item => ({ id: node.id, at: node.position, size: sizeOf(node) }));
  if (items.length < 2) return null;
  const place = lineUp(items, how);
  return moveNodes(document, Object.fromEntries(items.map((item) => [item.id, place(item)])));
}
