import { expect, test } from "vitest";
import { join, openSharedHouse } from "../testing/people.ts";

test("a clerk finds an order and sets it aside by name and reason, and does nothing else to it", async () => {
  const { house, owner } = await openSharedHouse();
  const form = { key: "form-0001", by: "ann", customer: "海蓝服饰", due: "", product: "fj2026", qty: "3" };
  const { order } = (await owner.ask("POST", "/orders/typed", form)).body;
  const clerk = await join(house, owner, { email: "wen@example.com", role: "clerk" });
  const me = (await clerk.ask("GET", "/session")).body.person.id;
  const { items } = (await clerk.ask("GET", `/orders?q=${order.external_id}`)).body;
  expect(items).toMatchObject([{ id: order.id }]);

  const flag = (body: object) => clerk.ask("POST", `/orders/${order.id}/flag`, body);
  expect((await flag({ by: "ann", reason: " " })).status).toBe(400);
  expect((await flag({ by: "ann", reason: "缺货" })).body).toMatchObject({ type: "held_by_hand", result: "done" });
  expect((await clerk.ask("GET", `/orders/${order.id}/standing`)).body.holds).toMatchObject([{ reason: "缺货" }]);
  const { timeline } = (await owner.ask("GET", `/orders/${order.id}`)).body;
  expect(timeline.find(({ type }: { type: string }) => type === "held_by_hand")).toMatchObject({ actor: me });

  const action = { type: "release_hold", by: "wen" };
  expect((await clerk.ask("POST", `/orders/${order.id}/actions`, action)).status).toBe(403);
  expect((await clerk.ask("POST", "/orders/actions", { orders: [order.id], action })).status).toBe(403);
  expect((await clerk.ask("POST", "/orders/typed", { ...form, key: "form-0002" })).status).toBe(403);
  const viewer = await join(house, owner, { email: "wu@example.com", role: "viewer" });
  expect((await viewer.ask("POST", `/orders/${order.id}/flag`, { by: "wu", reason: "缺货" })).status).toBe(403);
});
