/** performance.md, replay: on two cores, and one core with merges, watches and counters. */
export const GOALS = {
  /** Read and decided, of reading the same columns alone. */
  ofReading: 0.7,
  /** Ten million orders through a hundred rules, seconds. */
  tenMillion: { json: { atMost: 60 }, columns: { atMost: 10 } },
  memoryMb: { atMost: 800 },
  firstMs: { atMost: 1000 },
  cancelMs: { atMost: 200 },
  eventsPerSecond: 120_000,
  /** Cost of an event over the longest history against the shortest. */
  growth: { atMost: 1.3 },
};
