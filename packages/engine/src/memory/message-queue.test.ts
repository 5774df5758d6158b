import { afterEach, expect, test, vi } from "vitest";
import type { StepResult } from "../effect/result.ts";
import type { EngineEvent } from "../event/event.ts";
import { MessageQueue } from "./message-queue.ts";

type Sends = StepResult["sends"];
const sent = (how: "send" | "later", name: string): Sends[number] => ({ how, event: eventOf(name) });
const eventOf = (id: string): EngineEvent => ({ type: "stock_changed", id, at: 0, sku: "S", available: 1 });

afterEach(() => vi.restoreAllMocks());

test("what belongs to the group comes first, each kind as it was sent", () => {
  const queue = new MessageQueue();
  queue.add([sent("later", "a"), sent("send", "b"), sent("later", "c"), sent("send", "d")]);
  expect(queue.take()?.id).toBe("b");
  queue.add([sent("send", "e"), sent("later", "f")]);
  expect([1, 2, 3, 4, 5, 6].map(() => queue.take()?.id)).toEqual(["d", "e", "a", "c", "f", undefined]);
  queue.add([sent("send", "g")]);
  expect([queue.take()?.id, queue.take()]).toEqual(["g", undefined]);
});

test("the cost of taking does not grow: of 20,000 that wait, fewer are moved than there are", () => {
  let moved = 0;
  for (const name of ["shift", "slice", "splice"] as const) {
    const own = Array.prototype[name] as (...rest: unknown[]) => unknown;
    vi.spyOn(Array.prototype, name).mockImplementation(function (this: unknown[], ...rest: unknown[]) {
      moved += name === "slice" ? this.length - Number(rest[0] ?? 0) : this.length;
      return own.apply(this, rest) as never;
    });
  }
  const queue = new MessageQueue();
  const all = Array.from({ length: 20_000 }, (_, n) => sent(n % 2 === 0 ? "send" : "later", String(n)));
  queue.add(all);
  let taken = 0;
  while (queue.take() !== undefined) taken += 1;
  vi.restoreAllMocks();
  expect(taken).toBe(all.length);
  expect(moved).toBeLessThanOrEqual(all.length);
});
