import fc from "fast-check";
import { expect, test } from "vitest";
import { conditionArbitrary, KNOWN_CONDITIONS, wrongTruth } from "../testing/lane/conditions.ts";
import { ChunkTruths } from "./chunk-truths.ts";
import { Truths } from "./truth.ts";

test("[F2] a condition asked of columns has the answer of the compiler, row by row; where that throws, the row is told apart", {
  timeout: 120_000,
}, () => {
  for (const one of KNOWN_CONDITIONS) expect(wrongTruth({ Truths, ChunkTruths }, one)).toBeNull();
  fc.assert(
    fc.property(conditionArbitrary, (one) => {
      expect(wrongTruth({ Truths, ChunkTruths }, one)).toBeNull();
    }),
    { numRuns: process.env.SWITCHYARD_HEAVY ? 300 : 120 },
  );
});
