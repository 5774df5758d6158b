import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkOf } from "./columns/order-columns.ts";
import { createReplay } from "./replay.ts";
import { compareCase } from "./testing/lane/compare.ts";
import { caseArbitrary } from "./testing/lane/generate.ts";

/** The heavy lane takes 10,000 (`testing/lane/compare-main.ts`). */
const RUNS = 300;

test("[F1] columns decide as the engine does: every figure, every difference, every decision", {
  timeout: 300_000,
}, () => {
  let lanes = 0;
  let decided = 0;
  fc.assert(
    fc.property(caseArbitrary, (one) => {
      const { byEvent, inChunks, isLane } = compareCase({ createReplay, chunkOf }, one);
      expect(inChunks).toBe(byEvent);
      if (isLane) lanes += 1;
      if (isLane && one.before !== null) decided += one.orders.length;
    }),
    { numRuns: RUNS },
  );
  // Otherwise the test would say little.
  expect(lanes).toBeGreaterThan(RUNS / 2);
  expect(decided).toBeGreaterThan(RUNS * 3);
});
