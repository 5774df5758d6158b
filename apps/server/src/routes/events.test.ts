import { describe, expect, test } from "vitest";
import { type House, openHouse, order, publish, reply } from "../testing/harness.ts";

const EVENTS = "/api/v1/events";
const send = (house: House, event: Record<string, unknown>) => house.send("POST", EVENTS, event);
const about = (number: string) => ({ source: "erp", external_id: number });
const said = (to: string, more: Record<string, unknown> = {}) => ({
  type: "state_asserted",
  to,
  evidence: { kind: "scan", by: "scanner-1" },
  ...more,
});

async function houseWithOrder() {
  const house = await openHouse();
  await publish(house);
  const { body } = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
  const id: string = body.order.id;
  const status = async () => (await house.get(`/api/v1/orders/${id}`)).body.order.status;
  return { house, id, status };
}

describe("an event of a source", () => {
  test("moves its order on, named by our id or by the source's number", async () => {
    const { house, id, status } = await houseWithOrder();
    const first = await send(house, said("Assigned", { order: id }));
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ type: "state_asserted", result: "done", order: { id, ...about("1") } });
    expect(first.body.effects).toMatchObject([{ type: "state", from: "PendingReview", to: "Assigned" }]);
    const second = await send(house, said("Picked", about("1")));
    expect([second.body.result, await status()]).toEqual(["done", "Picked"]);
    expect((await house.get("/api/v1/orders")).body.items).toMatchObject([{ status: "Picked" }]);
  });

  test("that the state machine does not allow changes nothing and says why in both languages", async () => {
    const { house, id, status } = await houseWithOrder();
    const skipped = await send(house, said("Packed", { order: id }));
    expect([skipped.status, skipped.body.result, await status()]).toEqual([200, "refused", "PendingReview"]);
    expect(skipped.body.records).toMatchObject([
      {
        code: "state_conflict",
        text: {
          zh: "缺少「已分仓」，不能从「待审核」到「已打包」",
          en: expect.stringContaining('"Assigned" is missing'),
        },
      },
    ]);
    for (const to of ["Assigned", "Picked", "Checked", "Packed"]) await send(house, said(to, { order: id }));
    const unproved = await send(house, { ...said("HandedOver", { order: id }), evidence: { kind: "hand" } });
    expect(unproved.body.records).toMatchObject([{ text: { zh: "到「已交接」需要扫描作为凭证" } }]);
    const unknown = await send(house, said("Nowhere", { order: id }));
    expect(unknown.body).toMatchObject({ result: "refused" });
  });

  test("for an order that has not come yet waits for it, under the id that the order then gets", async () => {
    const { house } = await houseWithOrder();
    const early = await send(house, { type: "order_cancelled", ...about("9"), reason: "买家取消" });
    expect(early.body).toMatchObject({ result: "waiting", records: [{ code: "waiting" }] });
    const more = await send(house, { type: "after_sale", kind: "complaint", ...about("9") });
    expect(more.body.order.id).toBe(early.body.order.id);
    const came = await house.send("POST", "/api/v1/orders", order("9"));
    expect([came.status, came.body.order.id]).toEqual([201, early.body.order.id]);
    const { body } = await house.get(`/api/v1/orders/${came.body.order.id}`);
    expect(body.order.status).toBe("Cancelled");
    const again = await house.send("POST", "/api/v1/orders", order("9"));
    expect([again.status, again.body.order.id]).toEqual([200, early.body.order.id]);
    expect(await house.ctx.store.read.journal.verify(house.ctx.workspace.id)).toMatchObject({ broken: null });
  });

  test("for an order id that is none is refused: ids are given out here", async () => {
    const { house } = await houseWithOrder();
    const answer = await send(house, said("Assigned", { order: "ord_nobody" }));
    expect([answer.status, answer.body.code]).toEqual([404, "order_not_found"]);
  });

  test("with the same id is done once and gets the same answer, also after a restart; other content is a conflict", async () => {
    const { house, id } = await houseWithOrder();
    const event = said("Assigned", { id: "ev-1", ...about("1") });
    const first = await send(house, event);
    const [again, shuffled] = await Promise.all([
      send(house, event),
      send(house, Object.fromEntries(Object.entries(event).toReversed())),
    ]);
    expect([again.text, shuffled.text]).toEqual([first.text, first.text]);
    const other = await send(house, { ...event, to: "Picked" });
    expect([other.status, other.body.code]).toEqual([409, "event_id_reused"]);
    const elsewhere = await send(house, { ...said("Picked", { order: id }), id: "ev-1", source: "wms" });
    expect(elsewhere.status).toBe(200);
    await house.stop();
    const later = await openHouse({ folder: house.folder });
    expect((await send(later, event)).text).toBe(first.text);
    const { timeline } = (await later.get(`/api/v1/orders/${id}`)).body;
    expect(timeline.filter(({ type }: { type: string }) => type === "state_asserted")).toHaveLength(2);
  });

  test("sent many times at once is done once", async () => {
    const { house } = await houseWithOrder();
    const event = { type: "measure_observed", measure: "m", value: 1, id: "m-1", ...about("1") };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(house, event)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("late by its own time is recorded as late", async () => {
    const { house, id } = await houseWithOrder();
    await send(house, said("Assigned", { order: id }));
    const late = await send(house, said("Assigned", { order: id, occurred_at: "2020-01-01T08:00:00+08:00" }));
    expect(late.body).toMatchObject({ result: "late", records: [{ code: "late" }] });
  });

  test("of the world is about no order", async () => {
    const { house } = await houseWithOrder();
    const stock = await send(house, { type: "stock_changed", sku: "A", available: 3 });
    expect(stock.body).toMatchObject({ order: null, result: "done" });
    expect((await send(house, { type: "credit_changed", customer: "c", remaining: 5 })).body.order).toBeNull();
  });

  test("of a courier and of a platform is understood by the tables", async () => {
    const { house, id } = await houseWithOrder();
    expect((await send(house, { type: "courier_node", order: id, action: "picked_up" })).status).toBe(200);
    const status = await send(house, {
      type: "platform_status",
      order: id,
      platform: "taobao",
      statuses: { status: "???" },
    });
    expect(status.status).toBe(200);
  });
});

