import type { Figure } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { type House, openHouse, order } from "../testing/harness.ts";
import { join, openSharedHouse } from "../testing/people.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import type { PartView } from "../verbs/figure-parts.ts";

const HOUR = 3_600_000;
const share: Figure = {
  ...{ id: "big", name: { zh: "大单", en: "Big" }, kind: "share", by: "received_at" },
  that: { type: "comparison", fact: "amount", operator: "ge", value: 30_000 },
  good: { at: "most", value: 40 },
};

async function take(house: House, number: string, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await house.send("POST", "/api/v1/orders", order(number, more));
  expect([status, text]).toEqual([201, text]);
  return body.order.id;
}
const figures = async (house: House, query = "") => (await house.get(`/api/v1/figures${query}`)).body;

describe("figures", () => {
  test("of very many orders behind a figure the newest are listed, and all are counted", async () => {
    const house = await openHouse();
    await house.send("PUT", "/api/v1/figures/big", share);
    const MANY = 4100;
    const lines = Array.from({ length: MANY }, (_, n) => JSON.stringify(order(`M-${n}`, { amount: "400.00" })));
    const sent = await house.app.request("/api/v1/orders/bulk", {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: lines.join("\n"),
    });
    expect((await sent.text()).match(/"accepted"/g)).toHaveLength(MANY);
    const { total, items } = (await house.get("/api/v1/figures/big/orders?is=yes")).body;
    expect(total).toBe(MANY);
    const ids = (list: { id: string }[]) => list.map(({ id }) => id);
    expect(ids(items)).toEqual(ids((await house.get("/api/v1/orders?limit=200")).body.items));
  });

  test("the defaults are there at the first start, and say that there were no orders", async () => {
    const house = await openHouse();
    const { days, items } = await figures(house);
    expect(days).toHaveLength(7);
    expect(
      items.map(({ id, value, problems }: Figure & { value: null; problems: [] }) => [id, value, problems]),
    ).toEqual([
      ...[
        "cancel_rate",
        "on_time_rate",
        "exception_rate",
        "unshipped_48h",
        "pay_to_pickup",
        "order_to_pickup",
        "refund_rate",
        "first_handling",
        "pick_timeout",
        "return_rate",
        "brand_gap",
        "whole_duration",
        "alert_closed_mean",
        "alert_closed_median",
        "customer_fixed",
        "self_service",
        "asked_2h",
        "deadlines_broken",
        "order_errors",
        "complaint_rate",
        "courier_trouble_rate",
        "state_conflicts",
        "cost_per_order",
      ].map((id) => [id, null, []]),
    ]);
    const defined = (await house.get("/api/v1/figures/definitions")).body.items;
    expect(defined).toEqual(items.map(({ definition }: { definition: Figure }) => ({ definition, problems: [] })));
  });

  test("orders that were paid, cancelled and left waiting are in the figures, each on its day; what could not be judged is told", async () => {
    const house = await openHouse();
    const now = Date.now();
    const paid = (hours: number) => new Date(now - hours * HOUR).toISOString();
    const cancelled = await take(house, "1", { paid_at: paid(1) });
    await house.send("POST", "/api/v1/events", { type: "order_cancelled", order: cancelled });
    await take(house, "2", { paid_at: paid(49) });
    await take(house, "3", { paid_at: paid(47) });
    await take(house, "4");
    const { items } = await figures(house);
    const of = (id: string) => items.find((one: { id: string }) => one.id === id);
    expect(of("cancel_rate")).toMatchObject({ value: 33.3, yes: 1, of: 3, unjudged: 0, is_good: false });
    expect(of("unshipped_48h")).toMatchObject({ value: 50, yes: 1, of: 2 });
    expect(of("cancel_rate").days.reduce((sum: number, day: { of: number }) => sum + day.of, 0)).toBe(3);
    const behind = (await house.get("/api/v1/figures/cancel_rate/orders")).body;
    expect(behind).toMatchObject({ total: 1, items: [{ id: cancelled, external_id: "1", ms: null, missing: [] }] });

    await house.send("PUT", "/api/v1/figures/big", share);
    expect((await figures(house)).items.at(-1)).toMatchObject({
      ...{ id: "big", value: null, of: 0, unjudged: 4, missing: [{ fact: "amount", orders: 4 }] },
    });
    const missing = (await house.get("/api/v1/figures/big/orders?is=missing")).body;
    expect([missing.total, missing.items[0]]).toMatchObject([4, { external_id: "4", missing: ["amount"] }]);
    const today = (await figures(house)).days.at(-1);
    expect((await house.get(`/api/v1/figures/big/orders?is=missing&day=${today}`)).body.total).toBe(4);
    expect((await house.get("/api/v1/figures/big/orders?is=missing&day=2020-01-01")).body.total).toBe(0);
  });

  test("figures part by part are what they are of the orders of each part alone", async () => {
    const house = await openHouse();
    await changeWorkspace(house.ctx, (whole) => ({
      ...whole,
      brands: [{ id: "b1", name: "青禾记", synonyms: ["QH"] }],
      figures: [share],
    }));
    const orders = [
      { brand: "QH", amount: 400, province: "江苏省", carrier: "SF" },
      { brand: "青禾记", amount: 200, province: "江苏", carrier: "中通快递" },
      { brand: "别家", amount: 400, province: "浙江" },
      { amount: 200 },
    ];
    const ids: string[] = [];
    for (const [n, more] of orders.entries()) ids.push(await take(house, String(n), { currency: "CNY", ...more }));
    const parts = async (query: string) => (await house.get(`/api/v1/figures/parts?${query}`)).body;
    const rows = async (query: string) =>
      (await parts(query)).rows.map(({ name, orders: n, values }: PartView) => [
        ...[name?.zh ?? null, n, values[0]?.yes, values[0]?.of],
      ]);
    expect(await rows("by=brand")).toEqual([
      ["青禾记", 2, 1, 2],
      [null, 1, 0, 1],
      ["别家", 1, 1, 1],
    ]);
    expect(await rows("by=province")).toEqual([
      ["江苏", 2, 1, 2],
      [null, 1, 0, 1],
      ["浙江", 1, 1, 1],
    ]);
    // The source said it, a courier did, or nobody.
    const node = { type: "courier_node", order: ids[2], provider: "sf_express", action: "in_transit" };
    expect((await house.send("POST", "/api/v1/events", node)).status).toBe(200);
    expect(await rows("by=carrier")).toEqual([
      ["顺丰", 2, 2, 2],
      [null, 1, 0, 1],
      ["中通", 1, 0, 1],
    ]);
    expect((await house.get("/api/v1/orders?carrier=顺丰速运")).body.items.map(({ id }: { id: string }) => id)).toEqual(
      [...[ids[2], ids[0]]],
    );
    expect((await house.get("/api/v1/orders?carrier=none")).body.items).toMatchObject([{ id: ids[3] }]);
    const delivery = (await house.get("/api/v1/boards/delivery?by=carrier")).body.rows;
    expect(delivery.map(({ name }: { name: string }) => name)).toEqual(["", "中通", "顺丰"]);
    const trend = (await house.get("/api/v1/boards/trend?by=carrier&unit=week")).body.rows;
    expect(trend.map(({ id, cells }: { id: string | null; cells: number[] }) => [id, cells.at(-1)])).toEqual([
      [null, 1],
      ["中通", 1],
      ["顺丰", 2],
    ]);
    const moved = { type: "state_asserted", order: ids[2], to: "Assigned", evidence: { kind: "hand" } };
    expect((await house.send("POST", "/api/v1/events", moved)).status).toBe(200);
    const { days } = await figures(house);
    expect(await rows(`by=step&day=${days.at(-1)}`)).toEqual([
      [null, 3, 1, 3],
      ["待审核", 1, 1, 1],
    ]);
    expect(await rows(`by=step&day=2020-01-01`)).toEqual([]);
    expect((await parts("by=note")).code).toBe("invalid_request");
  });

  test("a definition is stored, replaced and taken away, and outlives a start; what is wrong is refused", async () => {
    const house = await openHouse();
    await take(house, "1", { amount: 400, currency: "CNY" });
    await take(house, "2", { amount: 200, currency: "CNY" });
    expect((await house.send("POST", "/api/v1/figures/preview", share)).body).toMatchObject({
      value: 50,
      yes: 1,
      of: 2,
    });
    expect((await figures(house)).items.map(({ id }: Figure) => id)).not.toContain("big");
    expect((await house.send("PUT", "/api/v1/figures/big", share)).status).toBe(200);
    expect((await house.send("PUT", "/api/v1/figures/big", { ...share, sends: true })).status).toBe(200);
    expect((await house.send("DELETE", "/api/v1/figures/cancel_rate", undefined)).status).toBe(200);
    expect((await house.send("DELETE", "/api/v1/figures/cancel_rate", undefined)).body.code).toBe("figure_not_found");
    const wrong = await house.send("PUT", "/api/v1/figures/x", { ...share, id: "x", by: "due_at" });
    expect([wrong.status, wrong.body.code, wrong.body.problems[0].pointer]).toEqual([422, "invalid_figure", "/by"]);
    expect((await house.send("PUT", "/api/v1/figures/x", { ...share, id: "x", kind: "sum" })).status).toBe(400);
    const journal = (await house.get("/api/v1/journal?limit=10")).body.items;
    expect(journal.filter(({ type }: { type: string }) => type === "workspace_changed")).toHaveLength(3);
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    const { items } = await figures(again);
    expect(items.map(({ id }: Figure) => id)).toEqual([
      ...["on_time_rate", "exception_rate", "unshipped_48h", "pay_to_pickup", "order_to_pickup", "refund_rate"],
      ...["first_handling", "pick_timeout", "return_rate", "brand_gap", "whole_duration", "alert_closed_mean"],
      ...[
        "alert_closed_median",
        "customer_fixed",
        "self_service",
        "asked_2h",
        "deadlines_broken",
        "order_errors",
        "complaint_rate",
      ],
      ...["courier_trouble_rate", "state_conflicts", "cost_per_order", "big"],
    ]);
    expect(items.at(-1).definition).toEqual({ ...share, sends: true });
    const csv = await again.get("/api/v1/figures/export?period=7d");
    expect(csv.text).toContain(`"大单 Big","50.0","%","1","2","0"`);
  });

  test("a workspace whose machine lacks a state is told so, and its other figures come", async () => {
    const house = await openHouse();
    const states = { initial: "New", states: [{ id: "New", label: { zh: "新", en: "New" } }], transitions: [] };
    await changeWorkspace(house.ctx, (whole) => ({ ...whole, settings: { ...whole.settings, states } }));
    await house.send("PUT", "/api/v1/figures/big", share);
    const { items } = await figures(house);
    expect(items[0].problems[0].code).toBe("unknown_fact");
    expect(items.at(-1)).toMatchObject({ id: "big", problems: [], of: 0 });
    expect((await house.get("/api/v1/figures/cancel_rate/orders")).body.code).toBe("invalid_figure");
  });
});

test("a guest's figures are of the guest's brand, and say nothing of how they are defined", async () => {
  const { house, owner } = await openSharedHouse();
  await changeWorkspace(house.ctx, (whole) => ({ ...whole, brands: [{ id: "b1", name: "青禾记" }], figures: [share] }));
  const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "b1" });
  for (const [number, brand] of [
    ["1", "青禾记"],
    ["2", "别家"],
    ["3", undefined],
  ] as const)
    await owner.ask("POST", "/orders", order(number, { brand, amount: 400, currency: "CNY" }));
  expect((await owner.ask("GET", "/figures")).body.items[0]).toMatchObject({ of: 3, definition: { id: "big" } });
  expect((await guest.ask("GET", "/figures")).body.items[0]).toMatchObject({ of: 1, yes: 1, definition: null });
  const behind = (await guest.ask("GET", "/figures/big/orders")).body;
  expect([behind.total, behind.items[0].external_id]).toEqual([1, "1"]);
  expect((await guest.ask("PUT", "/figures/big", share)).status).toBe(403);
});
