type Parts = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Parts => typeof value === "object" && value !== null;
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const partsOf = (value: unknown): Parts => (isObject(value) ? value : {});

/**
 * Whether something stands elsewhere, came or went in a list of things (rows of a condition, cases, counters): more than what
 * typing does, which changes one of them. Lists of plain values are typed.
 */
export function rearranges(before: unknown, after: unknown): boolean {
  if (before === after) return false;
  if (!Array.isArray(before) && !Array.isArray(after)) {
    const [old, now] = [partsOf(before), partsOf(after)];
    return Object.keys({ ...old, ...now }).some((key) => rearranges(old[key], now[key]));
  }
  const [old, now] = [asList(before), asList(after)];
  if (![...old, ...now].some(isObject)) return false;
  if (old.length !== now.length) return true;
  const changed = old.flatMap((one, index) => (JSON.stringify(one) === JSON.stringify(now[index]) ? [] : [index]));
  return changed.length > 1 || changed.some((index) => rearranges(old[index], now[index]));
}
