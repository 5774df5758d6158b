import { expect, test } from "vitest";
import { createJobs } from "./jobs.ts";
import { nextTurn } from "./next-turn.ts";

/** Work that goes on when it is told to. */
function held() {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { gate, go };
}

test("those that wait for their turn end at once when they are cancelled; those that run, where they next say how far they are", async () => {
  const jobs = createJobs<{ rows: number }, string>({ atOnce: 1 });
  const { gate, go } = held();
  const begun: string[] = [];
  const one = jobs.begin("one", { rows: 0 }, async ({ tell }) => {
    begun.push("one");
    tell({ rows: 7 });
    await gate;
    tell({ rows: 9 });
    return "whole";
  });
  const work = (id: string) => async () => {
    begun.push(id);
    return id;
  };
  const [two, three] = [jobs.begin("two", { rows: 0 }, work("two")), jobs.begin("three", { rows: 0 }, work("three"))];
  await nextTurn();
  expect(jobs.list().map(({ id, about }) => [id, about.rows])).toEqual([
    ["one", 7],
    ["two", 0],
    ["three", 0],
  ]);
  expect([jobs.cancel("two"), jobs.cancel("one"), jobs.cancel("none")]).toEqual([true, true, false]);
  await expect(two).rejects.toThrow();
  expect(jobs.get("two")?.outcome).toEqual({ is: "cancelled" });
  expect(jobs.get("one")?.outcome).toBeNull();
  go();
  await expect(one).rejects.toThrow();
  expect(jobs.get("one")).toMatchObject({ about: { rows: 7 }, outcome: { is: "cancelled" } });
  expect(await three).toBe("three");
  expect(begun).toEqual(["one", "three"]);
  expect(jobs.get("three")?.outcome).toEqual({ is: "done", result: "three" });
  // What is over is forgotten on request.
  expect([jobs.cancel("three"), jobs.get("three")]).toEqual([true, null]);
});

test("what the store has leaves with its end, a failure stays; what is over makes room, what runs does not", async () => {
  const failures: unknown[] = [];
  const jobs = createJobs<object>({ isStored: true, onFailed: (cause) => failures.push(cause) });
  await jobs.begin("good", {}, async () => 1);
  const cause = new Error("no such file");
  await expect(jobs.begin("bad", {}, () => Promise.reject(cause))).rejects.toBe(cause);
  expect([jobs.get("good"), jobs.get("bad")?.outcome, failures]).toEqual([null, { is: "failed", cause }, [cause]]);
  const { gate, go } = held();
  for (let count = 0; count < 32; count += 1) void jobs.begin(`long-${count}`, {}, () => gate);
  expect(jobs.get("bad")).toBeNull();
  expect(() => jobs.begin("more", {}, () => gate)).toThrow(/overloaded/);
  const stopped = jobs.stop();
  go();
  await stopped;
  expect(jobs.list()).toEqual([]);
});
