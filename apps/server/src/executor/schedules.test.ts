import type { FlowDocument } from "@switchyard/flow";
import { type GroupWrite, StoreError } from "@switchyard/store";
import { expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { failingWrites } from "../testing/failing-writes.ts";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

/** A clock that only the test moves. */
const STILL = () => 0;
const at = (text: string) => Date.parse(`${text}+08:00`);
const everyDay = (...times: string[]): FlowDocument => ({
  ...fjFlow("每日"),
  nodes: [
    { id: "bell", kind: "schedule", position: { x: 0, y: 0 }, at: times, days: "every" },
    { id: "mark", kind: "tag", position: { x: 300, y: 0 }, tag: "已催" },
  ],
  edges: [{ id: "e", from: "bell", port: "next", to: "mark" }],
});
const turns = async (house: House, id: string) => {
  const { timeline } = (await house.get(`/api/v1/orders/${id}`)).body;
  return timeline
    .filter(({ type }: { type: string }) => type === "scheduled")
    .map(({ data }: { data: { due: number } }) => data.due);
};

test("a turn comes to every open order, at the workspace's local time", async () => {
  let now = at("2026-03-02T09:59:59.900");
  const house = await openHouse({ clock: systemClock(() => now, STILL) });
  await publish(house, everyDay("10:00", "16:00"));
  const open = (await house.send("POST", "/api/v1/orders", order("1"))).body.order.id;
  const closed = (await house.send("POST", "/api/v1/orders", order("2"))).body.order.id;
  await house.send("POST", `/api/v1/orders/${closed}/actions`, { type: "cancel", by: "wang" });
  now = at("2026-03-02T10:00:00");
  await expect.poll(() => turns(house, open)).toEqual([at("2026-03-02T10:00:00")]);
  expect(await turns(house, closed)).toEqual([]);
  expect((await house.get(`/api/v1/orders/${open}`)).body.order.tags).toEqual(["已催"]);
});

test("turns that a process missed are taken once at its start, and not again at the next", async () => {
  const first = await openHouse({ clock: systemClock(() => at("2026-03-02T09:00:00"), STILL) });
  await publish(first, everyDay("10:00", "16:00"));
  const id = (await first.send("POST", "/api/v1/orders", order("1"))).body.order.id;
  await first.stop();
  const clock = () => systemClock(() => at("2026-03-05T12:00:00"), STILL);
  const second = await openHouse({ folder: first.folder, clock: clock() });
  await expect.poll(() => turns(second, id)).toEqual([at("2026-03-05T10:00:00")]);
  await second.stop();
  const third = await openHouse({ folder: first.folder, clock: clock() });
  await third.ctx.schedules.flowsChanged();
  expect(await turns(third, id)).toHaveLength(1);
});

test("a flow that is published after today's turn begins with the next one", async () => {
  const house = await openHouse({ clock: systemClock(() => at("2026-03-02T11:00:00"), STILL) });
  const id = (await house.send("POST", "/api/v1/orders", order("1"))).body.order.id;
  await publish(house, everyDay("10:00"));
  await house.ctx.schedules.flowsChanged();
  expect(await turns(house, id)).toEqual([]);
});

test("a publish in the very millisecond of a turn takes it from nobody: neither the flows before it nor its own", async () => {
  let now = at("2026-03-02T09:50:00");
  const house = await openHouse({ clock: systemClock(() => now, STILL) });
  const first = await publish(house, everyDay("10:00"));
  const id = (await house.send("POST", "/api/v1/orders", order("1"))).body.order.id;
  now = at("2026-03-02T10:00:00");
  const second = await publish(house, { ...everyDay("10:00"), name: "同时" });
  const told = async () => {
    const { timeline } = (await house.get(`/api/v1/orders/${id}`)).body;
    return timeline
      .filter(({ type }: { type: string }) => type === "scheduled")
      .map(({ data }: { data: { flow: string; due: number } }) => `${data.flow} ${data.due}`);
  };
  await expect.poll(told).toEqual([`${first} ${now}`, `${second} ${now}`]);
  // And it is taken once, whatever is published in this millisecond besides.
  await publish(house, { ...everyDay("11:00"), name: "稍后" });
  expect(await told()).toEqual([`${first} ${now}`, `${second} ${now}`]);
});

test("[R4] a turn about all orders together is one step and one alert, which says how many there are", async () => {
  let now = at("2026-03-02T17:59:59.900");
  const house = await openHouse({ clock: systemClock(() => now, STILL) });
  await publish(house, {
    ...fjFlow("催办"),
    nodes: [
      { id: "bell", kind: "schedule", position: { x: 0, y: 0 }, at: ["18:00"], days: "every", once: true },
      {
        id: "some",
        kind: "condition",
        position: { x: 200, y: 0 },
        when: { type: "comparison", fact: "event.unrouted", operator: "ge", value: 2 },
        missing: "not_met",
      },
      {
        ...{ id: "tell", kind: "alert", position: { x: 400, y: 0 }, to: ["supervisor"], channel: "inbox", level: 1 },
        text: "还有订单在等",
      },
    ],
    edges: [
      { id: "e1", from: "bell", port: "next", to: "some" },
      { id: "e2", from: "some", port: "met", to: "tell" },
    ],
  });
  const ids: string[] = [];
  for (const name of ["1", "2", "3"])
    ids.push((await house.send("POST", "/api/v1/orders", order(name, { due_at: "2026-03-01" }))).body.order.id);
  await house.send("POST", `/api/v1/orders/${ids[2]}/actions`, { type: "cancel", by: "wang" });
  now = at("2026-03-02T18:00:00");
  const rung = async () =>
    (await house.get("/api/v1/journal?type=scheduled")).body.items.filter(
      ({ type }: { type: string }) => type === "scheduled",
    );
  await expect.poll(async () => (await rung()).length).toBe(1);
  expect((await rung())[0].data).toMatchObject({
    due: now,
    data: { open: 2, unrouted: 2, overdue: 2, PendingReview: 2, Held: 0 },
  });
  for (const id of ids) expect(await turns(house, id)).toEqual([]);
  const acted = (await house.get("/api/v1/journal?type=acted")).body.items;
  const alerts = acted.filter(({ data }: { data: { type: string } }) => data.type === "alert");
  expect(alerts.map(({ data }: { data: { order: string | null } }) => data.order)).toEqual([null]);
});

const scheduled = ({ journal }: GroupWrite) => journal.filter(({ type }) => type === "scheduled");

test("a turn for which the disk has no room is tried again once a second, and taken when there is some", async () => {
  let now = at("2026-03-02T09:59:59.900");
  const house = await openHouse({ clock: systemClock(() => now, STILL) });
  await publish(house, everyDay("10:00"));
  const id = (await house.send("POST", "/api/v1/orders", order("1"))).body.order.id;
  let isFull = true;
  const full = new StoreError("full", { zh: "满", en: "full" });
  const refused = failingWrites(house, (write) => (isFull && scheduled(write).length > 0 ? full : null));
  now = at("2026-03-02T10:00:00");
  await expect.poll(refused, { timeout: 10_000 }).toBeGreaterThan(0);
  // While others work, it is not tried again and again.
  for (let n = 0; n < 40; n += 1) await house.send("POST", "/api/v1/orders", order(`other-${n}`));
  expect(refused()).toBeLessThan(10);
  isFull = false;
  await expect.poll(() => turns(house, id), { timeout: 10_000 }).toEqual([now]);
});

test("an order that cannot take a turn keeps it from no other, nor the turns that follow", async () => {
  let now = at("2026-03-02T09:59:59.900");
  const house = await openHouse({ clock: systemClock(() => now, STILL) });
  await publish(house, everyDay("10:00", "16:00"));
  const ids: string[] = [];
  for (const name of ["1", "2", "3"]) ids.push((await house.send("POST", "/api/v1/orders", order(name))).body.order.id);
  const [first = "", poison = "", third = ""] = ids;
  failingWrites(house, (write) =>
    scheduled(write).some(({ subject }) => subject === poison) ? new Error("boom") : null,
  );
  now = at("2026-03-02T10:00:00");
  await expect.poll(() => turns(house, third), { timeout: 10_000 }).toEqual([now]);
  const ten = now;
  now = at("2026-03-02T16:00:00");
  await house.ctx.schedules.flowsChanged();
  for (const id of [first, third]) expect(await turns(house, id)).toEqual([ten, now]);
  expect(await turns(house, poison)).toEqual([]);
});
