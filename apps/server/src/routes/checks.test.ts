import { expect, test } from "vitest";
import { fjFlow, openHouse, order, publish } from "../testing/harness.ts";

test("published flows are given with their live drawing; drafts are not", async () => {
  const house = await openHouse();
  const id = await publish(house);
  const draft = await house.send("POST", "/api/v1/flows", { name: "草稿", document: fjFlow("草稿") });
  const { body } = await house.get("/api/v1/workspace/flows");
  expect(body.items).toEqual([{ id, version: 1, document: fjFlow() }]);
  expect(body.order).toEqual([id, draft.body.id]);
});

test("facts are counted by source, with the values that short texts have", async () => {
  const house = await openHouse();
  await house.send("POST", "/api/v1/orders", order("A-1", { brand: "甲", amount: "10.00", note: "急" }));
  await house.send("POST", "/api/v1/orders", order("A-2", { brand: "甲", channel: "抖音" }));
  await house.send("POST", "/api/v1/orders", order("A-3", { source: "shop", brand: "乙", tags: ["VIP"] }));
  const { body } = await house.get("/api/v1/workspace/facts");
  const [shop, erp] = [...body.sources].sort((a, b) => a.orders - b.orders);
  expect(shop).toMatchObject({ source: "shop", orders: 1, filled: { brand: 1, tags: 1 } });
  expect(erp).toMatchObject({ source: "erp", orders: 2, filled: { brand: 2, amount: 1, channel: 1, note: 1 } });
  expect(erp.filled).not.toHaveProperty("style_code");
  expect(body.values).toMatchObject({ brand: ["甲", "乙"], channel: ["抖音"], tags: ["VIP"] });
  expect(body.values).not.toHaveProperty("note");
  expect(body.samples).toMatchObject({ brand: ["乙", "甲"], amount: [1000], note: ["急"], tags: [["VIP"]] });
});

test("an order tried beside the published flows shows which of them wins; one that comes after others counts them", async () => {
  const house = await openHouse();
  await publish(house);
  const second = { ...fjFlow("第二"), nodes: [fjFlow().nodes[0], { id: "all", kind: "route", position: { x: 300, y: 0 }, destination: "wh-hangzhou" }], edges: [{ id: "e1", from: "in", port: "next", to: "all" }] }; // biome-ignore format: a flow
  const { body: flow } = await house.send("POST", "/api/v1/flows", { name: "第二", document: second });
  const order_ = { order: order("W-1", { style_code: "FJ1" }), at: 1_772_416_800_000, id: "witness" };
  const attempt = (more: object) => house.send("POST", `/api/v1/flows/${flow.id}/try`, { ...order_, ...more });
  const alone = await attempt({});
  expect(alone.body.decision).toMatchObject({ destination: { id: "wh-hangzhou" }, outcome: "decided" });
  const { body } = await attempt({ beside: true, before: 2 });
  expect(body.decision.destination).toMatchObject({ id: "rapid-line" });
  expect(body.decision.flow_version.map(({ name }: { name: string }) => name)).toEqual(["快反", "第二"]);
  expect(body.explanation.overridden).toMatchObject([{ effect: { destination: "wh-hangzhou" }, by: "rapid" }]);
});
