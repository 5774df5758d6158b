import { openSqliteStore, transact } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import { readDecision } from "../executor/decision-text.ts";
import { openHouse, order, publish } from "../testing/harness.ts";

const ORDERS = "/api/v1/orders";
const key = (value: string) => ({ "idempotency-key": value });

describe("one order", () => {
  test("is stored, decided by the published flow, and shown with its destination, flow version and nodes", async () => {
    const house = await openHouse();
    const flow = await publish(house);
    const answer = await house.send("POST", ORDERS, order("1", { style_code: "fj2501" }));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      order: { source: "erp", external_id: "1" },
      result: "accepted",
      decision: {
        outcome: "decided",
        destination: { id: "rapid-line", name: "快反线" },
        flow_version: [{ flow, name: "快反", version: 1 }],
      },
    });
    expect(answer.body.decision.nodes).toContain("rapid");
    expect((await house.get(`${ORDERS}?destination=rapid-line`)).body.items).toMatchObject([
      { id: answer.body.order.id, style_code: "FJ2501", destination: { name: "快反线" }, outcome: "decided" },
    ]);
  });

  test("without a published flow, or that no rule matches, is accepted, undecided, and listed as such", async () => {
    const house = await openHouse();
    const { body } = await house.send("POST", ORDERS, order("1"));
    expect(body).toMatchObject({ result: "accepted", decision: { outcome: "undecided", destination: null } });
    expect((await house.get(`${ORDERS}?outcome=undecided`)).body.items).toHaveLength(1);
    expect((await house.get(`${ORDERS}?destination=none`)).body.items).toHaveLength(1);
  });

  test("has a timeline whose chain holds, and an explanation in both languages", async () => {
    const house = await openHouse();
    await publish(house);
    const { body } = await house.send(
      "POST",
      ORDERS,
      order("1", { style_code: "AB1", note: "生日礼物", extra: { x: 1 } }),
    );
    const detail = await house.get(`${ORDERS}/${body.order.id}`);
    expect(detail.body.order).toMatchObject({ external_id: "1", note: "生日礼物", raw: { extra: { x: 1 } } });
    expect(detail.body.decision).toEqual(body.decision);
    expect(detail.body.timeline).toMatchObject([
      { seq: 1, type: "order_received", actor: "erp", data: { order: { external_id: "1" } } },
      { seq: 2, type: "decided", data: { destination: "normal-line" } },
    ]);
    const why = await house.get(`${ORDERS}/${body.order.id}/explanation`);
    expect(JSON.stringify(why.body)).toContain("款号以 FJ 开头");
    expect(JSON.stringify(why.body)).toContain("常规线");
    expect(await house.ctx.store.read.journal.verify(house.ctx.workspace.id)).toMatchObject({ broken: null });
  });

  test("an unknown one is not found", async () => {
    const house = await openHouse();
    expect((await house.get(`${ORDERS}/ord_x`)).body).toMatchObject({ status: 404, code: "order_not_found" });
    expect((await house.get(`${ORDERS}/ord_x/explanation`)).status).toBe(404);
  });
});

