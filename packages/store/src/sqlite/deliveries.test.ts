import { expect, test } from "vitest";
import type { DeliveryRecord } from "../port/deliveries.ts";
import { transact } from "../port/store.ts";
import { temporaryStore, W } from "../testing/fixtures.ts";

const delivery = (id: string, channel: string, more: Partial<DeliveryRecord> = {}): DeliveryRecord => ({
  ...{
    id,
    messageId: id,
    outbox: id,
    order: "o",
    kind: "alert",
    level: 2,
    channel,
    fallbacks: [],
    message: {},
    title: id,
  },
  ...{ status: "waiting", attempts: 0, nextAt: 10, fixed: false, digest: null, code: null, reason: null, answer: null },
  ...{ createdAt: 1, doneAt: null, resent: 0 },
  ...more,
});

test("of channels that share a line what is critical leaves first, then what waits longest", async () => {
  const store = await temporaryStore();
  const flood = [1, 2, 3].map((n) => delivery(`a${n}`, "a", { nextAt: 10 + n }));
  const others = [delivery("b1", "b", { level: 4, nextAt: 20 }), delivery("b2", "b", { nextAt: 5 })];
  const rows = await transact(store, async (tx) => {
    await tx.deliveries.add(W, [...flood, ...others]);
    return await tx.deliveries.waiting(W, { channels: ["a", "b"], now: 30, limit: 3 });
  });
  expect(rows.map(({ id }) => id)).toEqual(["b1", "b2", "a1"]);
});
