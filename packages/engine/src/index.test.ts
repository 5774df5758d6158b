import { expect, it } from "vitest";
import * as engine from "./index.ts";

it("[E1] a new public name is a decision", () => {
  expect(Object.keys(engine).sort()).toEqual([
    "CORE_RULES",
    "KEY_KINDS",
    "MemoryState",
    "batchGroup",
    "bucketOf",
    "checkGolden",
    "compareKeys",
    "countedOf",
    "decisionReason",
    "eventLabels",
    "eventSchema",
    "explainDecision",
    "freezeKey",
    "happenedAt",
    "keyText",
    "keysFor",
    "lotsOf",
    "membersOf",
    "nextSchedules",
    "prepare",
    "recordText",
    "runScript",
    "settle",
    "settleTimers",
    "standingFacts",
    "standingOrder",
    "step",
    "turnFigures",
    "watchStart",
    "whenWouldMatch",
    "whyNot",
    "withFlows",
  ]);
});
