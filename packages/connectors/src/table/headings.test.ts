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
