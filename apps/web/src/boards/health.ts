/** How many of the figures that have a target and a value are on it, and what that means. */

interface Health {
  /** Those that could be told. */
  of: number;
  good: number;
  /** Null: none could. */
  band: "healthy" | "blocked" | "diagnose" | null;
}

/** Of ten: from eight on healthy, fewer than six call for a diagnosis; other numbers in the same proportion. */
const [HEALTHY, BLOCKED] = [0.8, 0.6];

export function healthOf(figures: readonly { is_good: boolean | null }[]): Health {
  const told = figures.flatMap(({ is_good: isGood }) => (isGood === null ? [] : [isGood]));
  const [of, good] = [told.length, told.filter(Boolean).length];
  const band = of === 0 ? null : good >= of * HEALTHY ? "healthy" : good >= of * BLOCKED ? "blocked" : "diagnose";
  return { of, good, band };
}
