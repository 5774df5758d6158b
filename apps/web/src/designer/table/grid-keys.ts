/** Which key does what in the grid while no cell is being edited. Pure, as editor/keys.ts is for the canvas. */
import type { KeyLike } from "../editor/keys.ts";
import type { Spot } from "./table-edit.ts";

export type GridAction =
  | { type: "move"; to: Spot; extend: boolean }
  | { type: "edit" | "clear" | "undo" | "redo" | "select_all" | "rows_up" | "rows_down" };

interface GridSize {
  rows: number;
  cols: number;
  /** Rows on one screen. */
  page: number;
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most));

export function gridAction(event: KeyLike, at: Spot, size: GridSize): GridAction | null {
  const far = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (event.key === "ArrowUp") return { type: "rows_up" };
    return event.key === "ArrowDown" ? { type: "rows_down" } : null;
  }
  const go = (row: number, col: number, extend = event.shiftKey): GridAction => ({
    type: "move",
    to: { row: clamp(row, size.rows - 1), col: clamp(col, size.cols - 1) },
    extend,
  });
  switch (event.key) {
    case "ArrowUp":
      return go(far ? 0 : at.row - 1, at.col);
    case "ArrowDown":
      return go(far ? size.rows : at.row + 1, at.col);
    case "ArrowLeft":
      return go(at.row, far ? 0 : at.col - 1);
    case "ArrowRight":
      return go(at.row, far ? size.cols : at.col + 1);
    case "PageUp":
      return go(at.row - size.page, at.col);
    case "PageDown":
      return go(at.row + size.page, at.col);
    case "Home":
      return go(far ? 0 : at.row, 0);
    case "End":
      return go(far ? size.rows : at.row, size.cols);
    case "Tab":
      return tab(event, at, size);
    case "Enter":
    case "F2":
      return { type: "edit" };
    case "Delete":
    case "Backspace":
      return { type: "clear" };
  }
  if (!far) return null;
  switch (event.key.toLowerCase()) {
    case "z":
      return { type: event.shiftKey ? "redo" : "undo" };
    case "y":
      return { type: "redo" };
    case "a":
      return { type: "select_all" };
    default:
      return null;
  }
}

/** Tab walks cell by cell through the rows, and leaves the grid at its ends. */
function tab(event: KeyLike, at: Spot, size: GridSize): GridAction | null {
  const place = at.row * size.cols + at.col + (event.shiftKey ? -1 : 1);
  if (place < 0 || place >= size.rows * size.cols) return null;
  return { type: "move", to: { row: Math.floor(place / size.cols), col: place % size.cols }, extend: false };
}
