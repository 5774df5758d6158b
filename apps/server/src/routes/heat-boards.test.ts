import { expect, test } from "vitest";
import { order, publish } from "../testing/harness.ts";
import { join, openSharedHouse } from "../testing/people.ts";
import { openYard } from "../testing/vendors.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import type { OrderDetail } from "../verbs/get-order.ts";
import type { StepsBoard, TrendBoard } from "../verbs/heat-boards.ts";
import type { MapBoard } from "../verbs/map-board.ts";

const HOUR = 3_600_000;
type Ask = (path: string) => Promise<{ body: unknown }>;
const listed = async (ask: Ask, query: string) =>
  ((await ask(`/orders?limit=200&${query}`)).body as { items: { external_id: string }[] }).items;

/** Each cell that is not empty beside the list that it leads to, and all of them beside the whole list. */
async function steps(ask: Ask): Promise<Record<string, number>> {
  const { stays, rows } = (await ask("/boards/steps")).body as StepsBoard;
  const found: Record<string, number> = {};
  for (const { status, cells } of rows)
    for (const [place, stay] of stays.entries()) {
      if (cells[place] === 0) continue;
      const items = await listed(ask, `status=${status}&stay=${stay}`);
      expect([status, stay, items.length]).toEqual([status, stay, cells[place]]);
      found[`${status} ${stay}`] = items.length;
    }
  const all = rows.flatMap(({ cells }) => cells).reduce((sum, n) => sum + n, 0);
  expect((await listed(ask, "open=true")).length).toBe(all);
  return found;
}

async function trend(ask: Ask, by: string, unit: string) {
  const { periods, rows, others } = (await ask(`/boards/trend?by=${by}&unit=${unit}`)).body as TrendBoard;
  expect([periods.length, others.rows]).toEqual([12, 0]);
  for (const { id, cells } of rows)
    for (const [place, { from, to }] of periods.entries()) {
      if (cells[place] === 0) continue;
      const items = await listed(ask, `${by}=${encodeURIComponent(id ?? "none")}&from=${from}&to=${to}`);
      expect([id, from, items.length]).toEqual([id, from, cells[place]]);
    }
  const all = rows.flatMap(({ cells }) => cells).reduce((sum, n) => sum + n, 0);
  expect((await listed(ask, `from=${periods[0]?.from}&to=${periods.at(-1)?.to}`)).length).toBe(all);
  return { periods, rows: Object.fromEntries(rows.map(({ id, cells }) => [id, cells])) };
}

test("a step's cell counts by the last news of an order; whoever is late by the millisecond is in the next one", async () => {
  const { house, clock } = await openYard();
  await publish(house);
  const ask: Ask = (path) => house.get(`/api/v1${path}`);
  const began = clock.now();
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.push((await house.send("POST", "/api/v1/orders", order(`N-${n}`))).body.order.id);
  const tell = async (n: number, event: object) =>
    expect((await house.send("POST", "/api/v1/events", { order: ids[n], ...event })).status).toBeLessThan(300);
  await tell(3, { type: "order_cancelled" });
  clock.atLeast(began + 2 * HOUR - 1);
  expect(await steps(ask)).toEqual({ "PendingReview 2h": 3 });
  clock.atLeast(began + 2 * HOUR);
  await tell(1, { type: "state_asserted", to: "Assigned", evidence: { kind: "hand" } });
  expect(await steps(ask)).toEqual({ "PendingReview 6h": 2, "Assigned 2h": 1 });
  clock.atLeast(began + 30 * HOUR);
  // A node does not bring it to another state: it is news all the same.
  await tell(2, { type: "courier_node", action: "in_transit", occurred_at: new Date(began + 20 * HOUR).toISOString() });
  expect(await steps(ask)).toEqual({ "PendingReview 3d": 1, "Assigned 3d": 1, "PendingReview 24h": 1 });
  // Brought over from another system: it has been there for longer than we know of it.
  const before = new Date(began - 72 * HOUR).toISOString();
  await tell(0, { type: "state_asserted", to: "Assigned", evidence: { kind: "hand" }, occurred_at: before });
  expect(await steps(ask)).toEqual({ "Assigned 7d": 1, "Assigned 3d": 1, "PendingReview 24h": 1 });
});

