import { expect, test } from "vitest";
import { compareFlow } from "./testing/compare.ts";

test("[A1] [A2] made-up flows: no false finding and none missed against brute force (2,000 by `pnpm --filter @switchyard/analysis brute 2000`)", () => {
  let flows = 0;
  for (let seed = 5001; flows < 90; seed += 1) {
    const result = compareFlow(seed);
    if (result === null) continue;
    flows += 1;
    expect(result.differences, `seed ${seed}`).toEqual([]);
  }
});

test.each([70434, 70931, 71335])(
  "[A1] flow %i: what was concluded since is seen by what was looked at before",
  (seed) => {
    expect(compareFlow(seed)?.differences).toEqual([]);
  },
);
