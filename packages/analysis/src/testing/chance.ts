/** Chance that can be repeated: the same seed gives the same flows. */
export interface Chance {
  next: () => number;
  int: (below: number) => number;
  pick: <T>(items: readonly T[]) => T;
  is: (probability: number) => boolean;
  some: <T>(items: readonly T[], least: number, most: number) => T[];
}

/** mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const some = <T>(items: readonly T[], least: number, most: number): T[] => {
    const left = [...items];
    const wanted = Math.min(left.length, least + int(most - least + 1));
    return Array.from({ length: wanted }, () => left.splice(int(left.length), 1)[0] as T);
  };
  return { next, int, pick, is: (probability) => next() < probability, some };
}