describe("an event that cannot be read", () => {
  const named = about("1");
  test.each([
    [{ type: "nothing_known", ...named }, "/type"],
    [{ ...named }, "/type"],
    [{ type: "order_received", ...named }, "/type"],
    [{ type: "timer_due", ...named }, "/type"],
    [{ type: "order_cancelled" }, "/order"],
    [{ type: "order_cancelled", order: "a", external_id: "1", source: "erp" }, "/order"],
    [{ type: "order_cancelled", external_id: "1" }, "/order"],
    [{ type: "order_cancelled", ...named, at: 5 }, ""],
    [{ type: "order_cancelled", ...named, occurred_at: "yesterday" }, "/occurred_at"],
    [{ type: "order_cancelled", ...named, occurred_at: "2026-01-01T00:00:00" }, "/occurred_at"],
    [{ type: "state_asserted", ...named, to: "Picked" }, "/evidence"],
    [{ type: "state_asserted", ...named, to: "Picked", evidence: { kind: "rumour" } }, "/evidence/kind"],
    [{ type: "stock_changed", sku: "A", available: 1.5 }, "/available"],
    [{ type: "stock_changed", sku: "A", available: 1, order: "x" }, ""],
    [{ type: "measure_observed", measure: "m", value: "much" }, "/value"],
    [{ type: "after_sale", kind: "gossip" }, "/kind"],
    [[], ""],
    [null, ""],
  ])("%j is refused at %j", async (event, pointer) => {
    const house = await openHouse();
    const answer = await house.send("POST", EVENTS, event);
    expect([answer.status, answer.body.code]).toEqual([422, "invalid_event"]);
    expect(answer.body.problems.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
    expect(answer.body.problems[0].message.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test("text that is no JSON, and a type that is none, are refused as everywhere", async () => {
    const house = await openHouse();
    expect((await house.send("POST", EVENTS, "{")).body.code).toBe("malformed_json");
    const typed = await house.send("POST", EVENTS, "{}", { "content-type": "text/plain" });
    expect(typed.body.code).toBe("unsupported_media_type");
  });
});

describe("events in bulk", () => {
  test("get one answer a line, in order; a bad line is answered in its place", async () => {
    const { house } = await houseWithOrder();
    const lines = [
      JSON.stringify(said("Assigned", { id: "a", ...about("1") })),
      "not json",
      JSON.stringify({ type: "order_cancelled" }),
      JSON.stringify(said("Assigned", { id: "a", ...about("1") })),
      JSON.stringify(said("Picked", { id: "a", ...about("1") })),
      JSON.stringify(said("Picked", { id: "b", ...about("1") })),
    ];
    const headers = { "content-type": "application/x-ndjson" };
    const answer = await reply(
      await house.app.request(`${EVENTS}/bulk`, { method: "POST", headers, body: lines.join("\n") }),
    );
    const got = answer.text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
    expect(got).toMatchObject([
      { line: 1, status: "accepted", result: "done" },
      { line: 2, status: "rejected", code: "malformed_json" },
      { line: 3, status: "rejected", code: "invalid_event" },
      { line: 4, status: "accepted", result: "done" },
      { line: 5, status: "rejected", code: "event_id_reused" },
      { line: 6, status: "accepted", result: "done" },
    ]);
  });
});

test("the API document describes events from the engine's own schema", async () => {
  const house = await openHouse();
  const { body } = await house.get("/api/openapi.json");
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining(["/api/v1/events", "/api/v1/events/bulk", "/api/v1/orders/{id}/actions", "/api/v1/gates"]),
  );
  const text = JSON.stringify(body.components.schemas.ExternalEvent);
  for (const type of ["state_asserted", "courier_node", "stock_changed"]) expect(text).toContain(`"${type}"`);
  expect(text).not.toContain("order_received");
});
