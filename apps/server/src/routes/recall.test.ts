import { expect, test } from "vitest";
import { fjFlow, openHouse, order, publish } from "../testing/harness.ts";

test("open orders that a version decided are previewed and given to another; hand-set ones and closed ones stay", async () => {
  const house = await openHouse();
  const flow = await publish(house);
  const take = async (number: string) =>
    (await house.send("POST", "/api/v1/orders", order(number, { style_code: "FJ1" }))).body.order.id as string;
  const [one, mine, closed] = [await take("1"), await take("2"), await take("3")];
  const act = (id: string, body: object) => house.send("POST", `/api/v1/orders/${id}/actions`, body);
  await act(mine, { type: "set_by_hand", destination: "wh-hangzhou", by: "王" });
  await act(closed, { type: "cancel", by: "王" });
  const rapid = { ...fjFlow().nodes[2], destination: "wh-guangzhou" };
  const operations = [{ type: "update_node", id: "rapid", node: rapid }];
  await house.send("PATCH", `/api/v1/flows/${flow}/draft`, { revision: 1, operations });
  const path = `/api/v1/flows/${flow}/recall`;

  const preview = (to: string) => house.get(`${path}?from_version=1&to_version=${to}`);
  const drafted = await preview("draft");
  const named = ({ order: id, before, after, changed, locked }: Record<string, { destination: { id: string } }>) => [
    ...[id, before?.destination.id, after?.destination.id, changed, locked],
  ];
  const expected = [
    [mine, "wh-hangzhou", "wh-hangzhou", false, ["destination"]],
    [one, "rapid-line", "wh-guangzhou", true, []],
  ];
  expect(drafted.body.items.map(named)).toEqual(expected);
  const published = await house.send("POST", `/api/v1/flows/${flow}/publish`, { reason: "测试" });
  expect(published.body.version).toBe(2);
  expect((await preview("2")).body.items.map(named)).toEqual(expected);
  const narrowed = await house.get(`${path}?from_version=1&to_version=2&changed=true`);
  expect(narrowed.body.items.map(named)).toEqual([expected[1]]);
  expect((await house.get(`${path}?from_version=1&to_version=2&q=2`)).body.items.map(named)).toEqual([expected[0]]);
  for (const to of ["draft", "2"]) {
    const why = (await house.get(`${path}/${one}?to_version=${to}`)).body;
    expect([why.before.destination, why.after.at(-1).destination]).toEqual(["rapid-line", "wh-guangzhou"]);
    expect(why.after.at(-1).steps.map(({ node }: { node: string }) => node)).toContain("fj");
  }
  expect((await house.get(`${path}/none?to_version=2`)).body.code).toBe("order_not_found");
  expect((await house.get(`/api/v1/orders/${one}`)).body.decision.destination.id).toBe("rapid-line");

  const applied = await house.send("POST", path, {
    from_version: 1,
    to_version: 2,
    orders: [one, mine, closed, "none"],
  });
  expect(applied.body.applied).toEqual([one, mine]);
  expect(applied.body.refused.map(({ order: id }: { order: string }) => id)).toEqual([closed, "none"]);
  expect(applied.body.refused).toMatchObject([{ external_id: expect.any(String) }, { external_id: null }]);
  const destination = async (id: string) => (await house.get(`/api/v1/orders/${id}`)).body.decision.destination.id;
  expect([await destination(one), await destination(mine)]).toEqual(["wh-guangzhou", "wh-hangzhou"]);
  const { timeline } = (await house.get(`/api/v1/orders/${one}`)).body;
  expect(timeline.map(({ type }: { type: string }) => type)).toContain("recalled");
  expect((await preview("2")).body.items).toEqual([]);
});

test("what the other version would begin is told where the order goes nowhere else; once it has begun, it is not told again", async () => {
  const house = await openHouse();
  const flow = await publish(house);
  const { id } = (await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1", customer_id: "C" }))).body
    .order;
  const join = {
    id: "join",
    kind: "merge",
    position: { x: 1, y: 0 },
    by: ["customer_id"],
    window: { amount: 24, unit: "hour", clock: "natural" },
  };
  const operations = [
    { type: "add_nodes", nodes: [join], edges: [{ id: "e9", from: "in", port: "next", to: "join" }] },
  ]; // biome-ignore format: a drawing
  expect((await house.send("PATCH", `/api/v1/flows/${flow}/draft`, { revision: 1, operations })).status).toBe(200);
  const path = `/api/v1/flows/${flow}/recall`;
  const changed = async (from: number, to: string) =>
    (await house.get(`${path}?from_version=${from}&to_version=${to}&changed=true`)).body.items;
  const [only] = await changed(1, "draft");
  expect(only).toMatchObject({
    order: id,
    changed: true,
    begins: [{ zh: expect.stringContaining("24小时内合并成一批") }],
  });
  expect(only.before).toEqual(only.after);
  await house.send("POST", `/api/v1/flows/${flow}/publish`, { reason: "测试" });
  expect((await house.send("POST", path, { from_version: 1, to_version: 2, orders: [id] })).body.applied).toEqual([id]);
  expect(await changed(2, "draft")).toEqual([]);
});

test("what is over is not looked at: an open order behind hundreds of those is on the first page", async () => {
  const house = await openHouse();
  const flow = await publish(house);
  const style_code = "FJ1";
  const { id } = (await house.send("POST", "/api/v1/orders", order("1", { style_code }))).body.order;
  const over = Array.from({ length: 501 }, (_, n) => order(`z${n}`, { style_code, status: "Signed" }));
  const sent = await house.app.request("/api/v1/orders/bulk", {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: over.map((one) => JSON.stringify(one)).join("\n"),
  });
  await sent.text();
  expect((await house.get("/api/v1/orders?status=Signed&limit=1")).body.items).toHaveLength(1);
  const { items, nextCursor } = (await house.get(`/api/v1/flows/${flow}/recall?from_version=1&to_version=draft`)).body;
  expect([items.map((one: { order: string }) => one.order), nextCursor]).toEqual([[id], null]);
});
