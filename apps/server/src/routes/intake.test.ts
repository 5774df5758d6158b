import { createHmac } from "node:crypto";
import { signWebhook } from "@switchyard/connectors";
import { openSqliteReader } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import { type House, openHouse, order, publish, sendBytes } from "../testing/harness.ts";

const RECORDS = "/api/v1/intake/records";
const ORDERS = "/api/v1/orders";
const counts = async (house: House) => (await house.get("/api/v1/intake/reconciliation")).body;

describe("every record that comes in", () => {
  test("is kept as it came, with what became of it, and counted: received = accepted + duplicate + update + quarantined", async () => {
    const house = await openHouse();
    await publish(house);
    const text = '{ "source":"erp",\n "external_id":"1", "style_code":"FJ1" }';
    const first = await house.send("POST", ORDERS, text);
    await house.send("POST", ORDERS, text);
    await house.send("POST", ORDERS, order("1", { style_code: "AB1" }));
    const refused = await house.send("POST", ORDERS, order("2", { lines: 5 }));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: "invalid_order", record: expect.stringMatching(/^rec_/) },
    });
    const broken = await house.send("POST", ORDERS, '{"source":"erp",');
    expect(broken).toMatchObject({ status: 400, body: { code: "malformed_json", record: expect.any(String) } });
    const bulk = await sendBytes(house, `${ORDERS}/bulk`, `${JSON.stringify(order("3"))}\nnonsense\n`, {
      "content-type": "application/x-ndjson",
    });
    expect(bulk.text.split("\n")[1]).toContain("rejected");

    const { items } = (await house.get(`${RECORDS}?limit=50`)).body;
    expect(items.map((one: { outcome: string }) => one.outcome).sort()).toEqual(
      ["accepted", "accepted", "duplicate", "quarantined", "quarantined", "quarantined", "update"].sort(),
    );
    const kept = items.find((one: { outcome: string; order: string }) => one.order === first.body.order.id);
    expect((await house.get(`${RECORDS}/${kept.id}`)).body).toMatchObject({ source: "erp", external_id: "1" });
    expect(items.map((one: { raw: string }) => one.raw)).toContain(text);
    const { items: days, open } = await counts(house);
    expect(open).toBe(3);
    expect(days).toMatchObject([
      { source: "", received: 2, quarantined: 2, balanced: true },
      { source: "erp", received: 5, accepted: 2, duplicate: 1, update: 1, quarantined: 1, balanced: true },
    ]);
  });

  test("a key that is used again for other content is kept in quarantine too", async () => {
    const house = await openHouse();
    await house.send("POST", ORDERS, order("1"), { "idempotency-key": "k" });
    expect((await house.send("POST", ORDERS, order("2"), { "idempotency-key": "k" })).status).toBe(409);
    const { items } = (await house.get(`${RECORDS}?open=true`)).body;
    expect(items).toMatchObject([{ external_id: "2", problems: [{ code: "key_reused" }] }]);
  });

  test("is counted beside what the platform counts: the difference is shown, also of a day on which nothing came", async () => {
    const house = await openHouse();
    for (const n of ["1", "2"]) await house.send("POST", ORDERS, order(n));
    const [{ day }] = (await counts(house)).items;
    const state = (body: object) => house.send("PUT", "/api/v1/intake/reconciliation", body);
    expect((await counts(house)).items).toMatchObject([{ stated: null, difference: null }]);
    expect((await state({ day, source: "erp", stated: 5 })).body).toMatchObject({ accepted: 2, difference: -3 });
    expect((await state({ day, source: "erp", stated: 5 })).status).toBe(200);
    await house.send("POST", ORDERS, order("3"));
    expect((await state({ day: "2026-01-31", source: "tmall", stated: 412 })).body).toMatchObject({ received: 0 });
    expect((await counts(house)).items).toMatchObject([
      { day, source: "erp", accepted: 3, stated: 5, difference: -2, balanced: true },
      { day: "2026-01-31", source: "tmall", accepted: 0, stated: 412, difference: -412, balanced: true },
    ]);
    expect((await state({ day, source: "erp", stated: null })).body).toMatchObject({ stated: null, difference: null });
    expect((await state({ day, source: "nobody", stated: null })).body).toBeNull();
    for (const bad of [{ day: "2026-02-31" }, { stated: -1 }, { stated: 1.5 }, { source: " " }])
      expect((await state({ day, source: "erp", stated: 1, ...bad })).status).toBe(400);
    const told = await house.ctx.store.read.journal.timeline(house.ctx.workspace.id, "intake");
    expect(told.map(({ type, data }) => [type, JSON.parse(data)])).toEqual([
      ["count_stated", { day, source: "erp", from: null, to: 5 }],
      ["count_stated", { day: "2026-01-31", source: "tmall", from: null, to: 412 }],
      ["count_stated", { day, source: "erp", from: 5, to: null }],
    ]);
  });
});

