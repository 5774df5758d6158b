import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { at, MONDAY_TEN, orderOf } from "../testing/orders.ts";
import { sharedJson } from "../testing/shared.ts";
import { mailOrder } from "./mail-order.ts";
import { readOrder } from "./read-order.ts";

const context = { settings: DEFAULT_SETTINGS, receivedAt: MONDAY_TEN, id: "o-1" };
const sample = sharedJson<{ subject: string; text: string; receivedAt: string }>("samples/factory-po-mail.json");

test.skipIf(sample === null)("[R14] a factory's mail is an order: number, brand, style, quantity, due date", () => {
  if (sample === null) return;
  const order = orderOf({ source: "mail", ...mailOrder(sample) }, at(sample.receivedAt));
  expect(order).toMatchObject({
    external_id: "PO#20260118-087",
    po_no: "PO#20260118-087",
    brand: "品牌A",
    style_code: "FJ2026",
    due_date: "2026-01-21",
    lines: [{ qty: 1200, size: "S/M/L/XL/XXL" }],
  });
});

test("[R14] without a PO number it is none; the number may stand in the text, in full width, in small letters", () => {
  expect(mailOrder({ subject: "下周开会" })).toBeNull();
  expect(mailOrder({ subject: "POST# 12", text: "" })).toBeNull();
  expect(mailOrder({})).toBeNull();
  expect(mailOrder({ subject: 5, text: { a: 1 } })).toBeNull();
  expect(mailOrder({ subject: "下单", text: "您好，ｐｏ＃ ab-7，款号ＦＪ１" })).toEqual({
    external_id: "PO#AB-7",
    po_no: "PO#AB-7",
    style_code: "FJ1",
  });
});

test("[R14] what is not said is left out; labels in either language, with or without a colon", () => {
  expect(mailOrder({ subject: "PO#1 品牌A", text: "Brand: B1\r\nqty 400 pcs, due 2026-01-25" })).toEqual({
    external_id: "PO#1",
    po_no: "PO#1",
    brand: "B1",
    due_at: "2026-01-25",
    lines: [{ qty: "400" }],
  });
  expect(mailOrder({ subject: "PO#1", text: "数量：１，２００件，尺码：M" })?.lines).toEqual([
    { size: "M", qty: "1200" },
  ]);
  expect(mailOrder({ subject: "PO#1", text: "qty: 12,000 pcs" })?.lines).toEqual([{ qty: "12000" }]);
  // Whoever counts otherwise is asked again: nothing is guessed.
  const counted = mailOrder({ subject: "PO#1", text: "数量 100,200,50" });
  expect(readOrder({ source: "mail", ...counted }, context)).toMatchObject({ ok: false });
  expect(mailOrder({ subject: "PO#2", text: "x".repeat(100_000) })).toEqual({ external_id: "PO#2", po_no: "PO#2" });
});
