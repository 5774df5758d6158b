/** Tables that are taken in: shown first, whole orders or some of their fields, rows that are lines. */
import { makeXlsx, textRows } from "@switchyard/connectors/testing";
import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse, publish, sendBytes } from "../testing/harness.ts";

const RECORDS = "/api/v1/intake/records";
const ORDERS = "/api/v1/orders";
const counts = async (house: House) => (await house.get("/api/v1/intake/reconciliation")).body;

describe("tables", { timeout: 60_000 }, () => {
  const csv = "订单号,款号,数量,交期,花色\nA-1,FJ1,10,2026-11-25,红\nA-2,AB2,x,2026-11-26,\n,FJ3,5,2026-11-26,\n";
  const TYPE = { "content-type": "text/csv" };
  const to = (path: string, query: string) => `/api/v1/intake/uploads${path}?source=excel&format=csv${query}`;

  test("are shown first, then taken in; bad rows go to quarantine and are mended there", async () => {
    const house = await openHouse();
    await publish(house, fjFlow());
    const seen = await sendBytes(house, to("/preview", ""), csv, TYPE);
    expect(seen.body).toMatchObject({ total: 3, good: 1, bad: 2, mapping: { 订单号: { field: "external_id" } } });
    expect((await house.get(RECORDS)).body.items).toEqual([]);
    const taken = await sendBytes(house, to("", "&keep_mapping=true"), csv, TYPE);
    expect(taken.body).toMatchObject({ total: 3, accepted: 1, quarantined: 2, problems: [{ row: 3 }, { row: 4 }] });
    expect((await sendBytes(house, to("", ""), csv, TYPE)).body).toMatchObject({ duplicate: 1, quarantined: 2 });
    const { items } = (await house.get(`${RECORDS}?open=true&source=excel`)).body;
    const number = items.find((one: { external_id: string | null }) => one.external_id === null);
    const { body } = await house.send("POST", `${RECORDS}/${number.id}/resubmit`, { merge: { external_id: "A-3" } });
    expect(body).toMatchObject({ status: "accepted", order: { source: "excel", external_id: "A-3" } });
    const sources = (await house.get("/api/v1/intake/sources")).body.items;
    expect(sources).toMatchObject([{ id: "excel", kind: "upload", mapping: { 款号: { field: "line.style_code" } } }]);
  });

  const whole = {
    ...{
      source: "excel",
      brand: "青禾记",
      customer_id: "C1",
      amount: "199.00",
      due_at: "2026-12-01",
      note: "急",
      tags: ["VIP"],
    },
    ...{ ordered_at: "2026-11-20T09:30:12+08:00", box: "red" },
    lines: [
      { sku: "A-S", style_code: "FJ1", size: "S", qty: 10, unit_price: "9.90" },
      { sku: "A-M", style_code: "FJ1", size: "M", qty: 20, unit_price: "9.90" },
    ],
  };
  const seen = async (house: House, id: string) => {
    const { order, timeline } = (await house.get(`${ORDERS}/${id}`)).body;
    const { received_at: _, status: __, ...rest } = order;
    return { order: rest, updates: timeline.filter(({ type }: { type: string }) => type === "order_updated").length };
  };

  test("a short sheet changes what it has columns for, and the preview says so; the same sheet again changes nothing", async () => {
    const house = await openHouse();
    await publish(house, fjFlow());
    const sent = await house.send("POST", ORDERS, { ...whole, external_id: "E-1" });
    const { id } = sent.body.order;
    const before = (await seen(house, id)).order;
    const short = "订单号,款号,交期,下单日期,备注\nE-1,FJ1,2026/12/5,2026-11-20,\nE-2,,2026-12-06,,\n";
    const preview = await sendBytes(house, to("/preview", ""), short, TYPE);
    expect(preview.body).toMatchObject({ total: 2, good: 2, new: 1, changed: 1, same: 0 });
    expect(preview.body.rows).toMatchObject([
      { news: "changed", fields: [{ field: "due_at", sheet: "2026-12-05", system: "2026-12-01" }] },
      { news: "new", fields: [] },
    ]);
    expect((await sendBytes(house, to("", ""), short, TYPE)).body).toMatchObject({ total: 2, update: 1, accepted: 1 });
    const changed = await seen(house, id);
    expect(changed.order).toEqual({ ...before, due_date: "2026-12-05", due_at: before.due_at + 4 * 86_400_000 });
    const { timeline } = (await house.get(`${ORDERS}/${id}`)).body;
    expect(timeline.flatMap((one: { data: { changes?: unknown[] } }) => one.data.changes ?? [])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: "order.due_date", old: "2026-12-01", new: "2026-12-05" }),
      ]),
    );
    const again = await sendBytes(house, to("/preview", ""), short, TYPE);
    expect(again.body).toMatchObject({ new: 0, changed: 0, same: 2 });
    expect((await sendBytes(house, to("", ""), short, TYPE)).body).toMatchObject({ duplicate: 2, update: 0 });
    expect(await seen(house, id)).toEqual(changed);
    // What was there before may come back, and what is meant to be empty becomes so.
    expect((await sendBytes(house, to("", ""), short.replace("12/5", "12/1"), TYPE)).body).toMatchObject({ update: 1 });
    expect((await seen(house, id)).order).toEqual(before);
    const cleared = await sendBytes(house, to("", "&empty=clear"), "订单号,备注\nE-1,\n", TYPE);
    expect(cleared.body).toMatchObject({ update: 1 });
    const { note: _, ...rest } = before;
    expect((await seen(house, id)).order).toEqual(rest);
  });

  test("a table that nobody waits for tells how far it is, then what came of it", async () => {
    const house = await openHouse();
    const rows = Array.from({ length: 1200 }, (_, n) => `W-${n},FJ1,1,2026-12-01,`);
    const begun = await sendBytes(
      house,
      to("", "&wait=false"),
      `订单号,款号,数量,交期,备注\n${rows.join("\n")}\n`,
      TYPE,
    );
    expect(begun.status).toBe(202);
    const one = `/api/v1/intake/uploads/${begun.body.id}`;
    await expect.poll(async () => (await house.get(one)).body.answer, { timeout: 60_000 }).not.toBeNull();
    expect((await house.get(one)).body).toMatchObject({
      rows: 1200,
      done: 1200,
      total: 1200,
      answer: { accepted: 1200 },
    });
    const broken = await sendBytes(
      house,
      `/api/v1/intake/uploads/preview?source=excel&format=xlsx&wait=false`,
      "PK",
      TYPE,
    );
    const failed = `/api/v1/intake/uploads/${broken.body.id}`;
    await expect.poll(async () => (await house.get(failed)).status, { timeout: 60_000 }).toBe(422);
    expect((await house.get("/api/v1/intake/uploads/sht_none")).body.code).toBe("upload_not_found");
  });

  test("rows of one number are one order, wherever they stand; lines that cannot be told wait in quarantine, and are mended as a part", async () => {
    const house = await openHouse();
    await publish(house, fjFlow());
    const sheet = (rows: string[]) => `订单号,sku,数量,交期\n${rows.join("\n")}\n`;
    const rows = ["L-1,A,1,2026-12-01", "L-2,C,5,2026-12-01", "L-1,B,2,2026-12-01"];
    expect((await sendBytes(house, to("", ""), sheet(rows), TYPE)).body).toMatchObject({ total: 2, accepted: 2 });
    const { items } = (await house.get(`${ORDERS}?q=L-1`)).body;
    const [{ id }] = items;
    const lines = async () =>
      (await seen(house, id)).order.lines.map((one: { sku: string; qty: number }) => [one.sku, one.qty]);
    expect(await lines()).toEqual([
      ["A", 1],
      ["B", 2],
    ]);
    const turned = sheet([...rows].reverse());
    expect((await sendBytes(house, to("", ""), turned, TYPE)).body).toMatchObject({ total: 2, duplicate: 2 });
    const price = "订单号,sku,单价\nL-1,B,3.50\n";
    expect((await sendBytes(house, to("", ""), price, TYPE)).body).toMatchObject({ update: 1 });
    expect(await lines()).toEqual([
      ["A", 1],
      ["B", 2],
    ]);
    const sum = "订单号,数量,备注\nL-1,4,改\n";
    const unclear = await sendBytes(house, to("", ""), sum, TYPE);
    expect(unclear.body).toMatchObject({
      quarantined: 1,
      problems: [{ row: 2, problems: [{ code: "lines_unclear" }] }],
    });
    const { record } = unclear.body.problems[0];
    const still = await house.send("POST", `${RECORDS}/${record}/resubmit`, {});
    expect(still).toMatchObject({ status: 422, body: { problems: [{ code: "lines_unclear" }] } });
    const done = await house.send("POST", `${RECORDS}/${record}/resubmit`, { merge: { lines: null } });
    expect(done.body).toMatchObject({ status: "update", order: { id } });
    expect(await lines()).toEqual([
      ["A", 1],
      ["B", 2],
    ]);
    expect((await seen(house, id)).order).toMatchObject({ note: "改", due_date: "2026-12-01" });
    const two = sheet(["L-1,A,1,2026-12-01", "L-1,B,2,2026-12-02"]);
    expect((await sendBytes(house, to("", ""), two, TYPE)).body.problems).toMatchObject([
      { problems: [{ code: "rows_disagree", pointer: "/due_at" }] },
    ]);
    expect((await counts(house)).items).toMatchObject([{ balanced: true }]);
  });

  test("xlsx too; a mapping that was kept is used again; a file that is none is refused whole", async () => {
    const house = await openHouse();
    const mapping = encodeURIComponent(JSON.stringify({ Bestellung: { field: "external_id", as: "text" } }));
    await sendBytes(house, to("", `&keep_mapping=true&mapping=${mapping}`), "Bestellung\nB-1\n", TYPE);
    expect((await sendBytes(house, to("", ""), "Bestellung\nB-2\n", TYPE)).body).toMatchObject({ accepted: 1 });
    const type = { "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
    const noise = await sendBytes(house, "/api/v1/intake/uploads?source=excel&format=xlsx", "PK nonsense", type);
    expect(noise).toMatchObject({ status: 422, body: { code: "invalid_file" } });
    const bytes = new Uint8Array(
      makeXlsx(
        textRows([
          ["订单号", "款号", "数量"],
          ["X-1", "FJ1", "3"],
        ]),
      ),
    );
    const taken = await sendBytes(house, "/api/v1/intake/uploads?source=book&format=xlsx", bytes, type);
    expect(taken.body).toMatchObject({ total: 1, accepted: 1 });
    expect((await sendBytes(house, to("", ""), csv, { "content-type": "text/html" })).status).toBe(415);
  });
});
