import { expect, test } from "vitest";
import { order, publish } from "../testing/harness.ts";
import { join, openSharedHouse } from "../testing/people.ts";
import { openYard } from "../testing/vendors.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import type { Consistency } from "../verbs/consistency.ts";
import type { SelfCheck } from "../verbs/self-check.ts";

const HOUR = 3_600_000;

async function yardOfThree() {
  const { house, clock } = await openYard();
  await publish(house);
  const began = clock.now();
  const iso = (hours: number) => new Date(began + hours * HOUR).toISOString();
  const ids: string[] = [];
  for (const n of [1, 2, 3, 4]) {
    const body = { ...order(`C-${n}`), paid_at: iso(0) };
    ids.push((await house.send("POST", "/api/v1/orders", body)).body.order.id);
  }
  clock.atLeast(began + 10 * HOUR);
  const tell = async (n: number, event: object) => {
    const answer = await house.send("POST", "/api/v1/events", { order: ids[n], ...event });
    expect(answer.status, answer.text).toBeLessThan(300);
  };
  const to = (state: string, at: number) => ({
    ...{ type: "state_asserted", to: state, evidence: { kind: "scan" }, occurred_at: iso(at) },
  });
  const walk = async (n: number) => {
    for (const [place, state] of ["Assigned", "Picked", "Checked", "Packed", "HandedOver"].entries())
      await tell(n, to(state, place + 1));
  };
  const platform = (status: string, at: number) => ({
    ...{ type: "platform_status", platform: "taobao", statuses: { status }, occurred_at: iso(at) },
  });
  const courier = (action: string, at: number) => ({ type: "courier_node", action, occurred_at: iso(at) });
  return { house, clock, began, ids, tell, walk, platform, courier };
}

test("systems that say another part of the way differ; the steps within one do not, and who told nothing is in no pair", async () => {
  const { house, clock, began, walk, tell, platform, courier } = await yardOfThree();
  // All on the way: three systems and the house agree, each by its own step.
  await walk(0);
  await tell(0, platform("WAIT_BUYER_CONFIRM_GOODS", 6));
  await tell(0, courier("in_transit", 7));
  // The platform still has it unsent.
  await tell(1, platform("WAIT_SELLER_SEND_GOODS", 0.5));
  await walk(1);
  await tell(1, courier("picked_up", 7));
  // An older word than the last is history, whenever it is heard.
  await walk(2);
  await tell(2, platform("WAIT_BUYER_CONFIRM_GOODS", 6));
  await tell(2, platform("WAIT_SELLER_SEND_GOODS", 0.5));
  const ask = async (query = "") =>
    (await house.get(`/api/v1/figures/consistency?period=7d${query}`)).body as Consistency;
  clock.atLeast(began + 10.5 * HOUR);
  const found = await ask();
  expect([found.orders, found.drawn, found.compared, found.same, found.moving]).toEqual([4, 4, 3, 2, 0]);
  const name = (place: number) => found.systems[place]?.kind;
  const pairs = found.pairs.map(({ a, b, both, differ }) => [[name(a), name(b)].sort().join(" "), both, differ]);
  expect(pairs.sort()).toEqual([
    ["courier house", 2, 0],
    ["courier platform", 2, 1],
    ["courier scan", 2, 0],
    ["house platform", 3, 1],
    ["house scan", 3, 0],
    ["platform scan", 3, 1],
  ]);
  expect(found.items.map(({ external_id }) => external_id)).toEqual(["C-2"]);
  expect(Object.fromEntries(found.items[0]?.words.map(({ system, label }) => [name(system), label.en]) ?? [])).toEqual({
    ...{ house: "Picked up", courier: "Picked up", scan: "Handed over", platform: "Pending review" },
  });
  expect((await ask("&sample=2")).drawn).toBe(2);
});

test("whoever never tells of a part of the way is not behind on it; who told of it once, is", async () => {
  const { house, clock, began, walk, tell, courier } = await yardOfThree();
  await walk(0);
  await tell(0, courier("picked_up", 6));
  await tell(0, courier("signed", 8));
  await walk(1);
  await tell(1, courier("picked_up", 6));
  clock.atLeast(began + 10.5 * HOUR);
  const same = async () => {
    const { compared, same: n } = (await house.get("/api/v1/figures/consistency?period=7d")).body as Consistency;
    return [compared, n];
  };
  // Scans end at the gate.
  expect(await same()).toEqual([2, 2]);
  await tell(1, {
    ...{ type: "state_asserted", to: "Signed", evidence: { kind: "scan" } },
    occurred_at: new Date(began + 9 * HOUR).toISOString(),
  });
  clock.atLeast(began + 13 * HOUR);
  // The second is signed by a scan, and the courier has it under way; of the first scans should have said so.
  expect(await same()).toEqual([2, 0]);
});

test("an order whose last news is younger than an hour is not held against anybody", async () => {
  const { house, clock, began, walk, tell, platform } = await yardOfThree();
  await tell(0, platform("WAIT_SELLER_SEND_GOODS", 0.5));
  await walk(0);
  await tell(0, { type: "courier_node", action: "picked_up", occurred_at: new Date(began + 9.5 * HOUR).toISOString() });
  const ask = async () => (await house.get("/api/v1/figures/consistency?period=7d")).body as Consistency;
  expect(await ask()).toMatchObject({ compared: 0, moving: 1, pairs: [] });
  clock.atLeast(began + 10.6 * HOUR);
  expect(await ask()).toMatchObject({ compared: 1, moving: 0, same: 0 });
});

test("the self-check tells agreement, hours from payment to arrival with each step, and enquiries within two hours of news", async () => {
  const { house, walk, tell, courier } = await yardOfThree();
  await walk(0);
  await tell(0, courier("picked_up", 6));
  await tell(0, courier("signed", 9));
  await tell(1, courier("in_transit", 6));
  await tell(0, { type: "measure_observed", measure: "enquiry", value: 1, occurred_at: undefined });
  const { consistency, duration, enquiries } = (await house.get("/api/v1/figures/self-check")).body as SelfCheck;
  expect(consistency.drawn).toBe(4);
  expect([duration.hours, duration.orders]).toEqual([9, 1]);
  expect(duration.steps.map(({ to, hours }) => [to.en, hours])).toEqual([
    ["Assigned", 1],
    ["Picked", 1],
    ["Checked", 1],
    ["Packed", 1],
    ["Handed over", 1],
    ["Picked up", 1],
    ["In transit", null],
    ["Out for delivery", null],
    ["Signed", null],
  ]);
  expect(enquiries).toEqual({ told: 2, asked: 1 });
});

test("whoever is there for one brand does not see it", async () => {
  const { house, owner } = await openSharedHouse();
  await changeWorkspace(house.ctx, (whole) => ({ ...whole, brands: [{ id: "ours", name: "青禾记" }] }));
  const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
  for (const path of ["/figures/consistency", "/figures/self-check"]) {
    expect((await owner.ask("GET", path)).status).toBe(200);
    expect((await guest.ask("GET", path)).status).toBe(403);
  }
});
