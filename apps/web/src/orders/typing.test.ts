import { expect, test } from "vitest";
import { dated, EMPTY, judge } from "./typing.ts";

const form = { ...EMPTY, customer: "海蓝", product: "FJ1", qty: "3", due: "2026-02-05" };
const judged = (more: object) => judge({ ...form, ...more }, "Asia/Shanghai");

test("what intake would refuse is told at its field; what is needed and empty is only missing", () => {
  expect(judged({})).toMatchObject({ missing: [], wrong: {}, order: { due_date: "2026-02-05", lines: [{ qty: 3 }] } });
  expect(Object.keys(judged({ due: "2026-02-30", qty: "三件" }).wrong)).toEqual(["due", "qty"]);
  expect(judge(EMPTY, "Asia/Shanghai")).toMatchObject({ missing: ["customer", "product", "qty"], wrong: {} });
  expect(judged({ qty: "三件" }).order).toMatchObject({ due_date: "2026-02-05", style_code: "FJ1" });
  expect(Object.keys(judged({ customer: "客".repeat(201) }).wrong)).toEqual(["customer"]);
  expect(Object.keys(judged({ product: `F1${"1".repeat(200)}` }).wrong)).toEqual(["product"]);
});

test("a day that is counted from today is shown, and sent, as the date that it is", () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  expect(judged({ due: "明天" }).order?.due_date).toBe(tomorrow);
  expect(dated({ ...form, due: "明天" }, "Asia/Shanghai").due).toBe(tomorrow);
  expect(dated({ ...form, due: "下回" }, "Asia/Shanghai").due).toBe("下回");
});
