/** A seeded generator of chances (mulberry32): integers only, so that every machine draws the same. */
export function chanceFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  /** An integer from `low` to `high`, both included. */
  const int = (low, high) => low + (next() % (high - low + 1));
  /** True in `n` of 1,000. */
  const permille = (n) => next() % 1000 < n;
  const pick = (list) => list[next() % list.length];
  /** One of `[weight, value]` pairs. */
  const weighted = (pairs) => {
    let left = int(
      1,
      pairs.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, value] of pairs) {
      left -= weight;
      if (left <= 0) return value;
    }
    throw new Error("No weights given.");
  };
  return { int, permille, pick, weighted };
}
