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
  for (let n = 0; n < 450; n += 1) await house.send("POST", "/api/v1/orders", order(`A-${n}`));
  await house.send("POST", "/api/v1/orders", order("bad", { lines: 5 }));
  await house.ctx.dispatcher.settle();
  const { id } = (await house.send("POST", "/api/v1/replays", { flow, version: "draft" })).body;
  await expect.poll(async () => (await house.get(`/api/v1/replays/${id}`)).body.status, PATIENT).toBe("done");
  const entries = (await house.ctx.store.read.journal.verify("demo")).entries;

  clock.pass(15 * DAY);
  expect(await house.retention.run()).toEqual({ intake: 0, deliveries: 0, outbox: 0, replays: 1 });
  clock.pass(20 * DAY);
  await house.send("POST", "/api/v1/orders", order("young"));
  await house.ctx.dispatcher.settle();
  expect(await house.retention.run()).toEqual({ intake: 450, deliveries: 900, outbox: 900, replays: 0 });
  expect(await house.retention.run()).toEqual({ intake: 0, deliveries: 0, outbox: 0, replays: 0 });

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
  expect(await house.retention.run()).toEqual({ intake: 0, deliveries: 0, outbox: 0, replays: 0 });
});
