/** Long lists as leaves of at most 256: adding or taking one out copies a leaf and the list of leaves, not the whole. */
import type { Leaves } from "./state.ts";

const LEAF = 256;

export function addLeaf<T>(leaves: Leaves<T>, item: T): Leaves<T> {
  const last = leaves.at(-1);
  const next = leaves.slice();
  if (last === undefined || last.length >= LEAF) next.push([item]);
  else next[next.length - 1] = [...last, item];
  return next;
}

/** Without the first item that `is` finds. */
export function withoutLeaf<T>(leaves: Leaves<T>, is: (item: T) => boolean): Leaves<T> {
  for (const [at, leaf] of leaves.entries()) {
    const place = leaf.findIndex(is);
    if (place < 0) continue;
    return leaf.length === 1 ? leaves.toSpliced(at, 1) : leaves.with(at, leaf.toSpliced(place, 1));
  }
  return leaves;
}

export const findLeaf = <T>(leaves: Leaves<T>, is: (item: T) => boolean): T | undefined => {
  for (const leaf of leaves) {
    const found = leaf.find(is);
    if (found !== undefined) return found;
  }
  return undefined;
};
