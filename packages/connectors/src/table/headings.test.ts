import { factCatalogue, isoDate } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { rowToOrder, suggestMapping } from "../intake/table-order.ts";
import { csv, xlsx } from "../testing/collect-table.ts";
import { makeXlsx, textRows } from "../testing/make-xlsx.ts";

describe("[T6] a table as offices keep it", () => {
  it("headings above the names of the columns are passed over, sums below are no order; both are told", async () => {
    const table = await xlsx(
      makeXlsx(
        textRows([
          ["青禾服饰 10月订单汇总表"],
          ["制表：小王", "2026-11-01"],
          ["订单编号", "品牌", "数量", "金额（元）"],
          ["DD-1", "青禾记", "1,200", "1,234.50"],
          ["合计", "", "1,200", "1,234.50"],
        ]),
      ),
    );
    expect(table.columns).toEqual(["订单编号", "品牌", "数量", "金额(元)"]);
    expect(table.rows.map(({ row }) => row)).toEqual([4]);
    expect(table.notices).toEqual(["headings_passed", "sums_passed"]);
    const mapping = suggestMapping(table.columns, factCatalogue);
    const [row] = table.rows;
    expect(row && rowToOrder(table.columns, row, { mapping, source: "excel", isoDate }).input).toMatchObject({
      external_id: "DD-1",
      amount: "1234.50",
      lines: [{ qty: "1200" }],
    });
  });

  it("what an amount or a quantity is in may stand in its cell; of another currency it is not read", () => {
    const columns = ["订单号", "数量", "金额"];
    const mapping = suggestMapping(columns, factCatalogue);
    const read = (qty: string, amount: string, currency = "CNY") => {
      const options = { mapping, source: "excel", isoDate, currency };
      const { input } = rowToOrder(columns, { row: 2, cells: ["A", qty, amount] }, options);
      return [Array.isArray(input.lines) ? input.lines[0].qty : null, input.amount];
    };
    expect(read("12件", "¥1,234.50")).toEqual(["12", "1234.50"]);
    expect(read("1,200 PCS", "￥88")).toEqual(["1200", "88"]);
    expect(read("３套", "1234元")).toEqual(["3", "1234"]);
    expect(read("12箱", "1.2万")).toEqual(["12箱", "1.2万"]);
    expect(read("7", "$88")).toEqual(["7", "$88"]);
    expect(read("7", "¥88", "JPY")).toEqual(["7", "¥88"]);
    expect(read("7", "12,00")).toEqual(["7", "12,00"]);
  });

  it("a note below the sums is no order, and is told; rows after it that say more are orders", async () => {
    const table = await csv(
      "订单号,品牌\nA-1,青禾记\n小计,1\nA-2,青禾记\n合计,2\n制表人：小王,\n审核：,\nA-3,白榆\nA-4,\n",
    );
    expect(table.cells.map(([name]) => name)).toEqual(["A-1", "A-2", "A-3", "A-4"]);
    expect(table.notices).toEqual(["sums_passed", "sums_passed", "note_passed", "note_passed"]);
  });

  it("the first row names the columns where none has names that columns have", async () => {
    const table = await csv("a,b\n1,2\n合同,x\n");
    expect(table.columns).toEqual(["a", "b"]);
    expect(table.cells).toEqual([
      ["1", "2"],
      ["合同", "x"],
    ]);
  });

  it("a row that a person names is taken at their word", async () => {
    const table = await csv("订单号,品牌\n编号,牌子\n1,青禾记\n", { headerRow: 2 });
    expect(table.columns).toEqual(["编号", "牌子"]);
  });
});
