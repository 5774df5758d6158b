import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StateValue } from "../state/state.ts";
import { MemoryState } from "./memory.ts";

const MINUTE = 60_000;
const order = (key: string) => ({ kind: "order", key }) as const;
const credit = (remaining: number): StateValue => ({ kind: "credit", remaining });

function takeAll(state: MemoryState, at: number): string[] {
  const taken: string[] = [];
  for (let due = state.takeDue(at); due !== undefined; due = state.takeDue(at))
    taken.push(`${due.due} ${due.key.key} ${due.timer}`);
  return taken;
}

describe("timers in memory", () => {
  it("come in the order of their instants, keys and names, whatever order they were set in", () => {
    const timer = fc.record({
      key: fc.constantFrom("a", "b", "c", "d"),
      timer: fc.constantFrom("look", "watch/f/w"),
      due: fc.nat({ max: 200 }).map((step) => step * 1000),
    });
    fc.assert(
      fc.property(fc.array(timer, { maxLength: 60 }), (set) => {
        const state = new MemoryState();
        const left = new Map<string, string>();
        for (const { key, timer: name, due } of set) {
          state.setTimers([{ key: order(key), timer: name, due }]);
          left.set(`${key} ${name}`, `${String(due).padStart(9, "0")} ${key} ${name}`);
        }
        const expected = [...left.values()].sort().map((text) => text.replace(/^0+(?=\d)/, ""));
        expect(state.timers().map((one) => `${one.due} ${one.key.key} ${one.timer}`)).toEqual(expected);
        expect(takeAll(state, 1_000_000)).toEqual(expected);
        expect(state.timers()).toEqual([]);
      }),
    );
  });

  it("set while others of the same minute are being taken find their place", () => {
    const state = new MemoryState();
    for (const [key, due] of [["a", 10], ["c", 30], ["d", MINUTE + 5]] as const) state.setTimers([{ key: order(key), timer: "look", due }]); // biome-ignore format: one loop
    expect(state.takeDue(MINUTE)).toEqual({ key: order("a"), timer: "look", due: 10 });
    state.setTimers([
      { key: order("b"), timer: "look", due: 20 },
      { key: order("late"), timer: "look", due: -MINUTE },
      { key: order("c"), timer: "look", due: null },
      { key: order("c"), timer: "look", due: 40 },
    ]);
    expect(takeAll(state, MINUTE)).toEqual([`${-MINUTE} late look`, "20 b look", "40 c look"]);
    expect(takeAll(state, 2 * MINUTE)).toEqual([`${MINUTE + 5} d look`]);
  });
});

describe("values in memory", () => {
  it("are purged after their `until`, and not what was written anew since", () => {
    const state = new MemoryState();
    state.write([
      { key: order("old"), value: credit(1), until: 100 },
      { key: order("young"), value: credit(2), until: 200 },
      { key: order("again"), value: credit(3), until: 100 },
    ]);
    state.write([{ key: order("again"), value: null }]);
    state.write([{ key: order("again"), value: credit(4) }]);
    state.purge(150);
    expect(state.entries().map(([key]) => key.key)).toEqual(["again", "young"]);
    expect(state.get(order("again"))).toEqual(credit(4));
  });

  it("and timers of one key do not keep or lose each other", () => {
    const state = new MemoryState();
    const key = order("a");
    state.setTimers([{ key, timer: "look", due: 5 }]);
    expect(state.get(key)).toBeUndefined();
    expect(state.entries()).toEqual([]);
    state.write([{ key, value: credit(1) }]);
    expect(takeAll(state, 5)).toEqual(["5 a look"]);
    expect(state.get(key)).toEqual(credit(1));
    state.setTimers([{ key, timer: "look", due: 9 }]);
    state.write([{ key, value: null }]);
    expect(state.get(key)).toBeUndefined();
    expect(state.timers()).toEqual([{ key, timer: "look", due: 9 }]);
  });
});

describe("what is laid beside a key", () => {
  const timer = { key: order("a"), timer: "look", due: MINUTE };

  it("comes with its timers, and not with those of another", () => {
    const state = new MemoryState<string>();
    state.setTimers([timer, { ...timer, key: order("b") }]);
    state.layBeside(order("a"), "mine");
    expect([state.takeDue(MINUTE)?.beside, state.takeDue(MINUTE)?.beside]).toEqual(["mine", undefined]);
  });

  it("is gone with the key: who comes to its place later finds nothing", () => {
    const state = new MemoryState<string>();
    state.write([{ key: order("a"), value: credit(1) }]);
    state.layBeside(order("a"), "mine");
    state.write([{ key: order("a"), value: null }]);
    state.setTimers([{ ...timer, key: order("b") }]);
    expect(state.takeDue(MINUTE)?.beside).toBeUndefined();
  });

  it("does not make a key that has neither a value nor a timer", () => {
    const state = new MemoryState<string>();
    state.layBeside(order("a"), "mine");
    state.setTimers([timer]);
    expect(state.takeDue(MINUTE)?.beside).toBeUndefined();
  });
});