describe("the same again", () => {
  test("the same source, number and content gets the same answer, as a duplicate", async () => {
    const house = await openHouse();
    await publish(house);
    const first = await house.send("POST", ORDERS, order("1", { style_code: "FJ1", tags: ["a"] }));
    const again = await house.send("POST", ORDERS, {
      tags: ["a"],
      style_code: " fj1 ",
      external_id: "1",
      source: "erp",
    });
    expect(again.status).toBe(200);
    expect(again.text).toBe(first.text.replace('"accepted"', '"duplicate"'));
    expect((await house.get(ORDERS)).body.items).toHaveLength(1);
    expect((await house.get(`${ORDERS}/${first.body.order.id}`)).body.timeline).toHaveLength(2);
  });

  test("the same key gets the same bytes, also after a restart and after other orders", async () => {
    const house = await openHouse();
    await publish(house);
    const first = await house.send("POST", ORDERS, order("1", { style_code: "FJ1" }), key("k1"));
    await house.send("POST", ORDERS, order("1", { style_code: "AB1" }));
    const again = await house.send("POST", ORDERS, order("1", { style_code: "FJ1" }), key("k1"));
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    await house.stop();
    const reopened = await openHouse({ folder: house.folder });
    const later = await reopened.send("POST", ORDERS, order("1", { style_code: "FJ1" }), key("k1"));
    expect([later.status, later.text]).toEqual([first.status, first.text]);
  });

  test("a key that is used again for other content is a conflict, and changes nothing", async () => {
    const house = await openHouse();
    await house.send("POST", ORDERS, order("1", { style_code: "FJ1" }), key("k1"));
    for (const other of [order("1", { style_code: "FJ2" }), order("2", { style_code: "FJ1" })]) {
      const refused = await house.send("POST", ORDERS, other, key("k1"));
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        code: "key_reused",
        title: expect.any(String),
        title_en: expect.any(String),
      });
    }
    expect((await house.get(ORDERS)).body.items).toMatchObject([{ external_id: "1", style_code: "FJ1" }]);
  });

  test("a duplicate gets the first answer's words, also after its destination was renamed", async () => {
    const house = await openHouse();
    await publish(house);
    const first = await house.send("POST", ORDERS, order("1", { style_code: "FJ1" }));
    expect(first.text).toContain("快反线");
    const { store, workspace } = house.ctx;
    const destinations = workspace.whole.destinations.map((one) => ({ ...one, name: `新${one.name}` }));
    await house.stop();
    const renamed = { ...workspace.whole, destinations };
    const opened = await openSqliteStore({ file: store.location, now: 0 });
    await transact(opened, (tx) => tx.workspaces.save(renamed));
    await opened.close();
    const reopened = await openHouse({ folder: house.folder });
    const again = await reopened.send("POST", ORDERS, order("1", { style_code: "FJ1" }));
    expect(again.text).toBe(first.text.replace('"accepted"', '"duplicate"'));
    expect((await reopened.get(`${ORDERS}/${first.body.order.id}`)).text).toContain("新快反线");
  });

  test("a key whose order was refused is free again", async () => {
    const house = await openHouse();
    expect((await house.send("POST", ORDERS, order("1", { lines: 5 }), key("k1"))).status).toBe(422);
    expect((await house.send("POST", ORDERS, order("1"), key("k1"))).status).toBe(201);
  });

  test("the same source and number with other content is an update: the order keeps its id and is decided anew", async () => {
    const house = await openHouse();
    await publish(house);
    const first = await house.send("POST", ORDERS, order("1", { style_code: "AB1" }));
    const before = await house.get(`${ORDERS}/${first.body.order.id}`);
    const update = await house.send("POST", ORDERS, order("1", { style_code: "FJ1" }));
    expect(update.status).toBe(200);
    expect(update.body).toMatchObject({ result: "update", order: first.body.order });
    const detail = await house.get(`${ORDERS}/${first.body.order.id}`);
    expect(detail.body.order.style_code).toBe("FJ1");
    expect(detail.body.order.received_at).toBe(before.body.order.received_at);
    expect(detail.body.timeline.map((entry: { type: string }) => entry.type)).toContain("order_updated");
    const entries = await house.ctx.store.read.journal.timeline(house.ctx.workspace.id, first.body.order.id);
    const told = entries.find(({ type }) => type === "order_updated");
    expect(told).toMatchObject({ actor: "erp", at: expect.any(Number) });
    const said = { order: first.body.order.id };
    expect(JSON.parse(told?.data ?? "").changes).toEqual(
      expect.arrayContaining([
        { ...said, field: "order.style_code", old: "AB1", new: "FJ1" },
        { ...said, field: "destination", old: "normal-line", new: "rapid-line" },
      ]),
    );
    expect(readDecision(entries.at(-1)?.data ?? "")).toMatchObject({
      flows: [{ version: 1 }],
      effects: [{ type: "route", origin: { version: 1, node: "rapid" } }],
    });
    expect((await house.get(ORDERS)).body.items).toHaveLength(1);
  });

  test("the same number from another source is another order", async () => {
    const house = await openHouse();
    await house.send("POST", ORDERS, order("1"));
    expect((await house.send("POST", ORDERS, { ...order("1"), source: "csv" })).status).toBe(201);
  });

  test("copies that arrive in one tick make one order and get one answer", async () => {
    const house = await openHouse();
    await publish(house);
    const send = (headers = {}) => house.send("POST", ORDERS, order("1", { style_code: "FJ1" }), headers);
    const answers = await Promise.all([send(), send(key("k1")), send(), send(key("k1")), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify([body.order, body.decision]))).size).toBe(1);
    expect((await house.get(ORDERS)).body.items).toHaveLength(1);
    const clash = await Promise.all([
      house.send("POST", ORDERS, order("7"), key("k7")),
      house.send("POST", ORDERS, order("8"), key("k7")),
    ]);
    expect(clash.map(({ status }) => status)).toEqual([201, 409]);
  });

  test("what arrives in one tick shares one transaction", async () => {
    const house = await openHouse();
    const { store } = house.ctx;
    let begun = 0;
    const begin = store.begin.bind(store);
    store.begin = () => {
      begun += 1;
      return begin();
    };
    await Promise.all(Array.from({ length: 100 }, (_, n) => house.send("POST", ORDERS, order(String(n)))));
    expect(begun).toBeLessThanOrEqual(3);
    expect((await house.get(`${ORDERS}?limit=200`)).body.items).toHaveLength(100);
  });
});
