/** `compare [--runs 10000]`: random flows and histories, column by column and event by event. Fails with the first that differs. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { chunkOf } from "../../columns/order-columns.ts";
import { createReplay } from "../../replay.ts";
import { compareCase } from "./compare.ts";
import { caseArbitrary } from "./generate.ts";

const at = process.argv.indexOf("--runs");
const numRuns = Number(at < 0 ? 10_000 : process.argv[at + 1]);
const count = { programs: 0, columns: 0, orders: 0 };
fc.assert(
  fc.property(caseArbitrary, (one) => {
    const { byEvent, inChunks, isLane } = compareCase({ createReplay, chunkOf }, one);
    assert.equal(inChunks, byEvent);
    count.programs += one.after.length + (one.before?.length ?? 0);
    count.columns += isLane ? 1 : 0;
    count.orders += one.orders.length;
  }),
  { numRuns },
);
console.log(
  `equal: ${numRuns} cases, ${count.programs} programs, ${count.columns} for columns, ${count.orders} orders`,
);
