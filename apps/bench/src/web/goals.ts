/** performance.md, "The page": milliseconds. */
export const GOALS = {
  pan: { atMost: 20 },
  dragOne: { atMost: 20 },
  dragMany: { atMost: 20 },
  zoom: { atMost: 50 },
  edit: { atMost: 50 },
  open: { 1000: { atMost: 1_500 }, 3000: { atMost: 2_500 } },
} as const;
