import type { FlowDocument } from "@switchyard/flow";
import { expect, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

const position = { x: 0, y: 400 };
/** A change is asked for by its measure and approved on two levels. */
function changes(): FlowDocument {
  const document = fjFlow();
  document.nodes.push(
    { id: "asked", kind: "measure", measure: "ChangeRequested", position },
    { id: "sign", kind: "approval", title: "需求变更", approvers: ["supervisor"], levels: 2, position },
  );
  document.edges.push({ id: "c1", from: "asked", port: "next", to: "sign" });
  return document;
}
async function withOrder(): Promise<{ house: House; id: string; act: (action: object) => ReturnType<House["send"]> }> {
  const house = await openHouse();
  const lines = [{ line_no: 1, sku: "S", qty: 200 }];
  const { body } = await house.send(
    "POST",
    "/api/v1/orders",
    order("A-1", { due_at: "2026-10-25", amount: "800.00", lines }),
  );
  const { id } = body.order;
  return { house, id, act: (action) => house.send("POST", `/api/v1/orders/${id}/actions`, { by: "sales", ...action }) };
}
const history = async (house: House, id: string) => (await house.get(`/api/v1/orders/${id}/versions`)).body;
const due = async (house: House, id: string) => (await house.get(`/api/v1/orders/${id}`)).body.order.due_date;
async function sign(house: House, id: string, decision: string) {
  const [{ name }] = (await house.get("/api/v1/approvals")).body.items;
  await house.send("POST", `/api/v1/orders/${id}/approvals`, { approval: name, decision, by: "supervisor" });
}
async function moves({ ctx }: House, id: string): Promise<number[]> {
  const entries = await ctx.store.read.journal.timeline(ctx.workspace.id, id);
  const said = entries.filter(({ type }) => type === "measure_observed").map(({ data }) => JSON.parse(data));
  return said.filter(({ measure }) => measure === "promise_moved").map(({ value }) => value);
}
const CHANGE = {
  type: "request_change",
  reason: "客户主动调整",
  level: 2,
  due_date: "2026-11-01",
  qty: 240,
  amount: 96000,
};

test("[R002-14] a change takes effect when the last has approved it; its document says old, new, who approved", async () => {
  const { house, id, act } = await withOrder();
  expect((await act(CHANGE)).body.problems).toMatchObject([{ code: "nobody_approves" }]);
  await publish(house, changes());
  expect((await act(CHANGE)).body.result).toBe("done");
  await sign(house, id, "approved");
  expect(await due(house, id)).toBe("2026-10-25");
  expect((await history(house, id)).changes).toMatchObject([
    { outcome: "waiting", approvals: [{ decision: "approved" }] },
  ]);
  await sign(house, id, "approved");
  expect(await due(house, id)).toBe("2026-11-01");
  const { versions, changes: asked } = await history(house, id);
  expect(asked).toMatchObject([
    {
      ...{ reason: "客户主动调整", level: 2, outcome: "approved", asked_by: { id: "sales" } },
      approvals: [{ who: { name: "主管" } }, { who: { name: "主管" } }],
    },
  ]);
  expect(asked[0].impact).toEqual([
    { what: "due", from: "2026-10-25", to: "2026-11-01", more: 7 },
    { what: "arrive", from: "2026-10-25", to: "2026-11-01", more: 7 },
    { what: "qty", from: 200, to: 240, more: 40 },
    { what: "amount", from: 80000, to: 96000, more: 16000 },
  ]);
  expect(versions.map((one: { order: { due_date: string } }) => one.order.due_date)).toEqual([
    "2026-10-25",
    "2026-11-01",
  ]);
});

/** What is asked of the house in the next call gets one transaction: before another one the process is gone. */
function killedAfterOne({ ctx }: House): void {
  const { work } = ctx.executor;
  let groups = 0;
  ctx.executor.work = async (run) => {
    groups += 1;
    if (groups > 1) throw new Error("killed");
    await work(run);
  };
}

test("killed right after the last approval was kept: the due date is there, and flows have heard of it", async () => {
  const { house, id, act } = await withOrder();
  await publish(house, changes());
  await act(CHANGE);
  await sign(house, id, "approved");
  killedAfterOne(house);
  await sign(house, id, "approved");
  await house.stop();
  const next = await openHouse({ folder: house.folder });
  expect(await due(next, id)).toBe("2026-11-01");
  expect((await history(next, id)).changes[0].outcome).toBe("approved");
  expect(await moves(next, id)).toEqual([7]);
});

test("killed right after a due date was moved by hand: flows have heard of it", async () => {
  const { house, id, act } = await withOrder();
  killedAfterOne(house);
  await act({ type: "move_due", due_date: "2026-10-27" });
  await house.stop();
  const next = await openHouse({ folder: house.folder });
  expect([await due(next, id), await moves(next, id)]).toEqual(["2026-10-27", [2]]);
});

test("a refused change changes nothing, and its request stays readable", async () => {
  const { house, id, act } = await withOrder();
  await publish(house, changes());
  await act(CHANGE);
  await sign(house, id, "rejected");
  expect(await due(house, id)).toBe("2026-10-25");
  const { versions, changes: asked } = await history(house, id);
  expect([versions.length, asked[0].outcome]).toEqual([1, "rejected"]);
});

test("every version that a source, a person or a flow made can be opened as it stood", async () => {
  const { house, id, act } = await withOrder();
  await house.send(
    "POST",
    "/api/v1/orders",
    order("A-1", { due_at: "2026-10-25", amount: "960.00", lines: [{ line_no: 1, sku: "S", qty: 240 }] }),
  );
  await act({ type: "set_by_hand", fields: { note: "加急" } });
  await act({ type: "hold" });
  const { versions } = await history(house, id);
  const seen = versions.map(({ version, type, order: one }: { version: number; type: string; order: { amount: number; note?: string; lines: { qty: number }[] } }) => [
    version, type, one.amount, one.lines[0]?.qty, one.note,
  ]); // biome-ignore format: a table
  expect(seen).toEqual([
    [1, "order_received", 80000, 200, undefined],
    [2, "order_updated", 96000, 240, undefined],
    [3, "set_by_hand", 96000, 240, "加急"],
  ]);
  const now = (await house.get(`/api/v1/orders/${id}`)).body.order;
  const { status: _, ...content } = now;
  expect(versions.at(-1).order).toEqual(content);
  expect((await house.get("/api/v1/orders/ord_none/versions")).status).toBe(404);
});
