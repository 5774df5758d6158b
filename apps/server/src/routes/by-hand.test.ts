import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

const act = (house: House, id: string, action: Record<string, unknown>, headers = {}) =>
  house.send("POST", `/api/v1/orders/${id}/actions`, { by: "王主管", ...action }, headers);
const standing = async (house: House, id: string) => (await house.get(`/api/v1/orders/${id}/standing`)).body;
const position = { x: 900, y: 0 };

async function received(house: House, number: string, more: Record<string, unknown> = {}): Promise<string> {
  return (await house.send("POST", "/api/v1/orders", order(number, { style_code: "FJ1", ...more }))).body.order.id;
}

describe("a person", () => {
  test("sets the destination, and flows leave it alone until it is unlocked", async () => {
    const house = await openHouse();
    await publish(house);
    const id = await received(house, "1");
    const set = await act(house, id, { type: "set_by_hand", destination: "normal-line", tags: { 加急: true } });
    expect(set.body).toMatchObject({ result: "done", order: { id } });
    const locks = [
      { name: "destination", by: "王主管" },
      { name: "tag:加急", by: "王主管" },
    ];
    expect(await standing(house, id)).toMatchObject({ locks });
    await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ2" }));
    expect((await house.get("/api/v1/orders")).body.items).toMatchObject([
      { destination: { id: "normal-line" }, tags: ["加急"] },
    ]);
    await act(house, id, { type: "set_by_hand", unlock: ["destination"] });
    expect((await house.get("/api/v1/orders")).body.items).toMatchObject([{ destination: { id: "rapid-line" } }]);
    const { timeline } = (await house.get(`/api/v1/orders/${id}`)).body;
    expect(timeline.find(({ type }: { type: string }) => type === "set_by_hand").actor).toBe("王主管");
  });

  test("cancels an order; one that is on its way is intercepted instead, and that is said", async () => {
    const house = await openHouse();
    const id = await received(house, "1");
    expect((await act(house, id, { type: "cancel", reason: "x" })).body.result).toBe("done");
    expect(await standing(house, id)).toMatchObject({ status: "Cancelled", cancelled: true });
    const other = await received(house, "2");
    for (const to of ["Assigned", "Picked", "Checked", "Packed"]) await act(house, other, { type: "assert_state", to });
    const scan = { type: "state_asserted", order: other, to: "HandedOver", evidence: { kind: "scan" } };
    await house.send("POST", "/api/v1/events", scan);
    const late = await act(house, other, { type: "cancel" });
    expect(late.body.records).toMatchObject([{ text: { zh: "订单已是「已交接」，不能取消，已转为拦截" } }]);
  });

  test("lets go of a hold; until then a state asserted by hand is refused", async () => {
    const house = await openHouse();
    const document = fjFlow();
    document.nodes.push({ id: "wait", kind: "hold", position, reason: "等确认" });
    document.edges.push({ id: "e4", from: "rapid", port: "next", to: "wait" });
    await publish(house, document);
    const id = await received(house, "1");
    expect(await standing(house, id)).toMatchObject({ holds: [{ flow_name: "快反", node: "wait", reason: "等确认" }] });
    const refused = await act(house, id, { type: "assert_state", to: "Assigned" });
    expect(refused.body).toMatchObject({
      result: "refused",
      records: [{ text: { zh: "订单已挂起，不能到「已分仓」" } }],
    });
    expect((await act(house, id, { type: "release_hold" })).body.result).toBe("done");
    expect((await act(house, id, { type: "release_hold" })).body.result).toBe("nothing");
    expect((await act(house, id, { type: "assert_state", to: "Assigned" })).body.result).toBe("done");
  });

  test("puts an order on hold with a reason, which the list of what waits shows; a second time changes nothing", async () => {
    const house = await openHouse();
    const id = await received(house, "1");
    expect((await act(house, id, { type: "hold", reason: "客户要求缓发" })).body.result).toBe("done");
    const again = await act(house, id, { type: "hold" });
    expect(again.body).toMatchObject({ result: "nothing", records: [{ text: { zh: "订单已被人工挂起" } }] });
    expect(await standing(house, id)).toMatchObject({ holds: [{ flow: "", reason: "客户要求缓发" }] });
    const held = (await house.get("/api/v1/todo/held")).body.items;
    expect(held).toMatchObject([{ order: { id }, reasons: [{ reason: "客户要求缓发" }] }]);
    await act(house, id, { type: "cancel" });
    expect((await act(house, id, { type: "hold" })).body.result).toBe("nothing");
    const { timeline } = (await house.get(`/api/v1/orders/${id}`)).body;
    expect(timeline.find(({ type }: { type: string }) => type === "held_by_hand").actor).toBe("王主管");
  });

  test("decides an approval of an order", async () => {
    const house = await openHouse();
    const document = fjFlow();
    document.nodes.push(
      { id: "ask", kind: "approval", position, title: "换货", approvers: ["supervisor"], levels: 1 },
      { id: "ok", kind: "tag", position: { x: 1200, y: 0 }, tag: "批准" },
    );
    document.edges.push(
      { id: "e4", from: "rapid", port: "next", to: "ask" },
      { id: "e5", from: "ask", port: "approved", to: "ok" },
    );
    await publish(house, document);
    const id = await received(house, "1");
    const [{ name }] = (await standing(house, id)).approvals;
    const path = `/api/v1/orders/${id}/approvals`;
    const done = await house.send("POST", path, { approval: name, decision: "approved", by: "wang" });
    expect(done.body.result).toBe("done");
    expect((await house.get("/api/v1/orders")).body.items).toMatchObject([{ tags: ["批准"] }]);
    const again = await house.send("POST", path, { approval: name, decision: "approved", by: "wang" });
    expect([again.status, again.body.code]).toEqual([404, "approval_not_found"]);
  });

  test("of many orders at once each is answered for itself, with what stood before; the late are found, all go into a file", async () => {
    const house = await openHouse();
    const ids = [await received(house, "1"), await received(house, "2")];
    const many = (orders: string[], action: object) =>
      house.send("POST", "/api/v1/orders/actions", { orders, action: { by: "wang", ...action } });
    const routed = await many([...ids, "nobody"], { type: "set_by_hand", destination: "rapid-line" });
    expect(routed.body.items).toMatchObject([
      { order: ids[0], result: "done", before: { destination: null, locked: false } },
      { order: ids[1], result: "done" },
      { order: "nobody", result: "refused", reason: { zh: "没有这张订单" } },
    ]);
    const set = { type: "set_by_hand", by: "wang" };
    const back = await house.send("POST", "/api/v1/orders/actions", {
      each: [
        { order: ids[0], action: { ...set, destination: null, unlock: ["destination"] } },
        { order: ids[1], action: { ...set, destination: "normal-line" } },
      ],
    });
    expect(back.body.items).toMatchObject([
      { order: ids[0], before: { destination: "rapid-line", locked: true }, result: "done" },
      { order: ids[1], result: "done" },
    ]);
    expect((await standing(house, ids[0] ?? "")).locks).toEqual([]);
    expect((await house.get("/api/v1/orders?destination=normal-line")).body.items).toMatchObject([{ id: ids[1] }]);
    const file = await house.get("/api/v1/orders/export");
    expect(file.text.split("\r\n").filter((line) => line !== "")).toHaveLength(3);
    expect(file.text).toMatch(/"(?:待审核 Pending review|已分仓 Assigned)"/);
    const source = { source: "s", external_id: "late", due_at: "2020-01-01" };
    await house.send("POST", "/api/v1/orders", source);
    const late = async () => (await house.get("/api/v1/orders?late=true")).body.items;
    expect(await late()).toMatchObject([{ external_id: "late" }]);
    const order = async (query: string) =>
      (await house.get(`/api/v1/orders?${query}`)).body.items.map(
        ({ external_id }: { external_id: string }) => external_id,
      );
    expect(await order("sort=due_at")).toEqual(["late", "2", "1"]);
    expect(await order("sort=destination&direction=descending&limit=1")).toEqual(["2"]);
    expect(await order("sort=external_id")).toEqual(["1", "2", "late"]);
    const sorted = (await house.get("/api/v1/orders/export?sort=external_id&direction=descending")).text.split("\r\n");
    expect(sorted.slice(1, 4).map((line) => line.split(",")[0])).toEqual(['"late"', '"2"', '"1"']);
    expect(await order("status=PendingReview&late=true")).toEqual(["late"]);
    await many([(await late())[0].id], { type: "cancel" });
    expect(await late()).toEqual([]);
    expect(await order("status=Cancelled")).toEqual(["late"]);
    expect(await order("status=Cancelled&late=true")).toEqual([]);
  });

  test("with the same Idempotency-Key acts once", async () => {
    const house = await openHouse();
    const id = await received(house, "1");
    const key = { "idempotency-key": "k1" };
    const first = await act(house, id, { type: "cancel" }, key);
    expect((await act(house, id, { type: "cancel" }, key)).text).toBe(first.text);
    expect((await act(house, id, { type: "release_hold" }, key)).status).toBe(409);
  });

  test.each([
    [{ type: "explode" }, 400],
    [{ type: "cancel", by: "" }, 400],
    [{ type: "assert_state" }, 400],
    [{ type: "assert_state", to: "Nowhere" }, 422],
    [{ type: "cancel", more: 1 }, 400],
  ])("that asks %j is refused", async (action, status) => {
    const house = await openHouse();
    const id = await received(house, "1");
    expect((await act(house, id, action)).status).toBe(status);
    expect((await act(house, "nobody", { type: "cancel" })).body.code).toBe("order_not_found");
  });
});