test("the trend counts by weeks from Monday and by months, of the workspace's days; each cell is a list", async () => {
  const { house, clock } = await openYard({ now: Date.parse("2026-03-01T15:59:59Z") });
  await publish(house);
  const ask: Ask = (path) => house.get(`/api/v1${path}`);
  await changeWorkspace(house.ctx, (whole) => ({ ...whole, brands: [{ id: "b1", name: "青禾记", synonyms: ["QH"] }] }));
  const send = (number: string, brand?: string, category?: string) =>
    house.send("POST", "/api/v1/orders", {
      ...order(number, brand === undefined ? {} : { brand }),
      lines: [{ line_no: 1, sku: "S", qty: 1, ...(category === undefined ? {} : { category }) }],
    });
  // Sunday, the last second in Shanghai; then Monday.
  await send("1", "青禾记", "童装");
  clock.atLeast(Date.parse("2026-03-01T16:00:00Z"));
  await send("2", "QH", "童装");
  await send("3", "别家");
  clock.atLeast(Date.parse("2026-04-01T04:00:00Z"));
  await send("4", undefined, "鞋");
  const weeks = await trend(ask, "brand", "week");
  expect(weeks.periods.slice(6, 9)).toEqual([
    { from: "2026-02-23", to: "2026-03-01" },
    { from: "2026-03-02", to: "2026-03-08" },
    { from: "2026-03-09", to: "2026-03-15" },
  ]);
  expect(weeks.periods.at(-1)).toEqual({ from: "2026-03-30", to: "2026-04-05" });
  const at = (...places: number[]) => Array.from({ length: 12 }, (_, n) => (places.includes(n) ? 1 : 0));
  expect(weeks.rows).toEqual({ null: at(11), b1: at(6, 7), 别家: at(7) });
  const months = await trend(ask, "category", "month");
  expect(months.periods.slice(-2)).toEqual([
    { from: "2026-03-01", to: "2026-03-31" },
    { from: "2026-04-01", to: "2026-04-30" },
  ]);
  expect(months.rows).toEqual({
    null: at(10),
    童装: Array.from({ length: 12 }, (_, n) => (n === 10 ? 2 : 0)),
    鞋: at(11),
  });
  expect(Object.keys((await trend(ask, "destination", "week")).rows)).not.toEqual([]);
});

test("a guest of a brand sees that brand alone", async () => {
  const { house, owner } = await openSharedHouse();
  await changeWorkspace(house.ctx, (whole) => ({ ...whole, brands: [{ id: "ours", name: "青禾记" }] }));
  for (const [number, brand] of [
    ["1", "青禾记"],
    ["2", "北风"],
  ] as const)
    await owner.ask("POST", "/orders", order(number, { brand }));
  const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
  const seen: Ask = (path) => guest.ask("GET", path);
  expect(await steps(seen)).toEqual({ "PendingReview 2h": 1 });
  expect(Object.keys((await trend(seen, "brand", "week")).rows)).toEqual(["ours"]);
  expect(await steps((path) => owner.ask("GET", path))).toEqual({ "PendingReview 2h": 2 });
});

test("an order whose event came days before it is in the list of the day on which it came itself", async () => {
  const { house, clock } = await openYard();
  await publish(house);
  const ask: Ask = (path) => house.get(`/api/v1${path}`);
  const { source } = order("E-1") as { source: string };
  const event = { source, external_id: "E-1", type: "courier_node", action: "in_transit" };
  expect((await house.send("POST", "/api/v1/events", event)).body.result).toBe("waiting");
  await house.send("POST", "/api/v1/orders", order("E-0"));
  clock.atLeast(clock.now() + 72 * HOUR);
  await house.send("POST", "/api/v1/orders", order("E-1"));
  const day = new Date(clock.now() + 8 * HOUR).toISOString().slice(0, 10);
  const numbers = async (query: string) => (await listed(ask, query)).map(({ external_id }) => external_id);
  expect([await numbers(`from=${day}`), await numbers(`to=${day}`)]).toEqual([["E-1"], ["E-0", "E-1"]]);
});

