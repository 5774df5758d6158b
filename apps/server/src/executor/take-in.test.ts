import { expect, test } from "vitest";
import { type House, openHouse, order } from "../testing/harness.ts";

const send = async (house: House, more: Record<string, unknown>) =>
  (await house.send("POST", "/api/v1/orders", order("1", more))).body;
const timeline = async (house: House, id: string): Promise<{ type: string; data: unknown }[]> =>
  (await house.get(`/api/v1/orders/${id}`)).body.timeline;

test("what a source said before and says again, without a time of its own, changes nothing, and the order's journal says so", async () => {
  const house = await openHouse();
  const { id } = (await send(house, { note: "A" })).order;
  await send(house, { note: "A" });
  await send(house, { note: "B" });
  expect((await send(house, { note: "A" })).result).toBe("duplicate");
  expect((await house.get(`/api/v1/orders/${id}`)).body.order.note).toBe("B");
  const told = (await timeline(house, id)).filter(({ type }) => type === "came_again");
  expect(told).toMatchObject([{ data: { source: "erp", differs: ["note"] } }]);
});

test("with a time of its own it is news: the order goes back to what it was", async () => {
  const house = await openHouse();
  const { id } = (await send(house, { note: "A", source_updated_at: "10:00" })).order;
  await send(house, { note: "B", source_updated_at: "11:00" });
  expect((await send(house, { note: "A", source_updated_at: "12:00" })).result).toBe("update");
  expect((await house.get(`/api/v1/orders/${id}`)).body.order.note).toBe("A");
  expect((await timeline(house, id)).map(({ type }) => type)).not.toContain("came_again");
});
