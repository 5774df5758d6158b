import { expect, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";

const RED = { po_no: "po-88 ", brand: "青禾记", style_code: "FJ1" };
const send = (house: House, source: string, id: string, more: Record<string, unknown> = {}) =>
  house.send("POST", "/api/v1/orders", { ...order(id, { ...RED, ...more }), source });
const held = async (house: House) =>
  (await house.get("/api/v1/todo/held")).body.items.map(
    ({ order: one }: { order: { external_id: string } }) => one.external_id,
  );
const act = (house: House, id: string, type: string) =>
  house.send("POST", `/api/v1/orders/${id}/actions`, { type, by: "wang" });

test("[D1] the same PO by form and by mail: the later one is kept, held and points to the first; let go it is decided", async () => {
  const house = await openHouse();
  await publish(house, fjFlow());
  const first = await send(house, "form", "F-1", { amount: "10" });
  const second = await send(house, "mail", "PO#88", { amount: "12" });
  expect([first, second].map(({ status, body }) => [status, body.result, body.decision.outcome])).toEqual([
    [201, "accepted", "decided"],
    [201, "accepted", "parked"],
  ]);
  const [one, two] = [first.body.order.id, second.body.order.id];
  expect(second.body.decision.effects).toMatchObject([
    { type: "hold", reason: "same_po", data: { twin: one, source: "form", external_id: "F-1", differs: ["amount"] } },
    { type: "alert", code: "same_po" },
  ]);
  expect((await house.get(`/api/v1/orders/${two}/standing`)).body).toMatchObject({ twin: one });
  expect((await house.get(`/api/v1/orders/${one}/standing`)).body).toMatchObject({ twin: null, holds: [] });
  expect((await house.get(`/api/v1/orders/${two}/explanation`)).body.summary.zh).toMatch(/订单 F-1 相同.*金额/);
  expect(await held(house)).toEqual(["PO#88"]);
  // Said again it gets its first answer; changed by its source it still waits.
  expect((await send(house, "mail", "PO#88", { amount: "12" })).body).toMatchObject({
    result: "duplicate",
    order: { id: two },
  });
  expect((await send(house, "mail", "PO#88", { amount: "13" })).body.decision.outcome).toBe("parked");
  expect((await act(house, two, "release_hold")).body.decisions).toMatchObject([{ order: two, outcome: "decided" }]);
  expect((await house.get("/api/v1/orders?destination=rapid-line")).body.items).toHaveLength(2);
  expect(await held(house)).toEqual([]);
});

test("[D1] 「PO#88」 in a mail and 「88」 in a sheet are one number, whichever comes first", async () => {
  const house = await openHouse();
  const outcomes = [
    await send(house, "mail", "1", { po_no: "PO#88" }),
    await send(house, "sheet", "2", { po_no: " 88" }),
    await send(house, "form", "3", { po_no: "77" }),
    await send(house, "mail", "4", { po_no: "po#77" }),
  ].map(({ body }) => body.decision.outcome);
  expect(outcomes).toEqual(["undecided", "parked", "undecided", "parked"]);
});

test("[D1] parts of one source, another brand's number, a cancelled order, no number: none is a twin", async () => {
  const house = await openHouse();
  const outcomes = [
    await send(house, "erp", "1"),
    await send(house, "erp", "2"),
    await send(house, "mail", "3", { brand: "北风" }),
    await send(house, "mail", "4", { po_no: null }),
  ].map(({ body }) => body.decision.outcome);
  expect(outcomes).toEqual(["undecided", "undecided", "undecided", "undecided"]);
  const other = await openHouse();
  const { id } = (await send(other, "form", "1")).body.order;
  await act(other, id, "cancel");
  expect((await send(other, "mail", "2")).body.decision.outcome).toBe("undecided");
  // Where a mail names no brand, the number speaks for itself.
  expect((await send(other, "upload", "3", { brand: null })).body.decision.outcome).toBe("parked");
});

test("[D1] fifty of one PO in one group of a commit: one is decided, the others wait for a person, each is kept", async () => {
  const house = await openHouse();
  const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => send(house, `source-${n}`, "1")));
  const outcomes = sent.map(({ body }) => body.decision.outcome);
  expect(outcomes.filter((one) => one === "parked")).toHaveLength(49);
  const first = sent.find(({ body }) => body.decision.outcome !== "parked")?.body.order.id;
  const standing = await house.get(`/api/v1/orders/${sent.at(-1)?.body.order.id}/standing`);
  expect(standing.body.twin).toBe(first);
  expect((await house.get("/api/v1/orders?limit=100")).body.items).toHaveLength(50);
});

test("[D1] lines of one upload are one group: the same PO from two sources meets there, and beside what is stored; asked once", async () => {
  const house = await openHouse();
  await send(house, "form", "1");
  const { store } = house.ctx;
  const begin = store.begin.bind(store);
  const asked: string[][] = [];
  store.begin = async (turn) => {
    const tx = await begin(turn);
    const { fromOthers } = tx;
    tx.fromOthers = (workspace, source, poNos) => {
      asked.push([source, ...poNos]);
      return fromOthers(workspace, source, poNos);
    };
    return tx;
  };
  const lines = [
    ["erp", "1", "PO-90"],
    ["mail", "1", "PO-90"],
    ["erp", "2", "PO-91"],
    ["erp", "3", "PO-88"],
    ["erp", "4", "PO-91"],
    ["upload", "1", null],
  ].map(([source, id, po_no]) => JSON.stringify({ ...order(`${id}`, { ...RED, po_no }), source }));
  const { text } = await house.send("POST", "/api/v1/orders/bulk", lines.join("\n"), {
    "content-type": "application/x-ndjson",
  });
  const outcomes = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).decision.outcome);
  expect(outcomes).toEqual(["undecided", "parked", "undecided", "parked", "undecided", "undecided"]);
  expect(asked).toEqual([
    ["erp", "PO-90", "PO-91", "PO-88"],
    ["mail", "PO-90"],
  ]);
});

test("[D1] the workspace chooses: only an alert, or nothing; and another workspace's numbers are its own", async () => {
  const house = await openHouse();
  const choose = async (same_po: string) => {
    const { revision } = (await house.get("/api/v1/workspace")).body;
    const done = await house.send("PATCH", "/api/v1/workspace", { revision, same_po });
    expect([done.status, done.body.settings.samePo]).toEqual([200, same_po]);
  };
  await send(house, "form", "1");
  await choose("alert");
  const told = (await send(house, "mail", "2")).body.decision;
  expect([told.outcome, told.effects.map(({ type }: { type: string }) => type)]).toEqual(["undecided", ["alert"]]);
  await choose("off");
  expect((await send(house, "upload", "3")).body.decision.effects).toEqual([]);
  const away = await house.ctx.store.read.orders.ofPo("another", "PO-88", 10);
  expect(away).toEqual([]);
});

test("[D1] brands are one by whatever word they are named", async () => {
  const house = await openHouse();
  await changeWorkspace(house.ctx, (whole) => ({
    ...whole,
    brands: [{ id: "qh", name: "青禾记", synonyms: ["QH"] }],
  }));
  await send(house, "form", "1");
  expect((await send(house, "mail", "2", { brand: "qh" })).body.decision.outcome).toBe("parked");
});