test("the map counts open orders by the province that they go to; each count is a list, and every name of a province is one place", async () => {
  const { house } = await openYard({ now: Date.parse("2026-03-10T04:00:00Z") });
  await publish(house);
  const ask: Ask = (path) => house.get(`/api/v1${path}`);
  const send = async (number: string, fields: object) =>
    (await house.send("POST", "/api/v1/orders", { ...order(number), due_at: undefined, ...fields })).body.order.id;
  await send("1", { province: "江苏省", due_at: "2026-03-10T10:00:00+08:00" });
  await send("2", { province: "江蘇", due_at: "2026-03-10T22:00:00+08:00" });
  await send("3", { address: "浙江省杭州市西湖区 1 号", due_at: "2026-03-12T22:00:00+08:00" });
  await send("4", { province: "Texas" });
  await send("5", {});
  const gone = await send("6", { province: "江苏" });
  expect((await house.send("POST", "/api/v1/events", { type: "order_cancelled", order: gone })).status).toBeLessThan(
    300,
  );
  const { rows } = (await ask("/boards/map")).body as MapBoard;
  expect(rows).toEqual([
    { place: "江苏", open: 2, late: 1, today: 1 },
    { place: "Texas", open: 1, late: 0, today: 0 },
    { place: "浙江", open: 1, late: 0, today: 0 },
    { place: null, open: 1, late: 0, today: 0 },
  ]);
  for (const { place, open, late, today } of rows) {
    const of = `province=${encodeURIComponent(place ?? "none")}`;
    const [all, over, due] = [
      await listed(ask, `${of}&open=true`),
      await listed(ask, `${of}&due=late`),
      await listed(ask, `${of}&due=today`),
    ];
    expect([place, all.length, over.length, due.length]).toEqual([place, open, late, today]);
  }
  expect((await listed(ask, `province=${encodeURIComponent("江苏省")}&open=true`)).length).toBe(2);
});

test("the map counts where parcels are by the couriers' last news; an order's page tells the same, and its carrier's number", async () => {
  const { house } = await openYard();
  await publish(house);
  const ask: Ask = (path) => house.get(`/api/v1${path}`);
  await changeWorkspace(house.ctx, ({ settings, ...rest }) => ({
    ...rest,
    settings: { ...settings, customerPage: { couriers: [{ name: "顺丰", phone: "95338" }] } },
  }));
  const ids: string[] = [];
  for (const n of [1, 2, 3])
    ids.push((await house.send("POST", "/api/v1/orders", order(`P-${n}`, { province: "广东" }))).body.order.id);
  const news = async (n: number, text: string, more: object = {}) => {
    const event = { type: "courier_node", order: ids[n], action: "in_transit", provider: "sf_express", text, ...more };
    expect((await house.send("POST", "/api/v1/events", event)).status).toBeLessThan(300);
  };
  await news(0, "【杭州市】已揽收");
  await news(0, "快件离开【杭州转运中心】，发往【广州转运中心】");
  await news(1, "快件已到达", { data: { area: "湖南,长沙市", eta: "2026-12-20" } });
  const { rows } = (await ask("/boards/map?of=parcel_in")).body as MapBoard;
  expect(rows.map(({ place, open }) => [place, open]).sort()).toEqual(
    [
      [null, 1],
      ["浙江", 1],
      ["湖南", 1],
    ].sort(),
  );
  for (const { place, open } of rows)
    expect((await listed(ask, `parcel_in=${encodeURIComponent(place ?? "none")}&open=true`)).length).toBe(open);
  const { delivery } = (await ask(`/orders/${ids[1]}`)).body as OrderDetail;
  expect(delivery).toMatchObject({
    ...{ to_province: "广东", eta: { by: "courier" }, arrived_at: null },
    parcel: { province: "湖南", phone: "95338", courier: { en: "SF Express" } },
  });
});
