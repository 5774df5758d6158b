/** Samples of sources that are nearly canonical: what an adapter has to rename, and what intake then does by itself. */
import { expect, test } from "vitest";
import { computeFacts } from "../facts/compute.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { at, orderOf } from "../testing/orders.ts";
import { sharedJson } from "../testing/shared.ts";
import { readOrder } from "./read-order.ts";

interface PartsOrder {
  order_no: string;
  channel: string;
  customer: { id: string; name: string; grade: string };
  urgent: string;
  lines: { part_code: string; name: string; brand: string; origin: string; qty: number; batch: string }[];
  created_at: string;
}
interface Sheet {
  rows: Record<string, string | number>[];
}
const parts = sharedJson<PartsOrder>("samples/b2b-autoparts-order.json");
const sheet = sharedJson<Sheet>("samples/factory-po-excel.csv.json");

test.skipIf(parts === null)(
  "[R8] the unified form of an auto-parts dealer: brand and origin of its lines hold for the order",
  () => {
    if (parts === null) return;
    const { order_no, customer, urgent, created_at, lines, ...rest } = parts;
    const order = orderOf(
      {
        ...rest,
        source: "form",
        external_id: order_no,
        customer_id: customer.id,
        buyer_name: customer.name,
        customer_grade: customer.grade,
        urgency: urgent,
        ordered_at: created_at,
        lines: lines.map(({ part_code, batch, ...line }) => ({ ...line, sku: part_code, batch_no: batch })),
      },
      at("2026-02-01T08:30:01+08:00"),
    );
    expect(computeFacts(order, { now: order.received_at, settings: DEFAULT_SETTINGS })).toMatchObject({
      brand: "奔驰",
      origin: "原厂件",
      customer_grade: "A",
      urgency: "red",
      total_qty: 4,
      batch_nos: ["B-202601-07"],
    });
    expect(order.raw).toMatchObject({ tax_included: true });
  },
);

test.skipIf(sheet === null)(
  "[I3] a factory's sheet: slashes are read, an empty due date is absent, a day number is refused",
  () => {
    const read = (sheet?.rows ?? []).map((row) =>
      readOrder(
        {
          source: "excel",
          external_id: row.订单号,
          po_no: row.订单号,
          brand: row.品牌,
          style_code: row.款号,
          due_at: row.交期,
        },
        { settings: DEFAULT_SETTINGS, receivedAt: at("2026-01-18T09:30:00+08:00"), id: "o" },
      ),
    );
    expect(read.map((result) => (result.ok ? (result.order.due_date ?? null) : result.problems[0]?.code))).toEqual([
      "2026-01-25",
      null,
      "seconds",
    ]);
  },
);
