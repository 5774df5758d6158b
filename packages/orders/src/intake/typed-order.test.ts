import { expect, test } from "vitest";
import { orderOf } from "../testing/orders.ts";
import { requirementSays, typedFields, typedOrder } from "./typed-order.ts";

const form = { customer: "海蓝服饰", due: "2026年2月5日", product: "fj2026 连衣裙", qty: "1,200件", requirement: "" };
const TODAY = "2026-11-24";

test("[R15] a need date is read as people say it, counted from the day on which it is typed", () => {
  for (const [due, at] of [
    ["12月5日", "2026-12-05"],
    ["明天", "2026-11-25"],
    ["下周三", "2026-12-02"],
    ["2026-12-05", "2026-12-05"],
    ["周三", "周三"],
  ])
    expect(typedOrder({ ...form, due: due ?? "" }, TODAY)).toMatchObject({ due_at: at });
});

test("[R15] five fields as they are typed are an order that intake reads: code and name apart, dates and counts by hand", () => {
  expect(
    orderOf({
      source: "hand",
      external_id: "1",
      ...typedOrder({ ...form, requirement: "加急，含税，A类客户" }, TODAY),
    }),
  ).toMatchObject({
    buyer_name: "海蓝服饰",
    due_date: "2026-02-05",
    style_code: "FJ2026",
    lines: [{ style_code: "FJ2026", name: "连衣裙", qty: 1200 }],
    ...{ urgency: "加急", customer_grade: "A", tags: ["含税"], note: "加急,含税,A类客户" },
  });
  expect(typedOrder({ ...form, due: " ", product: "羊毛围巾", qty: "很多" }, TODAY)).toEqual({
    buyer_name: "海蓝服饰",
    lines: [{ name: "羊毛围巾", qty: "很多" }],
  });
});

test("[R15] of a special requirement only what it says is read, and not what it denies", () => {
  expect(requirementSays("不加急，不含税")).toEqual({ tax: "不含税" });
  expect(requirementSays("客户等级：b 特急")).toEqual({ urgency: "特急", grade: "B" });
  expect(requirementSays("无需加急，装箱单一式三份")).toEqual({});
});

test("[R15] a pasted text fills the fields whose names stand in it, and no other", () => {
  expect(typedFields("客户：海蓝 服饰，款号：FJ2026，数量 1,200件 交期 2026-02-05，备注：加急，含税")).toEqual({
    customer: "海蓝 服饰",
    product: "FJ2026",
    qty: "1,200件",
    due: "2026-02-05",
    requirement: "加急,含税",
  });
  expect(typedFields("customer: Acme Ltd\nproduct: FJ1\nqty: 3\nnote: ship with PO, urgent\ndue 2026-02-05")).toEqual({
    ...{ customer: "Acme Ltd", product: "FJ1", qty: "3", requirement: "ship with PO, urgent", due: "2026-02-05" },
  });
  expect(typedFields("海蓝服饰")).toEqual({});
});
