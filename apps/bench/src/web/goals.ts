/** performance.md, "The page": milliseconds. */
export const GOALS = {
  pan: { atMost: 20 },
  dragOne: { atMost: 20 },
  dragMany: { atMost: 20 },
  zoom: { atMost: 50 },
  edit: { atMost: 50 },
  /** A key in a decision table of 500 rows and 30 columns, and the longest time without an answer after all of it is pasted. */
  table: { key: { atMost: 50 }, freeze: { atMost: 1_000 } },
  open: { 1000: { atMost: 1_500 }, 3000: { atMost: 2_500 } },
} as const;
