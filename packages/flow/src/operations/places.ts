/** Lists whose order is kept exactly through removal and return. */

/** What was taken out, each with its index before, and what is left. */
export function takeOut<T>(list: readonly T[], gone: (item: T) => boolean): { left: T[]; taken: T[]; at: number[] } {
  const left: T[] = [];
  const taken: T[] = [];
  const at: number[] = [];
  for (const [index, item] of list.entries()) {
    if (!gone(item)) left.push(item);
    else {
      taken.push(item);
      at.push(index);
    }
  }
  return { left, taken, at };
}

/** Puts items in so that each has its index in the result; without indices they come last. Null when the indices do not fit. */
export function putBack<T>(list: readonly T[], items: readonly T[], at: readonly number[] | undefined): T[] | null {
  if (at === undefined) return [...list, ...items];
  const size = list.length + items.length;
  const rising = at.every((place, index) => place < size && (index === 0 || place > (at[index - 1] ?? -1)));
  if (!rising || at.length !== items.length) return null;
  const result: T[] = [];
  let [next, from] = [0, 0];
  for (let index = 0; index < size; index++) {
    const item = at[next] === index ? items[next++] : list[from++];
    if (item !== undefined) result.push(item);
  }
  return result;
}
