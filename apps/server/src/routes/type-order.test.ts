import { expect, test } from "vitest";
import { openHouse, publish } from "../testing/harness.ts";
import { join, openSharedHouse } from "../testing/people.ts";

const form = {
  key: "form-0001",
  by: "ann",
  customer: "海蓝服饰",
  due: "2026年2月5日",
  product: "fj2026",
  qty: "200件",
};

test("an order that a person types is decided and kept raw like any other; sent twice it is one order, changed an update of it", async () => {
  const house = await openHouse();
  await publish(house);
  const send = (more: object = {}) => house.send("POST", "/api/v1/orders/typed", { ...form, ...more });
  const [first, again] = await Promise.all([send(), send()]);
  expect([first.status, again.status].sort()).toEqual([200, 201]);
  expect(again.body.order).toEqual(first.body.order);
  expect(first.body).toMatchObject({
    order: { source: "hand", external_id: expect.stringMatching(/^H-[0-9A-Z]{12}$/) },
    decision: { outcome: "decided", destination: { id: "rapid-line" } },
  });
  const changed = await send({ requirement: "加急，含税" });
  expect(changed.body).toMatchObject({ result: "update", order: first.body.order });
  expect((await send({ key: "form-0002" })).body.order.id).not.toBe(first.body.order.id);
  const { body } = await house.get(`/api/v1/orders/${first.body.order.id}`);
  expect(body.order).toMatchObject({ buyer_name: "海蓝服饰", due_date: "2026-02-05", urgency: "加急", tags: ["含税"] });
  expect(body.timeline[0]).toMatchObject({ type: "order_received", actor: "ann" });
  const { items } = (await house.get("/api/v1/intake/records?source=hand")).body;
  expect(items.map((one: { door: string; outcome: string }) => [one.door, one.outcome])).toEqual([
    ["hand", "accepted"],
    ["hand", "update"],
    ["hand", "duplicate"],
    ["hand", "accepted"],
  ]);
});

test("what cannot be read is refused by its field and kept; what is needed is asked for", async () => {
  const house = await openHouse();
  const wrong = await house.send("POST", "/api/v1/orders/typed", { ...form, qty: "三件" });
  expect(wrong.body).toMatchObject({ code: "invalid_order", problems: [{ pointer: "/lines/0/qty" }] });
  expect((await house.get(`/api/v1/intake/records/${wrong.body.record}`)).body).toMatchObject({
    door: "hand",
    outcome: "quarantined",
  });
  expect((await house.send("POST", "/api/v1/orders/typed", { ...form, customer: " " })).status).toBe(400);
});

test("the journal names who was signed in, whatever name the form gives; who only looks types none in", async () => {
  const { house, owner } = await openSharedHouse();
  const me = (await owner.ask("GET", "/session")).body.person.id;
  const { order } = (await owner.ask("POST", "/orders/typed", form)).body;
  expect((await owner.ask("GET", `/orders/${order.id}`)).body.timeline[0]).toMatchObject({ actor: me });
  const viewer = await join(house, owner, { email: "wu@example.com", role: "viewer" });
  expect((await viewer.ask("POST", "/orders/typed", form)).status).toBe(403);
});
