/** What the parts of one condition share while it is edited. */
import { createContext, useContext } from "react";
import type { Group, Path } from "./tree.ts";

export interface TreeEdit {
  /** Tells this condition from others on the screen. */
  tree: symbol;
  root(): Group;
  /** A part that went elsewhere; its handle has the focus there. Null: it cannot. */
  move(moved: { root: Group; path: Path } | null): void;
  change(root: Group, field: string): void;
  /** After the next change: the field of the part at this path has the focus. */
  focusValue(path: Path): void;
}

export const TreeContext = createContext<TreeEdit | null>(null);

export function useTreeEdit(): TreeEdit {
  const edit = useContext(TreeContext);
  if (!edit) throw new Error("useTreeEdit stands outside a ConditionEditor");
  return edit;
}
