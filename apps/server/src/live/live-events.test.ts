import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openHouse, order, publish } from "../testing/harness.ts";
import { createLiveEvents, type Listener } from "./live-events.ts";
import { eventStream } from "./stream.ts";

function ear(capacity = Number.POSITIVE_INFINITY) {
  const heard: string[] = [];
  let ended = false;
  const listener: Listener = {
    write: (text) => {
      heard.push(text);
      return heard.length <= capacity;
    },
    end: () => {
      ended = true;
    },
  };
  const names = () => [...heard.join("").matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
  const lastId = () => [...heard.join("").matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? "";
  return { listener, heard, names, lastId, isEnded: () => ended };
}
const replay = (n: number) => ({ type: "replay", id: `r${n}`, status: "running", processed: n, total: 9 }) as const;
function liveEvents(pauseMs = 0) {
  const events = createLiveEvents({ pauseMs });
  onTestFinished(() => events.close());
  return events;
}

describe("live events", () => {
  test("a screen that comes back gets what it missed, and no more", () => {
    const events = liveEvents();
    const first = ear();
    const leave = events.listen(first.listener, null);
    events.publish(replay(1));
    leave?.();
    events.publish(replay(2));
    events.publish(replay(3));
    const again = ear();
    events.listen(again.listener, first.lastId());
    expect(again.heard.join("")).toContain('"id":"r2"');
    expect(again.names()).toEqual(["replay", "replay"]);
  });

  test("one that missed too much, or comes from before a restart, is told to look at everything anew", () => {
    const events = liveEvents();
    const first = ear();
    events.listen(first.listener, null)?.();
    events.publish(replay(0));
    const early = ear();
    events.listen(early.listener, null)?.();
    for (let n = 0; n < 600; n += 1) events.publish(replay(n));
    for (const id of ["otherrun-1", "nonsense", "", "-1"]) {
      const late = ear();
      events.listen(late.listener, id)?.();
      expect([id, late.names()]).toEqual([id, ["reset"]]);
      const next = ear();
      events.listen(next.listener, late.lastId())?.();
      expect(next.names()).toEqual([]);
    }
  });

  test("orders are told together, a few times a second, with the first ids", async () => {
    const events = liveEvents(10);
    const one = ear();
    events.listen(one.listener, null);
    for (let n = 0; n < 1000; n += 1) events.publish({ type: "orders", count: 1, ids: [`o${n}`] });
    await expect.poll(() => one.names()).toEqual(["orders"]);
    expect(one.heard.join("")).toContain('"count":1000');
    expect(one.heard.join("").length).toBeLessThan(1000);
  });

  test("one that cannot take more is let go; the others hear on", () => {
    const events = liveEvents();
    const slow = ear(2);
    const quick = ear();
    events.listen(slow.listener, null);
    events.listen(quick.listener, null);
    for (let n = 0; n < 5; n += 1) events.publish(replay(n));
    expect([slow.isEnded(), events.listeners, quick.names().length]).toEqual([true, 1, 5]);
  });

  test("no more than 500 listen", () => {
    const events = liveEvents();
    for (let n = 0; n < 500; n += 1) expect(events.listen(ear().listener, null)).not.toBeNull();
    expect(events.listen(ear().listener, null)).toBeNull();
  });
});

describe("a stream", () => {
  test("ends after a minute, so that the door looks again who listens; the next one goes on where it was", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const events = liveEvents();
    const whole = async (lastId: string | null) => {
      const stream = eventStream(events, lastId);
      vi.advanceTimersByTime(59_000);
      expect(events.listeners).toBe(1);
      vi.advanceTimersByTime(1000);
      expect(events.listeners).toBe(0);
      return await new Response(stream).text();
    };
    // It heard nothing at all, and knows its place nevertheless.
    const [, place = ""] = /^id: (\S+)$/m.exec(await whole(null)) ?? [];
    events.publish(replay(1));
    expect(await whole(place)).toContain('"id":"r1"');
  });
});

describe("GET /api/v1/events", () => {
  test("streams what happens, and ends when the server stops", async () => {
    const house = await openHouse();
    await publish(house);
    const response = await house.app.request("/api/v1/events");
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const until = async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        const piece = await reader?.read();
        if (piece?.done !== false) return "ended";
        text += piece.value;
      }
      return "found";
    };
    const { body } = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    await house.send("POST", "/api/v1/orders", order("2", { lines: 5 }));
    expect(await until(/event: orders\ndata: .*\n\n.*event: intake/s)).toBe("found");
    expect(text).toContain(body.order.id);
    house.closing();
    expect(await until(/never/)).toBe("ended");
    expect((await house.app.request("/api/v1/events")).status).toBe(503);
  });
});