describe("a quarantined record", () => {
  test("is mended and sent again once; the journal of the order says from which record", async () => {
    const house = await openHouse();
    await publish(house);
    const refused = await house.send("POST", ORDERS, order("1", { style_code: "FJ1", amount: "many" }));
    const { record } = refused.body;
    const still = await house.send("POST", `${RECORDS}/${record}/resubmit`, {});
    expect(still).toMatchObject({ status: 422, body: { problems: [{ pointer: "/amount" }] } });
    const text = JSON.stringify(order("1", { style_code: "FJ1", amount: "12.50" }));
    const done = await house.send("POST", `${RECORDS}/${record}/resubmit`, { text });
    expect(done).toMatchObject({ status: 200, body: { id: record, status: "accepted", order: { external_id: "1" } } });
    expect((await house.send("POST", `${RECORDS}/${record}/resubmit`, { text })).body.code).toBe("not_open");
    const detail = (await house.get(`${ORDERS}/${done.body.order.id}`)).body;
    expect(detail.decision.destination.id).toBe("rapid-line");
    expect(detail.timeline.map((one: { type: string }) => one.type)).toContain("intake_repaired");
    expect((await house.get(`${RECORDS}/${record}`)).body).toMatchObject({ mended_by: expect.stringMatching(/^rec_/) });
    expect(await counts(house)).toMatchObject({
      open: 0,
      items: [{ received: 2, accepted: 1, quarantined: 1, closed: 1, balanced: true }],
    });
    expect((await house.get(`${RECORDS}?outcome=quarantined`)).body.items).toHaveLength(1);
  });

  test("many are mended at once by setting the same field, each answered for itself; junk is dismissed with a reason", async () => {
    const house = await openHouse();
    const ids: string[] = [];
    for (const n of [1, 2, 3]) {
      const body = { external_id: String(n), ...(n === 3 ? { lines: 5 } : {}) };
      ids.push((await house.send("POST", ORDERS, body)).body.record);
    }
    const { items } = (await house.send("POST", `${RECORDS}/resubmit`, { ids, merge: { source: "erp" } })).body;
    expect(items.map((one: { status: string }) => one.status)).toEqual(["accepted", "accepted", "quarantined"]);
    expect(items[2]).toMatchObject({ id: ids[2], problems: [{ pointer: "/lines" }] });
    const dismissed = await house.send("POST", `${RECORDS}/dismiss`, { ids, reason: "测试数据" });
    expect(dismissed.body).toEqual({ dismissed: [ids[2]] });
    expect((await counts(house)).open).toBe(0);
    const entries = await house.ctx.store.read.journal.timeline(house.ctx.workspace.id, "intake");
    expect(entries).toMatchObject([{ type: "intake_dismissed", data: expect.stringContaining("测试数据") }]);
    expect((await house.send("POST", `${RECORDS}/rec_x/resubmit`, {})).body.code).toBe("record_not_found");
  });

  test("a quantity is set in the lines of many at once; an order without a line gets one", async () => {
    const house = await openHouse();
    const ids: string[] = [];
    for (const lines of [
      [
        { line_no: 1, sku: "A", qty: "一百" },
        { line_no: 2, sku: "B", qty: -1 },
      ],
      [],
    ])
      ids.push(
        (await house.send("POST", ORDERS, { ...order(String(lines.length)), amount: "many", lines })).body.record,
      );
    const repair = { ids, merge: { amount: "5.00" }, each_line: { qty: "100" } };
    const { items } = (await house.send("POST", `${RECORDS}/resubmit`, repair)).body;
    expect(items).toMatchObject([{ status: "accepted" }, { status: "accepted" }]);
    const linesOf = async (id: string) => (await house.get(`${ORDERS}/${id}`)).body.order.lines;
    expect(await linesOf(items[0].order.id)).toMatchObject([
      { sku: "A", qty: 100 },
      { sku: "B", qty: 100 },
    ]);
    expect(await linesOf(items[1].order.id)).toMatchObject([{ line_no: 1, qty: 100 }]);
  });

  test("survives a restart, and cannot pollute a prototype by its repair", async () => {
    const house = await openHouse();
    const { record } = (await house.send("POST", ORDERS, order("1", { lines: 5 }))).body;
    const evil = await house.send("POST", `${RECORDS}/${record}/resubmit`, '{"merge":{"__proto__":{"x":1}}}');
    expect(evil.status).toBe(422);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    expect((await again.get(`${RECORDS}?open=true`)).body.items).toMatchObject([{ id: record }]);
  });
});

