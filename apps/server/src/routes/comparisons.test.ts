import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type House, openHouse, order, reply } from "../testing/harness.ts";
import { handClock } from "../testing/vendors.ts";

const LIST = "/api/v1/intake/comparisons";
const DAY = 86_400_000;
const send = async (house: House, path: string, csv: string) =>
  reply(await house.app.request(path, { method: "POST", headers: { "content-type": "text/csv" }, body: csv }));
const upload = (house: House, csv: string) => send(house, "/api/v1/intake/uploads?source=excel&format=csv", csv);

/** A sheet held beside the orders: the report, and its rows. */
async function compare(house: House, csv: string, covers = "") {
  const path = `/api/v1/intake/uploads/compare?source=excel&format=csv&name=${encodeURIComponent("订单.csv")}${covers}`;
  const begun = await send(house, path, csv);
  expect([begun.status, begun.body.status]).toEqual([202, "comparing"]);
  const one = `${LIST}/${begun.body.id}`;
  await expect.poll(async () => (await house.get(one)).body.status, { timeout: 60_000 }).not.toBe("comparing");
  const report = (await house.get(one)).body;
  return { report, rows: report.status === "ready" ? (await house.get(`${one}/rows`)).body.items : [], path: one };
}
const table = (head: string, ...rows: string[]) => `${[head, ...rows].join("\n")}\n`;
const HEAD = "订单号,款号,数量,交期,金额";

