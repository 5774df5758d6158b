import { factCatalogue, isoDate, spokenDay } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { orderOf, sample, samplesArePresent } from "../testing/samples.ts";
import { readSizes, rowToOrder, suggestMapping } from "./table-order.ts";

const on = (today: string) => (written: string) => spokenDay(written, today);

describe("[M3] rows of a table", () => {
  it.skipIf(!samplesArePresent)(
    "the factory's sample gives orders with sizes as lines and dates of every spelling",
    () => {
      const { rows } = sample("factory-po-excel.csv") as { rows: Record<string, string | number>[] };
      const columns = Object.keys(rows[0] ?? {});
      const mapping = suggestMapping(columns, factCatalogue);
      const rowsRead = rows.map((row, index) =>
        rowToOrder(
          columns,
          { row: index + 2, cells: columns.map((name) => String(row[name] ?? "")) },
          { mapping, source: "品牌A", isoDate },
        ),
      );
      expect(rowsRead.flatMap(({ warnings }) => warnings)).toEqual([]);
      const orders = rowsRead.map(({ input }) => orderOf(input));
      expect(orders.map(({ external_id, due_date, style_code }) => [external_id, due_date, style_code])).toEqual([
        ["PO#20260118-088", "2026-01-25", "KD1001"],
        ["PO#20260118-089", undefined, "KD1002"],
        ["PO#20260118-090", "2026-01-22", "FJ3003"],
      ]);
      expect(orders[0]?.lines.map(({ size, qty }) => `${size}:${qty}`)).toEqual(["S:100", "M:200", "L:100"]);
      expect(orders[2]?.lines).toHaveLength(5);
    },
  );

  it("columns are suggested by every name that a fact has, but who sends is not read from a column", () => {
    const columns = ["单号", "PO号", "渠道", "付款方式", "快递单号", "支付时间", "数据来源", "接收时间"];
    expect(
      Object.entries(suggestMapping(columns, factCatalogue)).map(([column, { field, as }]) => [column, field, as]),
    ).toEqual([
      ["单号", "external_id", "text"],
      ["PO号", "po_no", "text"],
      ["渠道", "channel", "text"],
      ["付款方式", "payment_method", "text"],
      ["快递单号", "tracking_no", "text"],
      ["支付时间", "paid_at", "date"],
    ]);
  });

  it.each(["PO", "PO号", "采购单号", "PO Number", "合同号"])(
    "%s says which order a row is, and which PO, where no other column does",
    (column) => {
      const read = (columns: string[], cells: string[]) => {
        const mapping = suggestMapping(columns, factCatalogue);
        return rowToOrder(columns, { row: 2, cells }, { mapping, source: "s", isoDate, empty: "clear" }).input;
      };
      expect(read([column, "款号"], ["PO#1", "FJ1"])).toMatchObject({ external_id: "PO#1", po_no: "PO#1" });
      expect(read([column, "单号"], ["PO#1", "A1"])).toMatchObject({ external_id: "A1", po_no: "PO#1" });
      // A row whose own number is empty is not another order by its PO.
      expect(read([column, "单号"], ["PO#1", ""])).not.toHaveProperty("external_id");
      expect(read([column, "款号"], ["", "FJ1"])).not.toHaveProperty("external_id");
    },
  );

  it("columns are suggested by their names, each field once; the rest is kept raw", () => {
    const columns = ["订单编号", "PO", "Style No.", "数量", "数量 (2)", "门店备忘", "constructor"];
    expect(suggestMapping(columns, factCatalogue)).toEqual({
      订单编号: { field: "external_id", as: "text" },
      PO: { field: "po_no", as: "text" },
      "Style No.": { field: "line.style_code", as: "text" },
      数量: { field: "line.qty", as: "text" },
    });
    const { input } = rowToOrder(
      columns,
      { row: 2, cells: ["A1", "P", "FJ1", "4", "9", "留意", "x"] },
      { mapping: suggestMapping(columns, factCatalogue), source: "s", isoDate },
    );
    expect(input).toMatchObject({
      source: "s",
      external_id: "A1",
      po_no: "P",
      lines: [{ style_code: "FJ1", qty: "4" }],
      table_row: { "数量 (2)": "9", 门店备忘: "留意" },
    });
    expect(orderOf({ ...input, table_row: undefined }).lines[0]?.qty).toBe(4);
  });

  it("a day without a time is its beginning where an order was placed, its end where it was paid; a due date stays a day", () => {
    const columns = ["订单号", "下单日期", "付款时间", "交期"];
    const cells = ["A1", "2026/1/25", "46042", "1月30日"];
    const mapping = suggestMapping(columns, factCatalogue);
    const { input } = rowToOrder(
      columns,
      { row: 2, cells },
      { mapping, source: "s", isoDate, spokenDay: on("2026-01-25") },
    );
    expect(input).toMatchObject({
      ...{ ordered_at: "2026-01-25T00:00:00", paid_at: "2026-01-20T23:59:59", due_at: "2026-01-30" },
    });
    expect(orderOf(input)).toMatchObject({
      ordered_at: Date.parse("2026-01-25T00:00:00+08:00"),
      due_date: "2026-01-30",
    });
  });

  it("sizes are told from a list of sizes, and their sum from the quantity", () => {
    expect(readSizes("S:100;M:200;L:100")).toEqual([
      { size: "S", qty: 100 },
      { size: "M", qty: 200 },
      { size: "L", qty: 100 },
    ]);
    expect(readSizes("S:10;M=20,2XL×3件")).toEqual([
      { size: "S", qty: 10 },
      { size: "M", qty: 20 },
      { size: "2XL", qty: 3 },
    ]);
    expect(readSizes("S:1 M:2")).toEqual([
      { size: "S", qty: 1 },
      { size: "M", qty: 2 },
    ]);
    for (const other of ["S/M/L", "", "S:", ":1", "S:1;S:2", "S:1.5", "S:-1", "均码"])
      expect([other, readSizes(other)]).toEqual([other, null]);
    const mapping = suggestMapping(["尺码", "数量"], factCatalogue);
    expect(
      rowToOrder(["尺码", "数量"], { row: 5, cells: ["S:1;M:2", "4"] }, { mapping, source: "s", isoDate }).warnings,
    ).toMatchObject([{ code: "qty_mismatch", pointer: "/rows/5" }]);
  });

  it("a cell of blanks costs no more than its length, whatever the table's caps let through", () => {
    const before = process.cpuUsage();
    for (const blank of ["\t", " \n", "a "]) expect(readSizes(`S${blank.repeat(50_000)}x`)).toBeNull();
    const { user, system } = process.cpuUsage(before);
    // In processor time: looked through again from each blank, each of them takes seconds.
    expect((user + system) / 1000).toBeLessThan(1000);
  });

  /** What a cell of a date's column becomes. */
  function dateOf(cell: string, today?: string): unknown {
    const mapping = { 交期: { field: "due_at", as: "date" } } as const;
    const days = today === undefined ? {} : { spokenDay: on(today) };
    return rowToOrder(["交期"], { row: 2, cells: [cell] }, { mapping, source: "s", isoDate, ...days }).input.due_at;
  }

  it("dates of every spelling become ISO text, anything else stays as it was", () => {
    const dates: [string, string][] = [
      ["46044", "2026-01-22"], ["46044.5", "2026-01-22T12:00:00"], ["2026/1/25", "2026-01-25"], ["2026 年 1 月 5 号", "2026-01-05"], ["20260125", "2026-01-25"],
      ["2026-01-25 9:05", "2026-01-25T09:05:00"], ["2026.1.5", "2026-01-05"], ["2026年1月5日 18:30:07", "2026-01-05T18:30:07"],
    ]; // biome-ignore format: a table
    for (const [cell, expected] of dates) expect([cell, dateOf(cell)]).toEqual([cell, expected]);
    for (const other of ["01/25/2026", "下周", "400", "2026-01-25T09:05:00+08:00"]) expect(dateOf(other)).toBe(other);
  });

  it("[T7] a day without a year is of the year in which it is nearest to today, and that is told", () => {
    const today = "2026-12-20";
    const days: [string, string][] = [
      ["12月25日", "2026-12-25"], ["1月5号", "2027-01-05"], ["1/5", "2027-01-05"], ["11-30", "2026-11-30"], ["12.5", "2026-12-05"],
      ["１２月５日", "2026-12-05"], ["12/24 9:05", "2026-12-24T09:05:00"], ["2026/1/5", "2026-01-05"], ["13/5", "13/5"], ["2/30", "2/30"],
    ]; // biome-ignore format: a table
    for (const [cell, expected] of days) expect([cell, dateOf(cell, today)]).toEqual([cell, expected]);
    expect(dateOf("12/28", "2027-01-03")).toBe("2026-12-28");
    expect(dateOf("2/29", "2027-03-01")).toBe("2028-02-29");
    expect(dateOf("12月5日")).toBe("12月5日");
    const mapping = { 交期: { field: "due_at", as: "date" } } as const;
    const read = rowToOrder(
      ["交期"],
      { row: 5, cells: ["1月5日"] },
      { mapping, source: "s", isoDate, spokenDay: on(today) },
    );
    expect(read).toMatchObject({
      input: { due_at: "2027-01-05" },
      warnings: [{ code: "year_given", pointer: "/rows/5" }],
    });
    const told = rowToOrder(
      ["交期"],
      { row: 6, cells: ["下周三"] },
      { mapping, source: "s", isoDate, spokenDay: on(today) },
    );
    expect(told).toMatchObject({
      input: { due_at: "2026-12-23" },
      warnings: [{ code: "day_given", pointer: "/rows/6" }],
    });
  });
});
