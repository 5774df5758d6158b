import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transact } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import writeXlsx from "write-excel-file/node";
import { EXAMPLES, fjFlow, type House, openHouse, order } from "../testing/harness.ts";
import { DATASETS, day, importOrders, REPLAYS, replay } from "../testing/history.ts";

const csv = readFileSync(join(EXAMPLES, "demo-garment/sample-orders.csv"), "utf8");

async function upload(
  house: House,
  bytes: string | Uint8Array<ArrayBuffer>,
  format = "csv",
  name = `orders.${format}`,
) {
  const headers = { "content-type": "application/octet-stream" };
  const query = new URLSearchParams({ format, name });
  const answer = await house.app.request(`${DATASETS}/uploads?${query}`, { method: "POST", headers, body: bytes });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
async function preview(house: House, bytes: string | Uint8Array<ArrayBuffer>, format: string, body: object = {}) {
  const id = await upload(house, bytes, format);
  return await house.send("POST", `${DATASETS}/uploads/${id}/preview`, body);
}
/** Whoever waits lets others work. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}
const noStrays = (house: House) => async () =>
  (await house.ctx.store.read.datasets.strays(house.ctx.workspace.id)).length === 0;
async function imported(house: House, id: string) {
  for (;;) {
    const { body } = await house.get(`${DATASETS}/${id}`);
    if (body.status !== "importing") return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("an order that says no time of ordering stands at its first time; without any it is a bad row, unless the file tells none", async () => {
  const house = await openHouse();
  const bring = async (text: string) =>
    (await house.send("POST", DATASETS, { name: "时间", format: "csv", text })).body;
  const head = "订单号,下单时间,付款时间,发货时间";
  const some = await bring(
    `${head}\nA,2026-03-05 10:00,,\nB,,2026-03-02 10:00,2026-03-03 10:00\nC,,,2026-03-01 10:00\nD,,,`,
  );
  expect(some).toMatchObject({ good: 3, bad: 1, first_at: Date.parse(day(1)), last_at: Date.parse(day(5)) });
  const { items } = (await house.get(`${DATASETS}/${some.id}/problems`)).body;
  expect(items).toMatchObject([{ text: "D,,,", problems: [{ pointer: "/ordered_at", code: "required" }] }]);
  const none = await bring("订单号,款号\nA,FJ1");
  expect(none).toMatchObject({ good: 1, bad: 0, first_at: none.created_at });
});

test("columns that say where an order goes are known by the names that shops' exports give them", async () => {
  const house = await openHouse();
  const { body } = await preview(house, "订单编码,收货省,收货市\n1,浙江,杭州\n", "csv");
  expect(body.suggested).toEqual({ 订单编码: "external_id", 收货省: "province", 收货市: "city" });
});

test("NDJSON with names of its own is mapped as a table is; with the order's names it is shown what they mean", async () => {
  const house = await openHouse();
  const foreign = '{"no":"N1","款号":"FJ1","created":"2026-03-01T10:00:00+08:00","extra":{"a":1}}';
  const mapping = { no: "external_id", 款号: "style_code", created: "ordered_at" };
  const guessed = (await preview(house, foreign, "ndjson")).body;
  expect(guessed).toMatchObject({ suggested: { 款号: "style_code" }, good: 0, bad: 1 });
  expect((await preview(house, foreign, "ndjson", { mapping })).body).toMatchObject({ good: 1, bad: 0 });
  const id = await upload(house, foreign, "ndjson");
  const { body } = await house.send("POST", `${DATASETS}/uploads/${id}/import`, { name: "一月", mapping });
  expect(await imported(house, body.id)).toMatchObject({ good: 1, mapping });
  // The next file of the same kind is read alike.
  expect((await preview(house, foreign, "ndjson")).body).toMatchObject({ good: 1, kept: { name: "一月" } });
  const own = JSON.stringify({ ...order("1", { ordered_at: day(1) }), qty: 3 });
  const shown = (await preview(house, own, "ndjson")).body;
  expect(shown).toMatchObject({ good: 1, suggested: { external_id: "external_id", ordered_at: "ordered_at" } });
  expect(Object.keys(shown.suggested)).not.toContain("qty");
  const again = (await preview(house, own, "ndjson", { mapping: shown.suggested })).body;
  expect(again.rows[0].order).toEqual(shown.rows[0].order);
});

describe("a spreadsheet's rows", () => {
  test("are previewed with a mapping suggested by their headers; nothing is stored", async () => {
    const house = await openHouse();
    const { status, body } = await preview(house, csv, "csv");
    expect(status).toBe(200);
    expect(body.columns[0]).toBe("订单号");
    expect(body.suggested).toMatchObject({
      订单号: "external_id",
      PO号: "po_no",
      款号: "style_code",
      尺码: "lines.size",
      数量: "lines.qty",
      单价: "lines.unit_price",
      下单时间: "ordered_at",
      交期: "due_at",
    });
    expect([body.total, body.good, body.bad]).toEqual([40, 33, 7]);
    expect(body.rows).toHaveLength(20);
    expect(body.rows[2].order).toMatchObject({
      style_code: "FJ2211",
      due_date: "2026-11-16",
      lines: [{ size: "S", qty: 10 }],
    });
    const quantity = body.problems.find((row: { text: string }) => row.text.includes("二十"));
    expect(quantity.problems).toMatchObject([{ pointer: "/lines/0/qty", message: { zh: expect.any(String) } }]);
    expect((await house.get(DATASETS)).body.items).toEqual([]);
  });

  test("are imported; bad ones are kept with their reasons, and the counts agree", async () => {
    const house = await openHouse();
    const { status, body } = await house.send("POST", DATASETS, { name: "样例", format: "csv", text: csv });
    expect([status, body.total, body.good, body.bad]).toEqual([201, 40, 33, 7]);
    const problems = await house.get(`${DATASETS}/${body.id}/problems`);
    expect(problems.body.items).toHaveLength(7);
    const first = await house.get(`${DATASETS}/${body.id}/orders?limit=30`);
    const second = await house.get(`${DATASETS}/${body.id}/orders?limit=30&cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, second.body.items.length, second.body.nextCursor]).toEqual([30, 3, null]);
    expect((await house.get(DATASETS)).body.items).toMatchObject([{ id: body.id, name: "样例", good: 33 }]);
  });

  test("of one order number are lines of one order; text stays text; unmapped columns stay aside", async () => {
    const house = await openHouse();
    const text = "单号,SKU,数量,brand\n00123,A1,1,x\n00124,B1,1,y\n00123,A2,3,x\n";
    const mapping = { 单号: "external_id", SKU: "lines.sku", 数量: "lines.qty" };
    const { body } = await preview(house, text, "csv", { mapping });
    expect(body.rows).toMatchObject([
      {
        row: 2,
        order: {
          external_id: "00123",
          lines: [
            { sku: "A1", qty: 1 },
            { sku: "A2", qty: 3 },
          ],
          raw: { table_row: { brand: "x" } },
        },
      },
      { row: 3, order: { external_id: "00124" } },
    ]);
    expect(body.rows[0].order.brand).toBeUndefined();
  });

  test("of real invoices (UCI) suggest a mapping from English headers", async () => {
    const house = await openHouse();
    const text = readFileSync(join(EXAMPLES, "uci-online-retail/sample.csv"), "utf8");
    const { body } = await preview(house, text, "csv");
    expect(body.suggested).toMatchObject({
      InvoiceNo: "external_id",
      StockCode: "lines.sku",
      Description: "lines.name",
      Quantity: "lines.qty",
      InvoiceDate: "ordered_at",
      UnitPrice: "lines.unit_price",
      CustomerID: "customer_id",
    });
    expect(body.good).toBeGreaterThan(0);
  });

  test.each([
    ["", "csv", "empty"],
    ["\n \n", "csv", "no_header"],
    ["PK\u0003\u0004", "csv", "is_xlsx"],
    ["no workbook", "xlsx", "broken_file"],
  ])("of a file that cannot be read are refused with the reason: %j as %s", async (text, format, code) => {
    const house = await openHouse();
    const refused = await preview(house, text, format);
    expect(refused.body).toMatchObject({ status: 422, code: "invalid_file", problems: [{ code }] });
  });

  test("in NDJSON need no mapping; a line that is no object is a bad row; `__proto__` is no way in", async () => {
    const house = await openHouse();
    const text = `${JSON.stringify(order("1"))}\nnonsense\n\n[1]\n{"source":"s","external_id":"2","__proto__":{"brand":"x"}}\n`;
    const { body } = await preview(house, text, "ndjson");
    expect(body).toMatchObject({ total: 4, good: 1, bad: 3, problems: [{ row: 2 }, { row: 4 }, { row: 5 }] });
  });

  test("in NDJSON that are nested without end are bad rows; the others are imported, also where rows are one order", async () => {
    const house = await openHouse();
    const deep = `{"source":"erp","external_id":"1","a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const text = `${deep}\n{"source":"erp","external_id":"2","pieces":2}\n`;
    for (const mapping of [undefined, { source: "source", external_id: "external_id", pieces: "lines.qty" }]) {
      const { body } = await house.send("POST", DATASETS, { name: "深", format: "ndjson", text, mapping });
      expect(body).toMatchObject({ total: 2, good: 1, bad: 1 });
    }
  });
});

describe("an uploaded file", () => {
  const sheet = [
    ["订单号", "款号", "数量", "下单时间", "交期"],
    ["A-1", "FJ01", 12, new Date("2026-03-02T10:30:00Z"), new Date("2026-03-05T00:00:00Z")],
    ["A-2", "AB01", 3, new Date("2026-03-03T00:00:00Z"), new Date("2026-03-20T00:00:00Z")],
    ["A-1", "FJ02", 5, new Date("2026-03-02T10:30:00Z"), new Date("2026-03-05T00:00:00Z")],
    ["A-3", "FJ03", "二十", new Date("2026-03-04T08:00:00Z"), null],
  ];
  const workbook = async () => {
    const cells = sheet.map((row) =>
      row.map((value) =>
        value instanceof Date ? { value, format: "yyyy-mm-dd hh:mm" } : value === null ? null : { value },
      ),
    );
    return new Uint8Array(await writeXlsx(cells).toBuffer());
  };

  test("of Excel becomes a data set: dates as dates, rows of one order together, the bad row told by its number", async () => {
    const house = await openHouse();
    const id = await upload(house, await workbook(), "xlsx", "三月.xlsx");
    const seen = (await house.send("POST", `${DATASETS}/uploads/${id}/preview`, {})).body;
    expect(seen).toMatchObject({ total: 3, good: 2, bad: 1, whole: true, kept: null, problems: [{ row: 5 }] });
    const started = await house.send("POST", `${DATASETS}/uploads/${id}/import`, { name: "三月订单" });
    expect([started.status, started.body.status]).toEqual([202, "importing"]);
    const done = await imported(house, started.body.id);
    expect(done).toMatchObject({
      ...{ status: "ready", name: "三月订单", note: "三月.xlsx", format: "xlsx", total: 3, good: 2, bad: 1 },
      first_at: Date.parse("2026-03-02T10:30:00+08:00"),
      last_at: Date.parse("2026-03-03T00:00:00+08:00"),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [first] = (await house.get(`${DATASETS}/${done.id}/orders`)).body.items;
    expect(first).toMatchObject({
      ...{ external_id: "A-1", due_date: "2026-03-05", ordered_at: done.first_at },
      lines: [{ qty: 12 }, { qty: 5 }],
    });
    const flow = (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
    expect(await replay(house, { flow, version: "draft", dataset: done.id })).toMatchObject({ orders: 2 });
    expect(readdirSync(join(house.folder, "uploads"))).toEqual([]);
    const gone = await house.send("POST", `${DATASETS}/uploads/${id}/preview`, {});
    expect(gone.body.code).toBe("upload_not_found");
  });

  test("whose orders still hold the states in which they ended is told: it was imported by an older program", async () => {
    const house = await openHouse();
    const text = JSON.stringify({
      source: "erp",
      external_id: "1",
      status: "已签收",
      ordered_at: "2026-03-02T10:30:00+08:00",
    });
    const { body } = await house.send("POST", DATASETS, { name: "新", format: "ndjson", text });
    expect(body).toMatchObject({ good: 1, ended: false });
    const { store } = house.ctx;
    const set = await store.read.datasets.get("demo", body.id);
    const [row] = await store.read.datasets.rowsAfter("demo", body.id, null, { limit: 1 });
    if (set === null || row === undefined) throw new Error("it was imported");
    await transact(store, async (tx) => {
      await tx.datasets.addRows("demo", "old", [{ ...row, order: { ...row.order, status: "Signed" } }]);
      await tx.datasets.create("demo", { ...set, id: "old" });
    });
    const told = (await house.get(DATASETS)).body.items.map((one: { id: string; ended: boolean }) => [
      one.id,
      one.ended,
    ]);
    expect(Object.fromEntries(told)).toMatchObject({ old: true, [body.id]: false });
  });

  test("is read as the intake, or an earlier data set, read the same columns", async () => {
    const house = await openHouse();
    const bytes = await workbook();
    const mapping = { 订单号: { field: "external_id", as: "text" }, 款号: { field: "brand", as: "text" } };
    const query = new URLSearchParams({
      source: "excel",
      format: "xlsx",
      mapping: JSON.stringify(mapping),
      keep_mapping: "true",
    });
    const headers = { "content-type": "application/octet-stream" };
    await house.app.request(`/api/v1/intake/uploads?${query}`, { method: "POST", headers, body: bytes });
    const kept = await preview(house, bytes, "xlsx");
    expect(kept.body).toMatchObject({
      kept: { kind: "source", name: "excel" },
      suggested: { 订单号: "external_id", 款号: "brand" },
      rows: [{ order: { brand: "FJ01" } }, {}, {}, {}],
    });
    const own = { ...kept.body.suggested, 款号: "style_code", 数量: "lines.qty" };
    const id = await upload(house, bytes, "xlsx");
    const started = await house.send("POST", `${DATASETS}/uploads/${id}/import`, { name: "三月", mapping: own });
    await imported(house, started.body.id);
    const again = await preview(house, bytes, "xlsx");
    expect(again.body).toMatchObject({ kept: { kind: "dataset", name: "三月" }, suggested: own });
  });

  test("comes as the same data set from CSV, text or file; renamed, it keeps its hash; removed, it is gone and said", async () => {
    const house = await openHouse();
    const text = (await house.send("POST", DATASETS, { name: "文", format: "csv", text: csv })).body;
    const id = await upload(house, csv);
    const file = await imported(
      house,
      (await house.send("POST", `${DATASETS}/uploads/${id}/import`, { name: "件" })).body.id,
    );
    expect(file.hash).toBe(text.hash);
    const imports = (await house.get("/api/v1/journal?type=dataset_imported")).body.items;
    expect(imports.map(({ data }: { data: object }) => data)).toEqual([
      { dataset: file.id, name: "件", file: "orders.csv", good: 33, bad: 7, hash: file.hash },
      { dataset: text.id, name: "文", file: "", good: 33, bad: 7, hash: file.hash },
    ]);
    const renamed = await house.send("PATCH", `${DATASETS}/${file.id}`, { name: "四月", note: "来自 ERP" });
    expect(renamed.body).toMatchObject({ name: "四月", note: "来自 ERP", hash: text.hash });
    const flow = (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
    const done = await replay(house, { flow, version: "draft", dataset: file.id });
    expect((await house.send("DELETE", `${DATASETS}/${file.id}`, {})).status).toBe(200);
    expect((await house.get(DATASETS)).body.items).toMatchObject([{ id: text.id }]);
    expect((await house.get(`${DATASETS}/${file.id}`)).body.code).toBe("dataset_not_found");
    expect((await house.send("POST", `${REPLAYS}/${done.id}/again`, {})).body.code).toBe("dataset_not_found");
    const journal = await house.get("/api/v1/journal?type=dataset_removed");
    expect(journal.body.items[0].data).toMatchObject({ name: "四月", total: 40 });
    await until(noStrays(house));
  });

  test("makes room for the next: a workspace keeps eight, and brings no more than that at once", async () => {
    const house = await openHouse();
    const ids: string[] = [];
    for (let n = 0; n < 10; n += 1) ids.push(await upload(house, csv));
    const status = async (id: string) =>
      (await house.send("POST", `${DATASETS}/uploads/${id}/preview`, {})).body.code ?? "there";
    expect(await Promise.all(ids.slice(0, 3).map(status))).toEqual(["upload_not_found", "upload_not_found", "there"]);
    expect(readdirSync(join(house.folder, "uploads"))).toHaveLength(8);
    const { uploads, workspace } = house.ctx;
    const about = { workspace: workspace.id, name: "慢", format: "csv", limit: 100 } as const;
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
    const slow = [readable, ...Array.from({ length: 7 }, () => new ReadableStream<Uint8Array<ArrayBuffer>>())];
    const under = slow.map((body) => uploads.keep(new Response(body), about));
    // Those that stay silent are given up after the test.
    for (const one of under) one.catch(() => undefined);
    await expect(uploads.keep(new Response(null), about)).rejects.toMatchObject({ code: "overloaded" });
    const other = await uploads.keep(new Response("订单号"), { ...about, workspace: "other" });
    expect(other.bytes).toBe(9);
    await writable.getWriter().close();
    await under[0];
    expect((await uploads.keep(new Response(null), about)).bytes).toBe(0);
  });

  test("that is being read is listed and can be ended; nothing of it stays", async () => {
    const house = await openHouse();
    const many = Array.from({ length: 30_000 }, (_, n) => JSON.stringify(order(String(n), { ordered_at: day(1) })));
    const id = await upload(house, many.join("\n"), "ndjson");
    const started = await house.send("POST", `${DATASETS}/uploads/${id}/import`, { name: "多" });
    expect((await house.get(DATASETS)).body.items).toMatchObject([{ id: started.body.id, status: "importing" }]);
    expect((await house.send("DELETE", `${DATASETS}/${started.body.id}`, {})).status).toBe(200);
    await until(async () => (await house.get(DATASETS)).body.items.length === 0);
    await until(noStrays(house));
    expect(readdirSync(join(house.folder, "uploads"))).toEqual([]);
  });

  test("that fails far in says why until it is taken off the list", async () => {
    const house = await openHouse();
    const lines = Array.from({ length: 5000 }, (_, n) => `A-${n},FJ`);
    const id = await upload(house, ["订单号,款号", ...lines, '"never ends'].join("\n"));
    const started = await house.send("POST", `${DATASETS}/uploads/${id}/import`, { name: "坏" });
    const failed = await imported(house, started.body.id);
    expect(failed).toMatchObject({ status: "failed", failed: { zh: expect.stringContaining("引号") } });
    expect((await house.send("DELETE", `${DATASETS}/${failed.id}`, {})).status).toBe(200);
    expect((await house.get(DATASETS)).body.items).toEqual([]);
    expect(await house.ctx.store.read.datasets.strays(house.ctx.workspace.id)).toEqual([]);
  });

  test("whose import a process did not end leaves nothing: the next start clears it", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, [order("1"), order("2")]);
    await transact(house.ctx.store, (tx) => tx.datasets.remove(house.ctx.workspace.id, dataset));
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    await until(noStrays(again));
    expect(await again.ctx.store.read.datasets.count(again.ctx.workspace.id, dataset, {})).toBe(0);
  });
});
