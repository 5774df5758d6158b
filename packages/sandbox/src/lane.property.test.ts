import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkOf } from "./columns/order-columns.ts";
import { createReplay } from "./replay.ts";
import { compareCase } from "./testing/lane/compare.ts";
import { caseArbitrary } from "./testing/lane/generate.ts";
import { KNOWN_CASES, OF_THE_ENGINE } from "./testing/lane/known-cases.ts";

/** CI's heavy suites compare 2,500 cases (`testing/lane/compare-main.ts`). */
const RUNS = 120;

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

test("[F1] so they do in cases that chance comes upon too rarely", () => {
  for (const one of KNOWN_CASES) {
    const { byEvent, inChunks, isLane } = compareCase({ createReplay, chunkOf }, one);
    expect(isLane).toBe(true);
    expect(inChunks).toBe(byEvent);
  }
});

test("[F1] what only the engine knows of an order is left to it", () => {
  const { byEvent, inChunks, isLane } = compareCase({ createReplay, chunkOf }, OF_THE_ENGINE);
  expect(isLane).toBe(false);
  expect(inChunks).toBe(byEvent);
});