async function publishMerge(house: House) {
  const document = fjFlow();
  document.nodes.push({
    id: "merge",
    kind: "merge",
    position,
    by: ["brand"],
    window: { amount: 24, unit: "hour", clock: "natural" },
  });
  document.edges.push({ id: "e4", from: "rapid", port: "next", to: "merge" });
  await publish(house, document);
}

test("an order says with which others it goes out, while its batch is open and when it has closed", async () => {
  const house = await openHouse();
  await publishMerge(house);
  const [first, second, alone] = [
    await received(house, "1", { brand: "甲/乙" }),
    await received(house, "2", { brand: "甲/乙" }),
    await received(house, "3", { brand: "丙" }),
  ];
  const of = async (id: string) => (await standing(house, id)).batches;
  const about = { flow_name: "快反", node: "merge", count: 2 };
  const open = { closes_at: expect.any(Number), closed: null };
  expect(await of(first)).toEqual([
    expect.objectContaining({ ...about, ...open, orders: [{ id: second, external_id: "2" }] }),
  ]);
  expect(await of(alone)).toMatchObject([{ count: 1, orders: [] }]);
  const third = await received(house, "4", { brand: "甲/乙" });
  await act(house, third, { type: "hold", reason: "等确认" });
  expect(await of(third)).toEqual([]);

  for (const { id } of (await house.get("/api/v1/batches")).body.items)
    await house.send("POST", `/api/v1/batches/${encodeURIComponent(id)}/close`, { by: "wang" });
  const closed = { closes_at: null, closed: { at: expect.any(Number), reason: "hand" } };
  expect(await of(first)).toEqual([
    expect.objectContaining({ ...about, ...closed, orders: [{ id: second, external_id: "2" }] }),
  ]);
  expect(await of(second)).toMatchObject([{ ...about, orders: [{ id: first, external_id: "1" }] }]);
  expect(await of(third)).toEqual([]);
  // The timeline names the others by their numbers, the journal the batch by what its orders have in common.
  expect((await house.get(`/api/v1/orders/${second}`)).body.mentioned).toMatchObject(
    expect.arrayContaining([{ id: first, external_id: "1" }]),
  );
  const { items } = (await house.get("/api/v1/journal?type=acted")).body;
  expect(items.map(({ about }: { about: unknown }) => about)).toContainEqual({ kind: "batch", name: "甲/乙" });
});