describe("webhooks", () => {
  const shopifyBody = (number: string, more: Record<string, unknown> = {}) =>
    JSON.stringify({ id: 820982911946154508n.toString(), name: number, order_number: 1001, created_at: "2026-11-20T10:00:00+08:00", financial_status: "paid", currency: "CNY", total_price: "199.00", line_items: [{ id: 1, sku: "FJ1-M", title: "羽绒服", quantity: 2, price: "99.50" }], ...more }); // biome-ignore format: a body
  const shopify = (secret: string, body: string, id = "w-1") => ({
    "content-type": "application/json",
    "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    "x-shopify-topic": "orders/create",
    "x-shopify-webhook-id": id,
  });
  const SECRET = "shpss_canary_1234567890";
  const withShop = async () => {
    const house = await openHouse();
    const made = await house.send("POST", "/api/v1/intake/sources", {
      id: "shop",
      kind: "shopify",
      name: "店",
      secret: SECRET,
    });
    expect(made.status).toBe(201);
    return house;
  };
  const PATH = "/api/v1/intake/webhooks/shop";

  test("the same message three times at once makes one order; its raw bytes are kept", async () => {
    const house = await withShop();
    const body = shopifyBody("#1001");
    const answers = await Promise.all([1, 2, 3].map(() => sendBytes(house, PATH, body, shopify(SECRET, body))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((one) => one.body.results[0].order.id)).size).toBe(1);
    expect((await house.get(ORDERS)).body.items).toHaveLength(1);
    expect(await counts(house)).toMatchObject({ items: [{ source: "shop", received: 3, accepted: 1, duplicate: 2 }] });
    const { items } = (await house.get(`${RECORDS}?outcome=accepted`)).body;
    expect((await house.get(`${RECORDS}/${items[0].id}`)).body.raw).toBe(body);
  });

  test("without the right signature nothing is kept; an unknown source answers alike", async () => {
    const house = await withShop();
    const body = shopifyBody("#1001");
    const tries = [
      sendBytes(house, PATH, body, shopify("another-secret", body)),
      sendBytes(house, PATH, `${body} `, shopify(SECRET, body)),
      sendBytes(house, PATH, body, { "content-type": "application/json" }),
      sendBytes(house, "/api/v1/intake/webhooks/nobody", body, shopify(SECRET, body)),
    ];
    for (const one of await Promise.all(tries))
      expect(one).toMatchObject({ status: 401, body: { code: "wrong_signature" } });
    expect((await house.get(RECORDS)).body.items).toEqual([]);
  });

  test("a signed message that is no order is kept in quarantine and acknowledged, and can be mended", async () => {
    const house = await withShop();
    const body = shopifyBody("#1", { line_items: [{ sku: "FJ1", quantity: "many" }], total_price: "lots" });
    const kept = await sendBytes(house, PATH, body, shopify(SECRET, body));
    expect(kept).toMatchObject({
      status: 202,
      body: { results: [{ status: "quarantined", record: expect.any(String) }] },
    });
    const { record } = kept.body.results[0];
    const done = await house.send("POST", `${RECORDS}/${record}/resubmit`, { text: shopifyBody("#1") });
    expect(done.body).toMatchObject({ status: "accepted", order: { source: "shop" } });
    const noise = await sendBytes(house, PATH, "no json", shopify(SECRET, "no json", "w-2"));
    expect(noise).toMatchObject({ status: 202, body: { results: [{ problems: [{ code: "not_json" }] }] } });
  });

  test("a system that signs by Standard Webhooks sends plain orders; the source's name is ours", async () => {
    const house = await openHouse();
    const made = await house.send("POST", "/api/v1/intake/sources", { id: "wms", kind: "signed", name: "WMS" });
    const { secret } = made.body;
    expect(secret).toMatch(/^whsec_/);
    const body = JSON.stringify(order("9", { source: "somebody-else" }));
    const seconds = Math.floor(house.ctx.clock.now() / 1000);
    const headers = {
      "webhook-id": "m1",
      "webhook-timestamp": String(seconds),
      "webhook-signature": signWebhook([secret], { id: "m1", seconds, body: Buffer.from(body) }),
    };
    const answer = await sendBytes(house, "/api/v1/intake/webhooks/wms", body, headers);
    expect(answer.body.results).toMatchObject([{ status: "accepted", order: { source: "wms", external_id: "9" } }]);
  });

  test("secrets are sealed at rest, never shown, and good for two while a sender changes over", async () => {
    const house = await withShop();
    const listed = await house.get("/api/v1/intake/sources");
    expect(listed.text).not.toContain(SECRET);
    expect(listed.body.items).toMatchObject([{ secret_shown: "••••7890", path: PATH }]);
    await house.send("PATCH", "/api/v1/intake/sources/shop", { secret: "shpss_new_secret_000" });
    for (const [secret, id] of [
      [SECRET, "a"],
      ["shpss_new_secret_000", "b"],
    ] as const) {
      // biome-ignore format: pairs
      const body = shopifyBody(`#${id}`);
      expect((await sendBytes(house, PATH, body, shopify(secret, body, id))).status).toBe(200);
    }
    await house.stop();
    const reader = await openSqliteReader(`${house.folder}/switchyard.db`);
    expect(JSON.stringify(await reader.intake.sources("demo"))).not.toContain("shpss_");
    await reader.close();
    expect(house.logged.join("")).not.toContain("shpss_");
  });
});
