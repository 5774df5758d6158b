import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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
  });
});
