/** The course of a line between two ports. Drawn by React at rest, and again by hand while a card at its end is dragged. */
import { getBezierPath, getSmoothStepPath, Position } from "@xyflow/react";

export interface LineLook {
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
  /** Width of what is written at its start. */
  said: number;
}

export const LEAD = 8;

/** Back to the left, as at the end of a row: round the corner and between the rows, not through the cards. */
const TURN = { offset: 28, borderRadius: 14 };

/** The line runs straight under its label, then curves, so that no neighbour crosses a label. */
export function linePath({ sourceX, sourceY, targetX, targetY, said }: LineLook): string {
  const straight = said === 0 ? 0 : Math.min(said + 2 * LEAD, Math.max(0, (targetX - sourceX) * 0.62));
  const startX = sourceX + straight;
  const sides = { sourcePosition: Position.Right, targetPosition: Position.Left };
  if (targetX < sourceX) {
    const [turn] = getSmoothStepPath({ sourceX: sourceX + said, sourceY, targetX, targetY, ...sides, ...TURN });
    return `M${sourceX},${sourceY} ${turn.replace("M", "L")}`;
  }
  const [curve] = getBezierPath({ sourceX: startX, sourceY, targetX, targetY, ...sides, curvature: 0.4 });
  return straight === 0 ? curve : `M${sourceX},${sourceY} L${startX},${sourceY} ${curve}`;
}

const looks = new WeakMap<Element, LineLook>();

/** A line's element remembers how it was drawn. */
export const rememberLine = (element: Element, look: LineLook): void => void looks.set(element, look);
export const lineLook = (element: Element): LineLook | undefined => looks.get(element);
