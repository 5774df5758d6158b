/** What nobody waits for an answer to, when some of it fails: messages and timers. */
import type { EngineEvent } from "@switchyard/engine";
import { StoreError, transact } from "@switchyard/store";
import { expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { failingWrites } from "../testing/failing-writes.ts";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";
import { GroupState } from "./group-state.ts";

const full = () => new StoreError("full", { zh: "满", en: "full" });
const taken = async (house: House, name: string) =>
  (await house.send("POST", "/api/v1/orders", order(name, { due_at: "2026-03-10" }))).body.order.id as string;

/** Durable messages that hold orders, as a step that ended with its process would have left them. */
async function leaveMessages(house: House, orders: readonly string[]): Promise<void> {
  const group = new GroupState();
  for (const id of orders) {
    const event: EngineEvent = { type: "held_by_hand", id: `msg/${id}`, at: 1, order: id, by: "wang" };
    group.messages.push({ id: event.id, event });
  }
  await transact(house.ctx.store, async (tx) => void (await tx.write(house.ctx.workspace.id, group.toWrite(1))));
}
const left = (house: House) => house.ctx.store.read.work.messages(house.ctx.workspace.id);
const holds = async (house: House, id: string) => {
  const entries = await house.ctx.store.read.journal.timeline(house.ctx.workspace.id, id);
  return entries.filter(({ type }) => type === "held_by_hand").length;
};

test("messages that found no room on the disk are run when there is some, each once", async () => {
  const house = await openHouse();
  await publish(house);
  const orders = [await taken(house, "1"), await taken(house, "2")];
  await leaveMessages(house, orders);
  let isFull = true;
  const refused = failingWrites(house, (write) => (isFull && write.doneMessages.length > 0 ? full() : null));
  await house.ctx.executor.resume();
  await expect.poll(refused).toBeGreaterThan(0);
  expect(await left(house)).toHaveLength(2);
  isFull = false;
  await expect.poll(() => left(house), { timeout: 10_000 }).toEqual([]);
  for (const id of orders) expect(await holds(house, id)).toBe(1);
});

test("a message that fails by itself is tried again three times; the others are run meanwhile, and it stays for the next start", async () => {
  const house = await openHouse();
  await publish(house);
  const orders = [await taken(house, "1"), await taken(house, "2"), await taken(house, "3")];
  await leaveMessages(house, orders);
  const poison = `msg/${orders[1]}`;
  let alone = 0;
  failingWrites(house, ({ doneMessages }) => {
    if (!doneMessages.includes(poison)) return null;
    if (doneMessages.length === 1) alone += 1;
    return new Error("boom");
  });
  await house.ctx.executor.resume();
  await expect.poll(async () => (await left(house)).map(({ id }) => id), { timeout: 10_000 }).toEqual([poison]);
  await expect.poll(() => alone, { timeout: 10_000 }).toBe(3);
  expect(await Promise.all(orders.map((id) => holds(house, id)))).toEqual([1, 0, 1]);
});

test("a timer that fails by itself is put off: the others are fired, and it is fired when it can be", async () => {
  let now = Date.parse("2026-03-02T12:00:00+08:00");
  const house = await openHouse({
    clock: systemClock(
      () => now,
      () => 0,
    ),
  });
  const document = fjFlow();
  const [, condition] = document.nodes;
  if (condition?.kind === "condition")
    condition.when = { type: "comparison", fact: "due_in_days", operator: "le", value: 3 };
  await publish(house, document);
  const orders = [await taken(house, "1"), await taken(house, "2"), await taken(house, "3")];
  let isPoisoned = true;
  const failed = failingWrites(house, ({ state }) =>
    isPoisoned && state.some(({ key }) => key.key === orders[0]) ? new Error("boom") : null,
  );
  const line = async (id: string) => (await house.get(`/api/v1/orders/${id}`)).body.decision.destination.id;
  now += 6 * 24 * 60 * 60_000;
  // A group of its own is enough for the clock to be looked at.
  await taken(house, "4");
  for (const id of orders.slice(1)) await expect.poll(() => line(id), { timeout: 10_000 }).toBe("rapid-line");
  expect(await line(orders[0] ?? "")).toBe("normal-line");
  expect(failed()).toBeGreaterThan(0);
  isPoisoned = false;
  now += 60_000;
  await taken(house, "5");
  await expect.poll(() => line(orders[0] ?? ""), { timeout: 10_000 }).toBe("rapid-line");
});
