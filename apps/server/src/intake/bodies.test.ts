import { expect, test } from "vitest";
import { bodiesOf } from "./bodies.ts";

const inbox = { id: "inbox", kind: "signed" };

test("a mail that a relay passes on is an order of its source, by its PO number", () => {
  const mail = { subject: "PO#20260118-087 加单", text: "品牌：品牌A\n款号：FJ2026\n数量：1200" };
  expect(bodiesOf({ mail }, inbox)).toEqual({
    ok: true,
    isPart: true,
    bodies: [
      {
        source: "inbox",
        external_id: "PO#20260118-087",
        po_no: "PO#20260118-087",
        brand: "品牌A",
        style_code: "FJ2026",
        lines: [{ qty: "1200" }],
      },
    ],
  });
});

test("a mail without a number is no order, and the reason is told; other bodies are taken as they are", () => {
  expect(bodiesOf({ mail: { subject: "下周开会" } }, inbox)).toMatchObject({
    ok: false,
    problem: { code: "no_order", message: { zh: "邮件里没有 PO# 单号，不是订单" } },
  });
  expect(bodiesOf({ mail: "a@b.invalid", external_id: "1", source: "x" }, inbox)).toEqual({
    ok: true,
    isPart: false,
    bodies: [{ mail: "a@b.invalid", external_id: "1", source: "inbox" }],
  });
});
