/** performance.md, replay with merges, watches and counters, one core. Column-wise replay of stateless flows is not built yet. */
export const GOALS = {
  eventsPerSecond: 120_000,
  /** Cost of an event over the longest history against the shortest. */
  growth: { atMost: 1.3 },
  memoryMb: { atMost: 800 },
};
