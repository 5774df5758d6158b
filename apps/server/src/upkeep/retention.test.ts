import type { StateValue } from "@switchyard/engine";
import { expect, test } from "vitest";
import { fjFlow, openHouse, order } from "../testing/harness.ts";
import { alert, always, handClock, MORNING } from "../testing/vendors.ts";

/** The machine may be busy. */
const PATIENT = { timeout: 60_000 };
const DAY = 86_400_000;
const KEPT = { intakeDays: 30, messagesDays: 20, replaysDays: 10 };

test("what was kept long enough goes, a little at a time; quarantine, dead letters and the journal stay; it is told and counted", {
  timeout: 120_000,
}, async () => {
  const clock = handClock();
  const house = await openHouse({ clock, retention: KEPT });
  await always(house, alert("inbox"), alert("dingtalk"));
  const flow = (await house.send("POST", "/api/v1/flows", { name: "回放", document: fjFlow() })).body.id;
  const many = Array.from({ length: 450 }, (_, n) => JSON.stringify(order(`A-${n}`))).join("\n");
  await house.send("POST", "/api/v1/orders/bulk", many, { "content-type": "application/x-ndjson" });
  await house.send("POST", "/api/v1/orders", order("bad", { lines: 5 }));
  await house.ctx.dispatcher.settle();
  const { id } = (await house.send("POST", "/api/v1/replays", { flow, version: "draft" })).body;
  await expect.poll(async () => (await house.get(`/api/v1/replays/${id}`)).body.status, PATIENT).toBe("done");
  const entries = (await house.ctx.store.read.journal.verify("demo")).entries;

  clock.pass(15 * DAY);
  expect(await house.retention.run()).toEqual({
    intake: 0,
    deliveries: 0,
    outbox: 0,
    replays: 1,
    comparisons: 0,
    state: 0,
  });
  clock.pass(20 * DAY);
  await house.send("POST", "/api/v1/orders", order("young"));
  await house.ctx.dispatcher.settle();
  expect(await house.retention.run()).toEqual({
    intake: 450,
    deliveries: 900,
    outbox: 900,
    replays: 0,
    comparisons: 0,
    state: 0,
  });
  expect(await house.retention.run()).toEqual({
    intake: 0,
    deliveries: 0,
    outbox: 0,
    replays: 0,
    comparisons: 0,
    state: 0,
  });

  const records = (await house.get("/api/v1/intake/records?limit=200")).body.items;
  expect(records.map((one: { external_id: string }) => one.external_id)).toEqual(["young", "bad"]);
  // Reconciliation is counted apart from the records.
  const [counted] = (await house.get("/api/v1/intake/reconciliation")).body.items.filter(
    (one: { day: string }) => one.day === "2026-11-23",
  );
  expect(counted).toMatchObject({ received: 451, accepted: 450, quarantined: 1 });
  const { counts } = (await house.get("/api/v1/outbox")).body;
  expect(counts).toMatchObject({ delivered: 2, dead: 451 });
  expect((await house.get(`/api/v1/replays/${id}`)).status).toBe(404);
  // An old order is what it was, and its next delivery is known.
  expect((await house.send("POST", "/api/v1/orders", order("A-3"))).body.result).toBe("duplicate");
  const verified = await house.ctx.store.read.journal.verify("demo");
  expect(verified.broken).toBeNull();
  expect(verified.entries).toBeGreaterThan(entries);
  const told = await house.ctx.store.read.journal.timeline("demo", "retention");
  expect(told.map(({ data }) => JSON.parse(data))).toMatchObject([
    { replays: 1 },
    { intake: 450, deliveries: 900, outbox: 900 },
  ]);
  const { text } = await house.metrics.text();
  expect(text).toContain('switchyard_purged_total{kind="intake"} 450');
});

test("without settings everything stays", async () => {
  const clock = handClock(MORNING);
  const house = await openHouse({ clock });
  await house.send("POST", "/api/v1/orders", order("1"));
  clock.pass(4000 * DAY);
  expect(await house.retention.run()).toEqual({
    intake: 0,
    deliveries: 0,
    outbox: 0,
    replays: 0,
    comparisons: 0,
    state: 0,
  });
});

test("values of the state go once they have said their last, piece by piece, in a moment in which no order waits", async () => {
  const clock = handClock(MORNING);
  const house = await openHouse({ clock });
  const { executor, store, workspace } = house.ctx;
  const key = (name: string) => ({ kind: "counter", key: name }) as const;
  const value: StateValue = { kind: "stretch", stretch: 1, items: [[MORNING]] };
  await executor.work(async ({ group }) => {
    const ending = Array.from({ length: 450 }, (_, n) => ({ key: key(`ends/${n}`), value, until: MORNING + DAY }));
    const later = { key: key("later"), value, until: MORNING + 3 * DAY };
    group.apply({ writes: [...ending, later, { key: key("stays"), value }], timers: [] });
  });
  const { body } = await house.send("POST", "/api/v1/orders", order("1"));
  const left = async () => (await store.read.state.list(workspace.id, "counter", "", { limit: 500 })).items.length;

  clock.pass(DAY);
  expect((await house.retention.run()).state).toBe(0);
  clock.pass(1);
  // What is written anew in the meantime has another end, or none.
  await executor.work(async ({ group, tx }) => {
    await group.load(tx, workspace.id, [key("ends/7")]);
    group.apply({ writes: [{ key: key("ends/7"), value }], timers: [] });
  });
  const orders = Array.from({ length: 20 }, (_, n) => house.send("POST", "/api/v1/orders", order(`B-${n}`)));
  const [gone] = await Promise.all([house.retention.run(), ...orders]);
  expect(gone.state).toBe(449);
  expect(await left()).toBe(3);
  expect((await store.read.state.get(workspace.id, "order", body.order.id))?.kind).toBe("order");
  expect(await store.read.journal.timeline(workspace.id, "retention")).toEqual([]);
  expect((await house.metrics.text()).text).toContain('switchyard_purged_total{kind="state"} 449');
});
