/** Keys of systems: what each opens, also one that is for a brand or a source. */
import { describe, expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { openBrowser } from "../testing/people.ts";
import { OURS, openTwoBrands, THEIRS } from "../testing/two-brands.ts";

describe("a key", () => {
  test("is told once, lies hashed, does what it was given and nothing else, and ends when it is revoked", async () => {
    const { house, owner } = await openTwoBrands();
    const made = await owner.ask("POST", "/keys", { name: "ERP", permissions: ["orders.write"] });
    const { secret, key } = made.body;
    expect(secret.startsWith(key.prefix)).toBe(true);
    expect((await owner.ask("GET", "/keys")).text).not.toContain(secret);
    const machine = openBrowser(house);
    const send = (number: string) =>
      machine.ask("POST", "/orders", order(number), { authorization: `Bearer ${secret}` });
    expect((await send("10")).status).toBe(201);
    const [listed] = (await owner.ask("GET", "/keys")).body.items;
    expect(listed.last_used_at).toEqual(expect.any(Number));
    const read = await machine.ask("GET", "/orders", undefined, { authorization: `Bearer ${secret}` });
    expect(read).toMatchObject({ status: 403, body: { code: "not_allowed" } });
    expect((await owner.ask("DELETE", `/keys/${key.id}`)).status).toBe(200);
    expect(await send("11")).toMatchObject({ status: 401, body: { code: "key_refused" } });
  });

  test("keeps its use for the next write when one fails, and keys are listed meanwhile", async () => {
    const { house, owner } = await openTwoBrands();
    const { secret } = (await owner.ask("POST", "/keys", { name: "ERP", permissions: ["orders.read"] })).body;
    await openBrowser(house).ask("GET", "/orders", undefined, { authorization: `Bearer ${secret}` });
    const { store } = house.ctx;
    const begin = store.begin.bind(store);
    store.begin = () => Promise.reject(new Error("no room"));
    const used = async () => (await owner.ask("GET", "/keys")).body.items[0].last_used_at;
    expect(await used()).toBeNull();
    store.begin = begin;
    expect(await used()).toEqual(expect.any(Number));
  });

  test("rotated, opens by both secrets for the time given, then by the new one alone", async () => {
    const { house, owner } = await openTwoBrands();
    const { secret, key } = (await owner.ask("POST", "/keys", { name: "ERP", permissions: ["orders.read"] })).body;
    const next = (await owner.ask("POST", `/keys/${key.id}/rotate`, { grace_hours: 0 })).body;
    const machine = openBrowser(house);
    const read = async (by: string) =>
      (await machine.ask("GET", "/orders", undefined, { authorization: `Bearer ${by}` })).status;
    expect(await read(next.secret)).toBe(200);
    expect(await read(secret)).toBe(401);
    const last = (await owner.ask("POST", `/keys/${next.key.id}/rotate`, { grace_hours: 1 })).body;
    expect([await read(next.secret), await read(last.secret)]).toEqual([200, 200]);
  });

  test("for a source and a brand takes no other, and may ask so often a minute", async () => {
    const { house, owner } = await openTwoBrands();
    const about = { name: "青禾", permissions: ["orders.write", "orders.read"], source: "erp", brand: OURS };
    const { secret } = (await owner.ask("POST", "/keys", { ...about, rate_per_minute: 4 })).body;
    const machine = openBrowser(house);
    const headers = { authorization: `Bearer ${secret}` };
    const send = async (body: object) => (await machine.ask("POST", "/orders", body, headers)).body.code ?? "taken";
    expect(await send(order("20", { brand: OURS }))).toBe("taken");
    expect(await send(order("21", { brand: THEIRS }))).toBe("wrong_brand");
    expect(await send({ ...order("22", { brand: OURS }), source: "other" })).toBe("wrong_brand");
    expect((await machine.ask("GET", "/orders", undefined, headers)).body.items).toHaveLength(2);
    const over = await machine.ask("GET", "/orders", undefined, headers);
    expect(over).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a key for one brand", () => {
  const openBrandKey = async () => {
    const { house, owner, mine, other } = await openTwoBrands();
    const permissions = ["orders.write", "orders.read"];
    const { secret } = (await owner.ask("POST", "/keys", { name: "青禾", permissions, brand: OURS })).body;
    const machine = openBrowser(house);
    const ask = (method: string, path: string, body?: unknown) =>
      machine.ask(method, path, body, { authorization: `Bearer ${secret}` });
    return { house, owner, ask, mine, other };
  };

  test("cannot take over another brand's order by its number, one by one or in bulk", async () => {
    const { house, owner, ask, other } = await openBrandKey();
    const theft = { ...order("2", { brand: OURS, note: "现在是我的" }) };
    expect(await ask("POST", "/orders", theft)).toMatchObject({ status: 403, body: { code: "wrong_brand" } });
    const { secret } = (await owner.ask("POST", "/keys", { name: "批量", permissions: ["orders.write"], brand: OURS }))
      .body;
    const lines = [theft, order("9", { brand: OURS }), order("10", { brand: THEIRS })].map((one) =>
      JSON.stringify(one),
    );
    const bulk = await house.app.request("https://yard.example.com/api/v1/orders/bulk", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/x-ndjson", host: "yard.example.com" },
      body: lines.join("\n"),
    });
    const answers = (await bulk.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ status, problems }) => problems?.[0].code ?? status)).toEqual([
      ...["wrong_brand", "accepted", "wrong_brand"],
    ]);
    expect((await owner.ask("GET", `/orders/${other}`)).body.order).toMatchObject({ brand: THEIRS });
    expect((await owner.ask("GET", `/orders/${other}`)).text).not.toContain("现在是我的");
  });

  test("[D1] hears of no other brand's order by a PO number, and holds none of theirs with it", async () => {
    const { owner, ask } = await openBrandKey();
    const po = (id: string, source: string, brand?: string) => ({ ...order(id, { brand, po_no: "PO-1" }), source });
    await owner.ask("POST", "/orders", po("11", "mail", THEIRS));
    await owner.ask("POST", "/orders", po("12", "mail"));
    expect((await ask("POST", "/orders", po("13", "key", OURS))).body.decision).toMatchObject({
      outcome: "undecided",
      effects: [],
    });
    expect((await owner.ask("POST", "/orders", po("14", "form", THEIRS))).body.decision.outcome).toBe("parked");
    expect((await owner.ask("POST", "/orders", po("15", "form", OURS))).body.decision).toMatchObject({
      outcome: "parked",
    });
  });

  test("speaks of its own orders only, and sees them only", async () => {
    const { owner, ask, mine, other } = await openBrandKey();
    const cancel = { type: "order_cancelled" };
    for (const about of [{ order: other }, { source: "erp", external_id: "2" }, { source: "erp", external_id: "77" }])
      expect((await ask("POST", "/events", { ...cancel, ...about })).body.code).toBe("order_not_found");
    const stock = await ask("POST", "/events", { type: "stock_changed", sku: "A", available: 1 });
    expect(stock.body.code).toBe("order_not_found");
    expect((await owner.ask("GET", `/orders/${other}/standing`)).body.cancelled).toBe(false);
    expect((await ask("GET", `/orders/${other}/standing`)).body.code).toBe("order_not_found");
    expect((await ask("POST", "/events", { ...cancel, source: "erp", external_id: "1" })).status).toBe(200);
    expect((await ask("GET", `/orders/${mine}/standing`)).body.cancelled).toBe(true);
    expect((await ask("GET", "/orders")).body.items.map(({ id }: { id: string }) => id)).toEqual([mine]);
    for (const path of ["/todo", "/batches", "/events", "/approvals", "/freezes", "/gates"])
      expect([path, (await ask("GET", path)).status]).toEqual([path, 403]);
  });

  test("of a source says what the platform counts for that source, and for no other; one of a brand for none", async () => {
    const { house, owner } = await openTwoBrands();
    const count = async (about: object, source: string) => {
      const { secret } = (await owner.ask("POST", "/keys", { name: source, permissions: ["orders.write"], ...about }))
        .body;
      const body = { day: "2026-11-22", source, stated: 3 };
      const headers = { authorization: `Bearer ${secret}` };
      return (await openBrowser(house).ask("PUT", "/intake/reconciliation", body, headers)).status;
    };
    expect(await count({ source: "shop" }, "shop")).toBe(200);
    expect(await count({ source: "shop" }, "erp")).toBe(403);
    expect(await count({ source: "shop", brand: OURS }, "shop")).toBe(403);
    const { items } = (await owner.ask("GET", "/intake/reconciliation")).body;
    expect(items).toContainEqual(expect.objectContaining({ source: "shop", stated: 3 }));
    expect(items).not.toContainEqual(expect.objectContaining({ source: "erp", stated: 3 }));
  });

  test("of a source sees that source's orders only", async () => {
    const { house, owner } = await openTwoBrands();
    await owner.ask("POST", "/orders", { ...order("50"), source: "shop" });
    const about = { name: "商城", permissions: ["orders.read"], source: "shop" };
    const { secret } = (await owner.ask("POST", "/keys", about)).body;
    const { body } = await openBrowser(house).ask("GET", "/orders?source=erp", undefined, {
      authorization: `Bearer ${secret}`,
    });
    expect(body.items.map((one: { external_id: string }) => one.external_id)).toEqual(["50"]);
  });
});