test("open batches are listed and closed by hand", async () => {
  const house = await openHouse();
  await publishMerge(house);
  for (const [number, brand] of [
    ["1", "甲/乙"],
    ["2", "甲/乙"],
    ["3", "丙"],
  ] as const)
    await received(house, number, { brand });
  const first = (await house.get("/api/v1/batches?state=open&limit=1")).body;
  const second = (await house.get(`/api/v1/batches?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
  const all = [...first.items, ...second.items];
  expect(second.nextCursor).toBeNull();
  expect(all).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ group: ["甲/乙"], count: 2, flow_name: "快反" }),
      expect.objectContaining({ group: ["丙"], count: 1 }),
    ]),
  );
  const path = `/api/v1/batches/${encodeURIComponent(all[0].id)}/close`;
  const closed = await house.send("POST", path, { by: "wang" });
  expect(closed.body.effects).toMatchObject([{ type: "batch_closed", reason: "hand" }]);
  expect((await house.get("/api/v1/batches")).body.items).toHaveLength(1);
  expect((await house.send("POST", path, { by: "wang" })).body.code).toBe("batch_not_found");
});

test("what is paused by hand is listed, and resumed: what waited is decided in order", async () => {
  const house = await openHouse();
  await publish(house);
  const gate = { target: "channel", name: "抖音", by: "wang" };
  await house.send("POST", "/api/v1/gates/pause", { ...gate, reason: "刷单" });
  const parked = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1", channel: "抖音" }));
  expect(parked.body.decision.outcome).toBe("parked");
  expect((await house.get("/api/v1/gates")).body.items).toMatchObject([
    { target: "channel", name: "抖音", paused: [{ reason: "刷单" }], waiting: 1 },
  ]);
  expect((await house.send("POST", "/api/v1/gates/resume", gate)).body.result).toBe("done");
  await expect.poll(async () => (await house.get("/api/v1/orders")).body.items[0]?.destination?.id).toBe("rapid-line");
  expect((await house.get("/api/v1/gates")).body.items).toEqual([]);
  expect((await house.send("POST", "/api/v1/gates/resume", gate)).body.result).toBe("nothing");
});
