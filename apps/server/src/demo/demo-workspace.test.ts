import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { failingWrites } from "../testing/failing-writes.ts";
import { EXAMPLES, openHouse } from "../testing/harness.ts";
import { DATASETS, replay } from "../testing/history.ts";

describe("the demo of a first start", () => {
  test("has brands, destinations, people, the prepared draft and recorded orders, once", async () => {
    const house = await openHouse({ examplesDir: EXAMPLES });
    await house.seeded;
    const { body: workspace } = await house.get("/api/v1/workspace");
    expect(workspace).toMatchObject({ zone: "Asia/Shanghai", currency: "CNY" });
    expect(workspace.brands.length).toBeGreaterThan(3);
    expect(workspace.destinations.map(({ name }: { name: string }) => name)).toEqual([
      "快反线",
      "常规线",
      "杭州仓",
      "广州仓",
    ]);
    expect((await house.get("/api/v1/flows")).body.items).toMatchObject([{ name: "快反派线", status: "draft" }]);
    const { items } = (await house.get(DATASETS)).body;
    expect(items.map(({ id, good, bad }: { id: string; good: number; bad: number }) => [id, good, bad])).toEqual([
      ["demo-garment", 2861, 0],
      ["uci-online-retail", 4022, 0],
    ]);
    await house.stop();
    const again = await openHouse({ folder: house.folder, examplesDir: EXAMPLES });
    await again.seeded;
    expect((await again.get("/api/v1/flows")).body.items).toHaveLength(1);
    expect((await again.get(DATASETS)).body.items).toHaveLength(2);
  });

  test("replays its orders through the prepared draft as the examples' own figures say", async () => {
    const house = await openHouse({ examplesDir: EXAMPLES });
    await house.seeded;
    const page = readFileSync(join(EXAMPLES, "demo-garment/README.md"), "utf8");
    const rush = Number(/FJ 且下单时交期≤3天\*\* \| (\d+)/.exec(page)?.[1]);
    const done = await replay(house, { flow: "rapid-line", version: "draft", dataset: "demo-garment" });
    expect(done.destinations).toEqual([
      { id: "normal-line", name: "常规线", count: 2861 - rush },
      { id: "rapid-line", name: "快反线", count: rush },
    ]);
    expect(existsSync(join(house.folder, "switchyard.db"))).toBe(true);
  });

  test("puts its recorded orders into the pool as if they came in the days up to now, once", async () => {
    const house = await openHouse({ examplesDir: EXAMPLES });
    await house.seeded;
    await house.send("POST", "/api/v1/flows/rapid-line/publish", { reason: "试" });
    expect((await house.send("POST", "/api/v1/demo/orders", {})).body).toEqual({ orders: 400 });
    expect((await house.send("POST", "/api/v1/demo/orders", {})).body).toEqual({ orders: 0 });
    const { items } = (await house.get("/api/v1/orders?limit=100")).body;
    const { order } = (await house.get(`/api/v1/orders/${items[0].id}`)).body;
    expect(Math.floor((house.ctx.clock.now() - order.ordered_at) / 86_400_000)).toBe(0);
    expect((await house.get("/api/v1/orders?destination=rapid-line")).body.items.length).toBeGreaterThan(0);
    expect((await house.get("/api/v1/intake/records?outcome=quarantined")).body.items).toEqual([]);
  });

  test.each(["orders", "events"])(
    "that was cut among its %s goes on where it stopped, also on another day",
    async (cut) => {
      let ahead = 0;
      const clock = () => systemClock(() => Date.now() + ahead);
      const house = await openHouse({ examplesDir: EXAMPLES, clock: clock() });
      await house.seeded;
      let left = cut === "orders" ? 150 : 1500;
      failingWrites(house, ({ orders, journal }) => {
        left -= cut === "orders" ? orders.length : journal.filter(({ type }) => type === "state_asserted").length;
        return left > 0 ? null : new StoreError("full", { zh: "满", en: "full" });
      });
      expect((await house.send("POST", "/api/v1/demo/orders", {})).body.code).toBe("disk_full");
      await house.stop();
      ahead = 86_400_000;
      const again = await openHouse({ folder: house.folder, examplesDir: EXAMPLES, clock: clock() });
      await again.seeded;
      const counts = async (...types: string[]) =>
        await again.ctx.store.read.journal.count(again.ctx.workspace.id, { types });
      expect(await again.ctx.store.read.orders.count(again.ctx.workspace.id)).toBe(400);
      expect(await counts("order_received")).toBe(400);
      expect(await counts("after_sale", "courier_node", "measure_observed", "order_cancelled", "state_asserted")).toBe(
        2963,
      );
    },
  );

  test("has what its figures ask for: carriers as their couriers name them, trouble, questions, complaints and costs", async () => {
    const house = await openHouse({ examplesDir: EXAMPLES });
    await house.seeded;
    await house.send("POST", "/api/v1/demo/orders", {});
    const { items } = (await house.get("/api/v1/figures?period=30d")).body;
    const one = (id: string) => items.find((figure: { id: string }) => figure.id === id);
    for (const id of ["complaint_rate", "courier_trouble_rate", "order_errors"]) {
      expect(one(id), id).toMatchObject({ of: 400 });
      expect(one(id).yes, id).toBeGreaterThan(3);
    }
    for (const id of ["asked_2h", "customer_fixed", "cost_per_order", "on_time_rate", "pay_to_pickup"])
      expect(one(id).value, id).toBeGreaterThan(0);
    const { rows } = (await house.get("/api/v1/figures/parts?by=carrier&period=30d")).body;
    const names = rows.map(({ name, id }: { name?: unknown; id: string | null }) => JSON.stringify(name ?? id)).join();
    for (const carrier of ["顺丰", "中通", "圆通", "韵达", "极兔", "京东", "德邦"]) expect(names).toContain(carrier);
    expect((await house.get("/api/v1/intake/records?outcome=quarantined")).body.items).toEqual([]);
  });

  test("without the examples is an empty house with the same lines and warehouses", async () => {
    const house = await openHouse();
    const { body } = await house.get("/api/v1/workspace");
    expect(body.destinations.map(({ name }: { name: string }) => name)).toEqual([
      "快反线",
      "常规线",
      "杭州仓",
      "广州仓",
    ]);
    expect((await house.get("/api/v1/flows")).body.items).toEqual([]);
    expect((await house.send("POST", "/api/v1/demo/orders", {})).status).toBe(404);
  });
});
