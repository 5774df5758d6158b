import { expect, test } from "vitest";
import type { Executor } from "../executor/executor.ts";
import { kept } from "./kept.ts";

/** Only who it is matters here. */
const someone = () => ({}) as Executor;

function counting() {
  const runs: { signal: AbortSignal; done: (value: number) => void }[] = [];
  const count = (signal: AbortSignal) =>
    new Promise<number>((done, fail) => {
      runs.push({ signal, done });
      signal.addEventListener("abort", () => fail(signal.reason));
    });
  return { runs, count };
}
const turns = () => new Promise((resolve) => setImmediate(resolve));

test("who asks for the same gets one count, also for ten times as long as it took", async () => {
  const { runs, count } = counting();
  const executor = someone();
  let clock = 0;
  const now = () => clock;
  const first = kept({ executor, key: "a", now }, count);
  const second = kept({ executor, key: "a", now }, count);
  await turns();
  clock = 300;
  runs[0]?.done(7);
  expect(await Promise.all([first, second])).toEqual([7, 7]);
  clock = 3299;
  expect(await kept({ executor, key: "a", now }, count)).toBe(7);
  expect(runs).toHaveLength(1);
  clock = 3300;
  const later = kept({ executor, key: "a", now }, count);
  await turns();
  runs[1]?.done(8);
  expect(await later).toBe(8);
});

test("a count ends when the last who waits has gone, and one that ended is no answer for the next", async () => {
  const { runs, count } = counting();
  const executor = someone();
  const [one, two] = [new AbortController(), new AbortController()];
  const answers = [one, two].map(({ signal }) =>
    kept({ executor, key: "a", now: () => 0, signal }, count).catch(() => "gone"),
  );
  await turns();
  one.abort();
  expect(runs[0]?.signal.aborted).toBe(false);
  two.abort();
  expect(runs[0]?.signal.aborted).toBe(true);
  expect(await Promise.all(answers)).toEqual(["gone", "gone"]);
  const again = kept({ executor, key: "a", now: () => 1 }, count);
  await turns();
  runs[1]?.done(3);
  expect(await again).toBe(3);
});

test("one count runs at a time", async () => {
  const { runs, count } = counting();
  const executor = someone();
  const both = ["a", "b"].map((key) => kept({ executor, key, now: () => 0 }, count));
  await turns();
  expect(runs).toHaveLength(1);
  runs[0]?.done(1);
  await both[0];
  await turns();
  runs[1]?.done(2);
  expect(await Promise.all(both)).toEqual([1, 2]);
});
