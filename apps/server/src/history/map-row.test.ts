import { expect, test } from "vitest";
import { rowMapper } from "./map-row.ts";

test("a day without a time has its field's time of day, however it is written and wherever it stands", () => {
  const columns = ["订单号", "下单日期", "付款时间"];
  const mapping = { 订单号: "external_id", 下单日期: "ordered_at", 付款时间: "paid_at" };
  const cells = rowMapper({ columns, mapping, source: "erp" });
  const objects = rowMapper({ columns: [], mapping: null, source: "erp" });
  for (const day of ["2026-03-02", "2026/3/2", "2026年3月2日", "20260302"]) {
    const row = cells({ row: 2, text: "", value: ["A-1", day, day] });
    const object = objects({ row: 2, text: "", value: { external_id: "A-1", ordered_at: day, paid_at: day } });
    for (const { input } of [row, object])
      expect(input).toMatchObject({ ordered_at: "2026-03-02T00:00:00", paid_at: "2026-03-02T23:59:59" });
  }
  const whole = { external_id: "A-1", ordered_at: "2026-03-02T10:30:00+08:00" };
  expect(objects({ row: 2, text: "", value: whole }).input).toMatchObject(whole);
});
