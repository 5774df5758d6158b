import { expect, test } from "vitest";
import type { Deadline } from "./boards-api.ts";
import { NO_CALLS, nextCall } from "./waves.ts";

const MINUTE = 60_000;
const due = (id: string, deadline: number) =>
  ({ order: { id, external_id: id }, flow: "f", node: "n", deadline }) as Deadline;
const ids = (wave: Deadline[]) => wave.map(({ order }) => order.id);

test("[R001-11] nobody is called before five minutes late, then once, all of a wave together", () => {
  const rows = [due("a", 0), due("b", 10_000), due("c", 20_000), due("later", 60 * MINUTE)];
  const early = nextCall(rows, 5 * MINUTE - 1, NO_CALLS);
  expect(ids(early.wave)).toEqual([]);
  const first = nextCall(rows, 5 * MINUTE + 10_000, early.after);
  expect(ids(first.wave)).toEqual(["a", "b"]);
  // One that follows within a minute waits for the next call, and is not lost.
  const between = nextCall(rows, 5 * MINUTE + 20_000, first.after);
  expect(ids(between.wave)).toEqual([]);
  const second = nextCall(rows, 6 * MINUTE + 10_000, between.after);
  expect(ids(second.wave)).toEqual(["c"]);
  expect(ids(nextCall(rows, 9 * MINUTE, second.after).wave)).toEqual([]);
});

test("[R001-11] a new deadline of the same order is called for itself", () => {
  const first = nextCall([due("a", 0)], 5 * MINUTE, NO_CALLS);
  const kept = nextCall([], 7 * MINUTE, first.after);
  expect(kept.after.called.size).toBe(0);
  expect(ids(nextCall([due("a", 5 * MINUTE)], 10 * MINUTE, kept.after).wave)).toEqual(["a"]);
});

test("[R001-11] of a flood the latest are called; one that was late before them is not told as new when it moves up", () => {
  const [old, a, b] = [due("old", -60 * MINUTE), due("a", 0), due("b", 1000)];
  const first = nextCall([a, b], 6 * MINUTE, NO_CALLS, true);
  expect(ids(first.wave)).toEqual(["a", "b"]);
  expect(ids(nextCall([old, a], 8 * MINUTE, first.after).wave)).toEqual([]);
});
