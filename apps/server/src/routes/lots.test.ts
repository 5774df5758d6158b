import { expect, test } from "vitest";
import { type House, openHouse, order, sendBytes } from "../testing/harness.ts";

const take = async (house: House, number: string, more: Record<string, unknown> = {}): Promise<string> =>
  (await house.send("POST", "/api/v1/orders", order(number, more))).body.order.id;
const scan = async (house: House, ...scans: object[]) =>
  (await house.send("POST", "/api/v1/lots/scans", { by: "ann", scans })).body.items;
const trace = async (house: House, query: string) => (await house.get(`/api/v1/trace?${query}`)).body;
const lots = (report: { lots: { name: string; level: number }[] }) =>
  report.lots.map(({ name, level }) => [name, level]);
const numbers = (report: { orders: { external_id: string }[] }) => report.orders.map((one) => one.external_id).sort();

/** Fabric M1 → cut C1 → pieces P1, P2; PO-1 packed from P1, PO-2 names P2 itself, PO-3 is of another fabric. */
async function factory() {
  const house = await openHouse();
  const first = await take(house, "PO-1");
  const second = await take(house, "PO-2", { lines: [{ line_no: 1, qty: 2, batch_no: "p2" }] });
  const third = await take(house, "PO-3");
  const said = await scan(
    house,
    { lot: "m1", into: "c1", step: "裁床", qty: 30, ref: "QC-77" },
    { lot: "c1", to: "p1", step: "缝制" },
    { lot: "c1", to: "https://factory.example/lots/P2", step: "缝制" },
    { lot: "p1", to: "PO-1", step: "打包", occurred_at: "2026-01-20T10:00:00+08:00" },
    { lot: "m9", order: third },
  );
  return { house, said, first, second, third };
}

test("a scan links a lot into a lot or an order, whichever the number is, and the report holds the chain both ways", async () => {
  const { house, said, first, second } = await factory();
  expect(said.map(({ to, result }: { to: object; result: string }) => [to, result])).toMatchObject([
    [{ lot: "C1" }, "done"],
    [{ lot: "P1" }, "done"],
    [{ lot: "P2" }, "done"],
    [{ order: first, external_id: "PO-1" }, "done"],
    [{}, "done"],
  ]);
  const up = await trace(house, `order=${first}`);
  expect(lots(up)).toEqual([["M1", -3], ["C1", -2], ["P1", -1]]); // biome-ignore format: a table
  expect(up.orders).toMatchObject([
    { external_id: "PO-1", lots: [{ lot: "P1", step: "打包", by: "ann", at: Date.parse("2026-01-20T02:00:00Z") }] },
  ]);
  expect(up.lots[1].up).toMatchObject([{ lot: "M1", step: "裁床", qty: 30, ref: "QC-77", by: "ann" }]);
  const middle = await trace(house, "lot=c1");
  expect(lots(middle)).toEqual([["M1", -1], ["C1", 0], ["P1", 1], ["P2", 1]]); // biome-ignore format: a table
  expect(numbers(middle)).toEqual(["PO-1", "PO-2"]);
  expect((await trace(house, `order=${second}`)).orders[0].lots).toMatchObject([{ lot: "P2", at: null, by: null }]);
  expect((await house.get("/api/v1/trace?lot=nobody")).status).toBe(404);
});

test("[R004-15] a frozen lot: the report's orders are those that the freeze acted on, from wherever in the chain one looks", async () => {
  const { house, first, third } = await factory();
  await house.send("POST", "/api/v1/freezes", { scope: "batch", name: "m1", reason: "色差", by: "qc" });
  const frozen = async (): Promise<string[]> =>
    (await house.get("/api/v1/todo/frozen")).body.items
      .map((one: { order: { external_id: string } }) => one.order.external_id)
      .sort();
  await expect.poll(frozen).toEqual(["PO-1", "PO-2"]);
  const report = await trace(house, "lot=M1");
  expect(numbers(report)).toEqual(await frozen());
  expect(report.orders.map((one: { frozen: string[] }) => one.frozen)).toEqual([["P1"], ["P2"]]);
  const up = await trace(house, `order=${first}`);
  expect(up.lots.map((one: { frozen: { by: string; reason: string }[] }) => one.frozen)).toEqual([
    [{ by: "hand", reason: "色差" }],
    [{ by: "batch/M1", reason: "色差" }],
    [{ by: "batch/C1", reason: "色差" }],
  ]);
  await scan(house, { lot: "P1", order: third });
  expect(await frozen()).toEqual(["PO-1", "PO-2", "PO-3"]);
  await house.send("POST", "/api/v1/freezes/lift", { scope: "batch", name: "M1", by: "qc" });
  await expect.poll(frozen).toEqual([]);
});

test("what cannot be linked says why, and a ring is no chain", async () => {
  const { house } = await factory();
  await house.send("POST", "/api/v1/orders", { ...order("PO-1"), source: "shop" });
  const said = await scan(
    house,
    { lot: "M1", into: "C1", step: "裁床" },
    { lot: "P1", into: "M1" },
    { lot: "M1", into: "M1" },
    { lot: "M1", order: "ord_none" },
    { lot: "M1", to: "PO-1" },
    { lot: "M1", into: "P9", on: false },
  );
  expect(said.map(({ result }: { result: string }) => result)).toEqual([
    "nothing",
    "refused",
    "refused",
    "refused",
    "refused",
    "nothing",
  ]);
  expect(said.every(({ reason }: { reason: object | null }) => reason !== null)).toBe(true);
});

test("a sheet of scans is taken in row by row, its columns by their names", async () => {
  const house = await openHouse();
  await take(house, "PO-1");
  const sheet = (text: string) => sendBytes(house, "/api/v1/lots/uploads?by=ann", text, { "content-type": "text/csv" });
  const { body } = await sheet("批次,去向,工序,数量\nM1,C1,裁床,30\nC1,PO-1,打包,\nM1,C1,裁床,30\n,C1,,\n");
  expect(body).toMatchObject({
    rows: 4,
    done: 2,
    left: [
      { row: 4, result: "nothing" },
      { row: 5, result: "refused" },
    ],
  });
  expect(numbers(await trace(house, "lot=M1"))).toEqual(["PO-1"]);
  const { status, text } = await sheet("货号,数量\nA,1\n");
  expect([status, text]).toEqual([422, expect.stringContaining("columns_missing")]);
});
