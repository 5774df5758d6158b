/** Orders that platforms and other systems send by signed messages. */
import { createHmac } from "node:crypto";
import { signWebhook } from "@switchyard/connectors/testing";
import { openSqliteReader } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import { type House, openHouse, order, sendBytes } from "../testing/harness.ts";

const RECORDS = "/api/v1/intake/records";
const ORDERS = "/api/v1/orders";
const counts = async (house: House) => (await house.get("/api/v1/intake/reconciliation")).body;

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

  test("an older message that is sent again under another id changes nothing: the id is not signed", async () => {
    const house = await withShop();
    const send = (body: string, id: string) => sendBytes(house, PATH, body, shopify(SECRET, body, id));
    const older = shopifyBody("#1001", { note: "一" });
    const newer = shopifyBody("#1001", { note: "二" });
    await send(older, "w-1");
    expect((await send(newer, "w-2")).body.results).toMatchObject([{ status: "update" }]);
    const { order } = (await send(older, "w-3")).body.results[0];
    expect(await counts(house)).toMatchObject({ items: [{ received: 3, accepted: 1, update: 1, duplicate: 1 }] });
    expect((await house.get(`${ORDERS}/${order.id}`)).body.order.note).toBe("二");
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

  test("what a shop cancels is cancelled; what it deletes, pays back or sends parcel by parcel changes no order", async () => {
    const house = await withShop();
    const send = (body: string) => sendBytes(house, PATH, body, shopify(SECRET, body));
    const { order } = (await send(shopifyBody("#1001"))).body.results[0];
    const id = JSON.parse(shopifyBody("#1001")).id;
    for (const other of [
      { id },
      { id: "9", order_id: id, line_items: [] },
      { id: "8", order_id: id, refund_line_items: [] },
    ])
      expect(await send(JSON.stringify(other))).toMatchObject({
        status: 202,
        body: { results: [{ status: "quarantined", problems: [{ code: "no_order" }] }] },
      });
    expect((await house.get(ORDERS)).body.items).toHaveLength(1);
    expect((await house.get(`${ORDERS}/${order.id}`)).body.order).toMatchObject({ amount: 19900, lines: [{ qty: 2 }] });
    await send(shopifyBody("#1001", { cancelled_at: "2026-11-20T11:00:00+08:00", cancel_reason: null }));
    expect((await house.get(`${ORDERS}/${order.id}`)).body.order.status).toBe("Cancelled");
  });

  test("what a shop says it has sent is told to the order, whose payment stands beside it", async () => {
    const house = await withShop();
    const send = (body: string) => sendBytes(house, PATH, body, shopify(SECRET, body));
    const { order } = (await send(shopifyBody("#1001"))).body.results[0];
    await send(shopifyBody("#1001", { fulfillment_status: "fulfilled" }));
    const { timeline } = (await house.get(`${ORDERS}/${order.id}`)).body;
    expect(timeline).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ type: "platform_state", canonical: "HandedOver" }) }),
    );
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