describe("a sheet held beside the orders of its source", () => {
  /** Beside the checkout, never part of it. */
  const path =
    process.env.SCENARIOS ?? fileURLToPath(new URL("../../../../../shared/domain/scenarios.json", import.meta.url));

  test.skipIf(!existsSync(path))("S003-13: one order missing, one different: the report has two rows", async () => {
    const { scenarios } = JSON.parse(readFileSync(path, "utf8"));
    const scenario = scenarios.find(({ id }: { id: string }) => id === "S003-13");
    const [{ t, data }] = scenario.events;
    const house = await openHouse({ clock: handClock(Date.parse(t)) });
    const row = (number: string, qty = 5) => `${number},FJ2601,${qty},2026-01-25,19.90`;
    const same = Array.from({ length: data.same }, (_, n) => row(`A${n}`));
    await upload(house, table(HEAD, ...same, ...data.different.map((number: string) => row(number))));
    const others = [
      ...data.different.map((number: string) => row(number, 6)),
      ...data.excelOnly.map((n: string) => row(n)),
    ];
    const { report, rows } = await compare(house, table(HEAD, ...others, ...same));
    expect(report).toMatchObject({ total: 400, same: data.same, at: Date.parse(scenario.expect[0].at) });
    expect(rows).toHaveLength(scenario.expect[0].rows);
    expect(rows).toMatchObject([
      { kind: "different", row: 2, external_id: "X2", fields: [{ field: "line.qty", sheet: "6", system: "5" }] },
      { kind: "only_sheet", row: 3, external_id: "X1", order: null },
    ]);
    expect((await house.get("/api/v1/orders?source=excel&limit=1&q=X1")).body.items).toEqual([]);
  });

  test("is read as the intake reads it: one order written two ways is the same; money, days and lines by what they mean", async () => {
    const house = await openHouse();
    const body = {
      ...{ source: "excel", external_id: "E-1", brand: "青禾记", amount: "1200.00", currency: "CNY", note: "急" },
      ...{ style_code: "FJ2601", due_at: "2026-01-25T10:00:00+08:00", ordered_at: "2026-01-20T09:30:12+08:00" },
      lines: [
        { line_no: 1, size: "M", qty: 20 },
        { line_no: 2, size: "S", qty: 10 },
      ],
    };
    expect((await house.send("POST", "/api/v1/orders", body)).status).toBe(201);
    const head = "订单号,款号,尺码,金额（元）,交期,下单日期,品牌,客户来电";
    const well = await compare(house, table(head, 'Ｅ-1,fj2601,S:10;M:20,"1,200",2026/1/25,46042,青禾记,是'));
    expect(well.report).toMatchObject({ total: 1, same: 1, only_system: 0, ignored: ["客户来电"] });
    expect(well.report.covers).toEqual({ from: "2026-01-20", to: "2026-01-20", brand: null });
    const badly = await compare(house, table(`${head},备注`, "E-1,FJ2602,S:10;M:21,1200.01,2026-01-26,2026-01-21,,,"));
    expect(badly.rows[0].fields).toEqual([
      { field: "amount", sheet: "1200.01 CNY", system: "1200.00 CNY" },
      { field: "due_at", sheet: "2026-01-26", system: "2026-01-25" },
      { field: "ordered_at", sheet: "2026-01-21", system: "2026-01-20" },
      { field: "brand", sheet: null, system: "青禾记" },
      { field: "note", sheet: null, system: "急" },
      { field: "line.style_code", sheet: "FJ2602、FJ2602", system: "FJ2601、FJ2601" },
      { field: "line.qty", sheet: "21、10", system: "20、10" },
    ]);
    expect(badly.rows[0].order).toBe((await house.get("/api/v1/orders")).body.items[0].id);
  });

  test("tells rows that cannot be read; rows of one number are one order; missing ones are taken in the ordinary way", async () => {
    const house = await openHouse();
    const csv = table(
      HEAD,
      ...["N-1,FJ1,2,2026-01-25,", "N-2,FJ1,many,,", "N-4,FJ1,1,,", "N-1,FJ9,3,2026-01-26,", ",FJ1,1,,"],
      ...["N-3,FJ1,1,,", "N-4,FJ2,3,,"],
    );
    const { report, rows, path } = await compare(house, csv);
    expect(report).toMatchObject({ total: 5, same: 0, only_sheet: 2, different: 0, unread: 3, only_system: null });
    expect(rows.map((one: { kind: string; row: number }) => [one.kind, one.row])).toEqual([
      ["unread", 2],
      ["unread", 3],
      ["only_sheet", 4],
      ["unread", 6],
      ["only_sheet", 7],
    ]);
    const codes = (row: number) =>
      rows.find((one: { row: number }) => one.row === row).problems.map(({ code }: { code: string }) => code);
    expect([codes(2), codes(6)]).toEqual([["rows_disagree"], ["required"]]);
    const take = (body: object) => house.send("POST", `${path}/take-in`, body);
    expect((await take({ kind: "only_sheet" })).body).toMatchObject({ accepted: 2, quarantined: 0 });
    const seq = (row: number) => rows.find((one: { row: number }) => one.row === row).seq;
    expect((await take({ rows: [seq(2), seq(3), seq(4)] })).body).toEqual({
      ...{ accepted: 0, duplicate: 0, update: 0, quarantined: 2 },
    });
    const now = (await house.get(`${path}/rows?kind=only_sheet`)).body.items;
    expect(now).toMatchObject([
      { external_id: "N-4", order: expect.any(String), takeable: false },
      { external_id: "N-3", order: expect.any(String), takeable: false },
    ]);
    expect((await compare(house, csv)).report).toMatchObject({ same: 2, only_sheet: 0, unread: 3 });
    const { items } = (await house.get(LIST)).body;
    expect(items.map((one: { same: number; file: string }) => [one.same, one.file])).toEqual([
      [2, "订单.csv"],
      [0, "订单.csv"],
    ]);
    const told = await house.ctx.store.read.journal.list("demo", { type: "sheet_compared" }, { limit: 9 });
    expect(told.items.map(({ data }) => JSON.parse(data))).toMatchObject([{ same: 2 }, { onlySheet: 2, unread: 3 }]);
  });

  test("tells orders that it should have: of its own days, or of the days and the brand that somebody says", async () => {
    const house = await openHouse();
    const placed = (number: string, day: string, brand: string) =>
      house.send("POST", "/api/v1/orders", {
        ...order(number),
        source: "excel",
        brand,
        ordered_at: `${day}T23:30:00+08:00`,
      });
    await placed("P-1", "2026-01-20", "青禾记");
    await placed("P-2", "2026-01-21", "青禾记");
    await placed("P-3", "2026-01-22", "林间");
    await placed("P-4", "2026-01-25", "青禾记");
    await house.send("POST", "/api/v1/orders", { ...order("P-2"), source: "elsewhere" });
    const numbers = ({ rows }: { rows: { kind: string; external_id: string }[] }) =>
      rows.flatMap(({ kind, external_id }) => (kind === "only_system" ? [external_id] : []));
    const dated = table("订单号,下单日期", "P-1,2026-01-20", "X-9,2026-01-22");
    expect(numbers(await compare(house, dated))).toEqual(["P-2", "P-3"]);
    const bare = table("订单号", "P-1");
    expect((await compare(house, bare)).report.only_system).toBeNull();
    expect(numbers(await compare(house, bare, "&from=2026-01-22&to=2026-01-25"))).toEqual(["P-3", "P-4"]);
    const branded = await compare(house, bare, `&brand=${encodeURIComponent("青禾记")}`);
    expect(numbers(branded)).toEqual(["P-2", "P-4"]);
    expect(branded.rows[0]).toMatchObject({ row: null, order: expect.any(String), takeable: false });
  });

  test("is found, paged and taken out as a file; a formula in a cell stays text", async () => {
    const house = await openHouse();
    await upload(house, table("订单号,备注", "F-1,旧", "F-2,旧"));
    const { path } = await compare(house, table("订单号,备注", "F-1,=1+1", "F-2,新的"));
    const first = (await house.get(`${path}/rows?limit=1`)).body;
    const second = (await house.get(`${path}/rows?limit=1&cursor=${first.nextCursor}`)).body;
    expect([first.items[0].external_id, second.items[0].external_id, second.nextCursor]).toEqual(["F-1", "F-2", null]);
    expect((await house.get(`${path}/rows?q=${encodeURIComponent("新的")}`)).body.items).toHaveLength(1);
    expect((await house.get(`${path}/rows?kind=unread`)).body.items).toEqual([]);
    const { text } = await house.get(`${path}/export?q=f-1`);
    expect(text.split("\r\n").slice(1)).toEqual(['"不同 different","2","excel","F-1","备注","\'=1+1","旧",""', ""]);
    const told = await house.ctx.store.read.journal.list("demo", { type: "data_exported" }, { limit: 9 });
    expect(JSON.parse(told.items[0]?.data ?? "")).toMatchObject({ what: "comparison", searched: ["q"] });
  });

  test("that fails says why until it is taken off the list; one that is ended leaves nothing", async () => {
    const house = await openHouse();
    const { report, path } = await compare(house, "");
    expect(report).toMatchObject({ status: "failed", failed: { zh: expect.any(String) }, file: "订单.csv" });
    expect((await house.send("DELETE", path, {})).status).toBe(200);
    expect((await house.get(path)).status).toBe(404);
    const many = table("订单号,款号", ...Array.from({ length: 5000 }, (_, n) => `C-${n},FJ1`));
    const begun = await send(house, "/api/v1/intake/uploads/compare?source=excel&format=csv&name=x.csv", many);
    expect((await house.send("DELETE", `${LIST}/${begun.body.id}`, {})).status).toBe(200);
    await expect.poll(async () => (await house.get(LIST)).body.items, { timeout: 60_000 }).toEqual([]);
    await expect.poll(() => house.ctx.store.read.comparisons.strays("demo"), { timeout: 60_000 }).toEqual([]);
  });

  test("is not begun where too many are: a file that was brought is there for the next try", async () => {
    const house = await openHouse();
    let end = () => {};
    const gate = new Promise<void>((resolve) => {
      end = resolve;
    });
    const about = { file: "long.csv", source: "excel", createdAt: 0, read: 0 };
    const long = async () => {
      await gate;
      throw new Error("never whole");
    };
    for (let n = 0; n < 32; n += 1) house.ctx.comparing.begin(`long-${n}`, about, long).catch(() => undefined);
    const kept = await send(house, "/api/v1/intake/files?name=x.csv&format=csv", table("订单号", "Q-1"));
    const ask = () =>
      house.send("POST", `/api/v1/intake/uploads/compare?source=excel&format=csv&name=x.csv&file=${kept.body.id}`, {});
    const refused = await ask();
    expect([refused.status, refused.body.code]).toEqual([503, "overloaded"]);
    end();
    await expect.poll(async () => (await ask()).status).toBe(202);
    await expect
      .poll(async () => (await house.get(LIST)).body.items.at(-1))
      .toMatchObject({ status: "ready", file: "x.csv" });
  });

  test("goes after a while, rows and all; its entry in the journal stays", async () => {
    const clock = handClock();
    const house = await openHouse({ clock, retention: { intakeDays: 0, messagesDays: 0, replaysDays: 10 } });
    const { path } = await compare(house, table("订单号", ...Array.from({ length: 250 }, (_, n) => `R-${n}`)));
    clock.pass(9 * DAY);
    await compare(house, table("订单号", "R-1"));
    clock.pass(2 * DAY);
    expect(await house.retention.run()).toMatchObject({ comparisons: 251 });
    expect((await house.get(path)).status).toBe(404);
    expect((await house.get(LIST)).body.items).toHaveLength(1);
    expect(await house.ctx.store.read.comparisons.strays("demo")).toEqual([]);
    const told = await house.ctx.store.read.journal.list("demo", { type: "sheet_compared" }, { limit: 9 });
    expect(told.items).toHaveLength(2);
  });
});
