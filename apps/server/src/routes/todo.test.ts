import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

const position = { x: 900, y: 0 };
type Node = FlowDocument["nodes"][number];
/** Orders of style FJ reach these nodes. */
async function withNodes(house: House, ...nodes: Node[]): Promise<void> {
  const document = fjFlow();
  document.nodes.push(...nodes);
  document.edges.push(...nodes.map(({ id }, n) => ({ id: `x${n}`, from: "rapid", port: "next", to: id })));
  await publish(house, document);
}
async function take(house: House, number: string, more: object = {}): Promise<string> {
  const { status, text, body } = await house.send(
    "POST",
    "/api/v1/orders",
    order(number, { style_code: "FJ1", ...more }),
  );
  if (status !== 201) throw new Error(text);
  return body.order.id;
}
const counts = async (house: House) => (await house.get("/api/v1/todo")).body;
const NONE = { approvals: 0, tasks: 0, pooled: 0, held: 0, frozen: 0, batches: 0 };
const numbers = (items: { order: { external_id: string } }[]) => items.map((one) => one.order.external_id);

describe("approvals", () => {
  const ask = (id: string, approvers: string[], levels = 1): Node => ({
    id,
    kind: "approval",
    position,
    title: `问 ${id}`,
    approvers,
    levels,
  });

  test("are listed over all orders, oldest first, page by page, by person, level and words", async () => {
    const house = await openHouse();
    await withNodes(house, ask("one", ["supervisor"], 2), ask("two", ["主管"]));
    for (let n = 0; n < 7; n += 1) await take(house, `A-${n}`, { brand: n === 3 ? "青禾记" : "别家" });
    await take(house, "none", { style_code: "NX" });
    const seen: string[] = [];
    let cursor: string | null = "";
    do {
      const { body } = await house.get(`/api/v1/approvals?limit=4${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(
        ...body.items.map(
          (one: { order: { external_id: string }; node: string }) => `${one.order.external_id} ${one.node}`,
        ),
      );
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 7 }, (_, n) => [`A-${n} one`, `A-${n} two`]).flat());
    const [first] = (await house.get("/api/v1/approvals?person=supervisor")).body.items;
    expect(first).toMatchObject({
      title: "问 one",
      level: 1,
      levels: 2,
      flow_name: "快反",
      approvers: [{ id: "supervisor", name: "主管" }],
    });
    expect((await house.get("/api/v1/approvals?person=主管")).body.items).toHaveLength(14);
    expect((await house.get("/api/v1/approvals?person=nobody")).body.items).toEqual([]);
    expect(numbers((await house.get("/api/v1/approvals?q=青禾&limit=1")).body.items)).toEqual(["A-3", "A-3"]);
    expect(await counts(house)).toEqual({ ...NONE, approvals: 7 });

    const path = `/api/v1/orders/${first.order.id}/approvals`;
    await house.send("POST", path, { approval: first.name, decision: "approved", by: "supervisor" });
    expect(numbers((await house.get("/api/v1/approvals?level=2")).body.items)).toEqual(["A-0"]);
    await house.send("POST", path, { approval: first.name, decision: "rejected", by: "supervisor" });
    expect((await house.get("/api/v1/approvals?level=2")).body.items).toEqual([]);
  });

  test("leave the list when the last is decided, when the order is cancelled, and stay over a restart", async () => {
    const house = await openHouse();
    await withNodes(house, ask("one", ["supervisor"]));
    const [decided, cancelled] = [await take(house, "1"), await take(house, "2")];
    await take(house, "3");
    const [{ name }] = (await house.get("/api/v1/approvals")).body.items;
    await house.send("POST", `/api/v1/orders/${decided}/approvals`, {
      approval: name,
      decision: "approved",
      by: "wang",
    });
    await house.send("POST", `/api/v1/orders/${cancelled}/actions`, { type: "cancel", by: "wang" });
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    expect(numbers((await again.get("/api/v1/approvals")).body.items)).toEqual(["3"]);
    expect(await counts(again)).toEqual({ ...NONE, approvals: 1 });
  });
});

test("held orders are listed with the reason until the hold is let go", async () => {
  const house = await openHouse();
  await withNodes(house, { id: "wait", kind: "hold", position, reason: "等确认" });
  const id = await take(house, "1");
  expect((await house.get("/api/v1/todo/held")).body.items).toMatchObject([
    { order: { external_id: "1" }, reasons: [{ node: "wait", flow_name: "快反", reason: "等确认" }] },
  ]);
  await house.send("POST", `/api/v1/orders/${id}/actions`, { type: "release_hold", by: "wang" });
  expect((await house.get("/api/v1/todo/held")).body.items).toEqual([]);
  expect(await counts(house)).toEqual(NONE);
});

test("frozen orders and brands are listed, and a person lifts either", async () => {
  const house = await openHouse();
  await withNodes(
    house,
    { id: "ice", kind: "freeze", position, scope: "order", reason: "质量" },
    { id: "brand", kind: "freeze", position, scope: "brand", reason: "停售" },
  );
  const id = await take(house, "1", { brand: "甲" });
  expect((await house.get("/api/v1/todo/frozen")).body.items).toMatchObject([
    { freezes: [{ scope: "order", name: id }] },
  ]);
  expect((await house.get("/api/v1/freezes")).body.items).toMatchObject([
    { scope: "brand", name: "甲", by: [{ reason: "停售" }] },
  ]);
  const lift = (scope: string, name: string) => house.send("POST", "/api/v1/freezes/lift", { scope, name, by: "wang" });
  expect((await lift("order", id)).body.result).toBe("done");
  expect((await lift("brand", "甲")).body.result).toBe("done");
  expect((await lift("brand", "甲")).body.result).toBe("nothing");
  expect((await lift("order", "nobody")).body.code).toBe("order_not_found");
  expect((await house.get("/api/v1/todo/frozen")).body.items).toEqual([]);
  expect((await house.get("/api/v1/freezes")).body.items).toEqual([]);
});

test("the manual pool lists what waits behind a pause, until it is resumed", async () => {
  const house = await openHouse();
  await publish(house);
  const gate = { target: "channel", name: "抖音/直播", by: "wang" };
  await house.send("POST", "/api/v1/gates/pause", gate);
  const id = await take(house, "1", { channel: "抖音/直播" });
  expect((await house.get("/api/v1/todo/pooled")).body.items).toMatchObject([
    { order: { external_id: "1" }, gates: [{ target: "channel", name: "抖音/直播", event: "order_received" }] },
  ]);
  // It is an order like any other: listed, shown, and its next delivery is no second order.
  expect((await house.get("/api/v1/orders")).body.items).toMatchObject([{ id, outcome: "parked" }]);
  expect((await house.get(`/api/v1/orders/${id}`)).body.order).toMatchObject({ id, external_id: "1" });
  const copy = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1", channel: "抖音/直播" }));
  expect([copy.body.result, copy.body.order.id]).toEqual(["duplicate", id]);
  const update = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ2", channel: "抖音/直播" }));
  expect([update.body.result, update.body.order.id]).toEqual(["update", id]);
  await house.send("POST", "/api/v1/gates/resume", gate);
  await expect.poll(() => counts(house)).toEqual(NONE);
  expect((await house.get("/api/v1/orders")).body.items).toMatchObject([
    { id, style_code: "FJ2", outcome: "decided", destination: { id: "rapid-line" } },
  ]);
});

test("tasks and batches are counted; tasks are found by kind and words", async () => {
  const house = await openHouse();
  await withNodes(
    house,
    { id: "do", kind: "task", position, to: ["supervisor"], title: "打样确认" },
    { id: "with", kind: "merge", position, by: ["brand"], window: { amount: 24, unit: "hour", clock: "natural" } },
  );
  await take(house, "1", { brand: "甲" });
  await house.ctx.dispatcher.settle();
  expect(await counts(house)).toEqual({ ...NONE, tasks: 1, batches: 1 });
  const tasks = (query: string) =>
    house.get(`/api/v1/inbox?open=true&kind=task${query}`).then(({ body }) => body.items);
  expect(await tasks("&q=打样")).toMatchObject([{ title: "打样确认" }]);
  expect(await tasks("&q=别的")).toEqual([]);
  const [{ id }] = await tasks("");
  await house.send("POST", `/api/v1/inbox/${id}/acknowledge`, { by: "supervisor" });
  expect((await counts(house)).tasks).toBe(0);
});
