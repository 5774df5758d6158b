/** performance.md: replay, with merges, watches and counters. */
export const GOALS = {
  stepsPerSecond: 120_000,
  /** Per-step cost at the most open orders against the fewest. */
  growth: { atMost: 1.5 },
};
