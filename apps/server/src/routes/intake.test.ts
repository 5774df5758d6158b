/** Records that come in: each is kept and counted, and what was refused is mended. */
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
