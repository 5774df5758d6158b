import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { staleAfter, staysPut, steadyStream } from "./live.ts";
import { keys } from "./query.ts";

test("what happens to a flow makes only that part of that flow stale", () => {
  const after = (about: string) => staleAfter("flow", JSON.stringify({ flow: "f1", about }));
  expect(after("holder")).toEqual([["holder", "f1"]]);
  expect(after("comments")).toEqual([["comments", "f1"]]);
  expect(after("golden")).toEqual([["golden", "f1"]]);
  expect(after("versions")).toEqual([["versions", "f1"], ["rollout", "f1"], keys.flow("f1")]);
  expect(after("draft")).toEqual([
    ["versions", "f1"],
    ["golden", "f1"],
  ]);
});

test("orders make the lists of orders stale, whatever their ids; what is not known makes nothing stale", () => {
  expect(staleAfter("orders", '{"count":1,"ids":["ord_1"]}')).toContainEqual(["orders"]);
  expect(staleAfter("outbox", "{}")).toEqual([["outbox"]]);
  expect(staleAfter("tomorrow", "{}")).toEqual([]);
  expect(staleAfter("flow", '{"flow":"f1","about":"tomorrow"}')).toEqual([]);
});

test("a sorted list of orders and a further page stay put while orders come; the newest and one order do not", () => {
  expect(staysPut(keys.orders({ sort: "due_at", cursor: null }))).toBe(true);
  expect(staysPut(keys.orders({ cursor: "c1", limit: 50 }))).toBe(true);
  expect(staysPut(keys.orders({ q: "A", cursor: null, limit: 50 }))).toBe(false);
  expect(staysPut(keys.order("ord_1"))).toBe(false);
  expect(staysPut(["todo"])).toBe(false);
});

describe("a stream for as long as the page is open", () => {
  /** As a browser's: `CLOSED` where it has given up. */
  class Stream extends EventTarget {
    readyState = 0;
    tell(event: string, readyState: number) {
      this.readyState = readyState;
      this.dispatchEvent(new Event(event));
    }
    close() {
      this.readyState = 2;
    }
  }
  function follow() {
    const opened: Stream[] = [];
    const said: string[] = [];
    const stop = steadyStream({
      open: () => {
        opened.push(new Stream());
        return opened.at(-1) as unknown as EventSource;
      },
      listen: () => {},
      onEnd: () => said.push("ended"),
      onLost: () => said.push("lost"),
      onAnew: () => said.push("anew"),
    });
    return { opened, said, stop };
  }
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("one that the browser gave up is opened anew, and what it missed is asked for", () => {
    const { opened, said, stop } = follow();
    opened[0]?.tell("open", 1);
    opened[0]?.tell("error", 2);
    expect(opened).toHaveLength(1);
    vi.advanceTimersToNextTimer();
    expect(opened).toHaveLength(2);
    opened[1]?.tell("error", 2);
    vi.advanceTimersToNextTimer();
    opened[2]?.tell("open", 1);
    expect(said).toEqual(["ended", "ended", "lost", "anew"]);
    opened[2]?.tell("error", 0);
    opened[2]?.tell("open", 1);
    expect([opened.length, said.slice(4)]).toEqual([3, ["ended"]]);
    stop();
    expect([opened[2]?.readyState, vi.getTimerCount()]).toEqual([2, 0]);
  });

  test("one that the browser opens again by itself is left to it", () => {
    const { opened, said } = follow();
    opened[0]?.tell("open", 1);
    for (const event of ["error", "error", "error", "open", "error"]) opened[0]?.tell(event, 0);
    expect([opened.length, vi.getTimerCount(), said]).toEqual([1, 0, ["ended", "ended", "lost", "ended", "ended"]]);
  });
});
