import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Order } from "../order.ts";
import { DEFAULT_SETTINGS, type WorkspaceSettings } from "../settings.ts";
import { anything, MONDAY_TEN, orderOf } from "../testing/orders.ts";
import { orderContent } from "./content.ts";
import { orderInput } from "./order-input.ts";
import { readOrder } from "./read-order.ts";
import { orderInputSchema } from "./schema.ts";
import { updateOrder } from "./update-order.ts";

const settings: WorkspaceSettings = {
  ...DEFAULT_SETTINGS,
  customFields: [
    { name: "deposit", label: { zh: "定金", en: "Deposit" }, type: "money" },
    { name: "cut_at", label: { zh: "裁剪", en: "Cut" }, type: "instant" },
    { name: "marks", label: { zh: "记号", en: "Marks" }, type: "list" },
    { name: "weight", label: { zh: "重量", en: "Weight" }, type: "number" },
  ],
};
const context = { settings, receivedAt: MONDAY_TEN, id: "o-1" };
const KEY = { source: "shop", external_id: "1" };
const of = (fields: object): Order => orderOf({ ...KEY, ...fields }, MONDAY_TEN, settings);
/** What the order is once the part was said of it, as the source would have to send it whole. */
function after(known: Order, part: object): Order {
  const read = updateOrder(known, { ...KEY, ...part }, context);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.order;
}
const codes = (known: Order, part: object) => {
  const read = updateOrder(known, { ...KEY, ...part }, context);
  return read.ok ? [] : read.problems.map(({ pointer, code }) => `${pointer} ${code}`);
};

const WHOLE = {
  ...{ brand: "青禾记", customer_id: "C1", amount: "199.00", due_at: "2026-02-01", ordered_at: MONDAY_TEN },
  ...{
    note: "急",
    tags: ["a", "b"],
    custom: { deposit: "5.50", cut_at: MONDAY_TEN, other: 1 },
    address: "江苏省南京市",
  },
  ...{ colour_of_box: "red", table_row: { 门店: "南京", 经手: "李" } },
  lines: [
    { sku: "A-S", style_code: "FJ1", size: "S", qty: 10, unit_price: "9.90", weave: "plain" },
    { sku: "A-M", style_code: "FJ1", size: "M", qty: 20, unit_price: "9.90" },
  ],
};

describe("an order of which a source says a part", () => {
  test("[U1] has what was said, and all else as before", () => {
    const known = of(WHOLE);
    expect(after(known, { due_at: "2026-02-05" })).toEqual(of({ ...WHOLE, due_at: "2026-02-05" }));
    expect(after(known, { due_at: "2026-02-05T18:00:00+08:00" }).due_date).toBeUndefined();
    expect(after(known, { custom: { deposit: "6" }, table_row: { 经手: "王" } })).toEqual(
      of({ ...WHOLE, custom: { ...WHOLE.custom, deposit: "6.00" }, table_row: { 门店: "南京", 经手: "王" } }),
    );
    expect(after(known, { weight: "2.5" }).custom).toEqual({ ...known.custom, weight: 2.5 });
    expect(after(known, { deposit: "7" }).custom).toEqual({ ...known.custom, deposit: 700 });
    expect(after(known, {})).toEqual(known);
  });

  test("[U2] loses what is said to be null; what cannot be read is told", () => {
    const known = of(WHOLE);
    const { note: _, due_at: __, ...less } = WHOLE;
    expect(after(known, { note: null, due_at: null })).toEqual(of(less));
    expect(after(known, { lines: null }).lines).toEqual([]);
    expect(codes(known, { due_at: "soon" })).toEqual(["/due_at not_a_moment"]);
  });

  test("[U3] has a province, a brand and a style made anew where they were made of what has changed", () => {
    const shared = { ...KEY, lines: [{ brand: "甲", style_code: "FJ1", qty: 1 }], address: "江苏省南京市" };
    const known = of(shared);
    expect(known).toMatchObject({ brand: "甲", province: "江苏" });
    expect(
      after(known, { lines: [{ brand: "乙", style_code: "FJ1", qty: 1 }], address: "浙江省杭州市" }),
    ).toMatchObject({
      ...{ brand: "乙", style_code: "FJ1", province: "浙江" },
    });
    expect(after(of({ ...shared, province: "山东" }), { address: "浙江省杭州市" }).province).toBe("山东");
  });

  test("[U4] finds its lines by what names them; they keep what nothing was said of", () => {
    const known = of(WHOLE);
    const [small, medium] = known.lines;
    const lines = [{ size: "m", qty: 21 }, { size: "S" }];
    expect(after(known, { lines }).lines).toEqual([small, { ...medium, qty: 21 }]);
    expect(after(known, { lines: [{ sku: "A-S", unit_price: "8" }] }).lines).toEqual([
      { ...small, unit_price: 800 },
      medium,
    ]);
    expect(after(known, { lines: [{ style_code: "FJ1" }] })).toEqual(known);
    expect(after(known, { lines: [{ style_code: "fj1", color: "" }] })).toEqual(known);
    expect(after(known, { lines: [{ line_no: 2, qty: 5 }, { line_no: 1 }] }).lines.map(({ qty }) => qty)).toEqual([
      10, 5,
    ]);
    expect(
      after(known, {
        lines: [
          { size: "M", qty: 20 },
          { size: "S", qty: 10 },
        ],
      }),
    ).toEqual(known);
  });

  test("[U5] has the lines of whom says quantities: others go, new ones come; one quantity for several is their sum", () => {
    const known = of(WHOLE);
    const [small, medium] = known.lines;
    const said = [
      { size: "M", qty: 20 },
      { size: "L", qty: 3 },
    ];
    expect(after(known, { lines: said }).lines).toEqual([medium, { line_no: 3, size: "L", qty: 3 }]);
    expect(after(after(known, { lines: said }), { lines: said }).lines).toHaveLength(2);
    expect(after(known, { lines: [{ style_code: "FJ1", qty: 30, color: "红" }] }).lines).toEqual([
      { ...small, color: "红" },
      { ...medium, color: "红" },
    ]);
    expect(codes(known, { lines: [{ style_code: "FJ1", qty: 31 }] })).toEqual(["/lines lines_unclear"]);
    expect(codes(known, { lines: [{ style_code: "FJ2" }] })).toEqual(["/lines lines_unclear"]);
    expect(codes(of(KEY), { lines: [{ style_code: "FJ2" }] })).toEqual(["/lines/0/qty required"]);
    expect(codes(known, { lines: [{ size: "M", qty: "many" }] })).toEqual(["/lines/0/qty wrong_type"]);
    expect(codes(known, { lines: 5 })).toEqual(["/lines wrong_type"]);
  });

  test("[R3] a part that is nested without end is refused, new or known", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`) as object;
    const read = (known: Order | null) => updateOrder(known, { ...KEY, deep }, context);
    for (const result of [read(null), read(of(WHOLE))])
      expect(result).toMatchObject({ ok: false, problems: [{ code: "too_deep" }] });
  });

  test("[U4] each of thousands of lines that are called alike is found again once, in their order", () => {
    const lines = Array.from({ length: 3000 }, (_, at) => ({
      style_code: "FJ1",
      size: at % 2 ? "M" : "S",
      qty: at + 1,
    }));
    const known = of({ lines });
    const changed = after(known, { lines: lines.map((line) => ({ ...line, qty: line.qty + 1 })) });
    expect(changed.lines).toEqual(known.lines.map((line) => ({ ...line, qty: line.qty + 1 })));
  });

  const names = [...Object.keys(orderInputSchema.shape), "x", "deposit", "cut_at"];
  const body = fc
    .dictionary(fc.constantFrom(...names), anything, { maxKeys: 8 })
    .chain((fields) => fc.constantFrom({ ...fields, ...KEY }, { ...WHOLE, ...fields, ...KEY }));
  const word = fc.constantFrom("A-S", "a-m", "FJ1", "M", "S", "红", "7", null);
  const line = fc.record({
    sku: fc.constantFrom("A-S", "a-m", "X"),
    qty: fc.constantFrom(0, 10, "20", 30),
    unit_price: fc.constantFrom("5", 1.5),
  });
  const good = fc.record(
    {
      ...{
        brand: word,
        note: word,
        tags: word,
        x: word,
        deposit: fc.constantFrom("3", null),
        status: word,
        province: word,
      },
      ...{ due_at: fc.constantFrom("2026-03-01", MONDAY_TEN, null), amount: fc.constantFrom("1,2", "8.5", null) },
      lines: fc.oneof(fc.array(line, { maxLength: 4 }), fc.constant(null)),
    },
    { requiredKeys: [] },
  );

  const whole = good.map((fields) => ({ ...WHOLE, ...fields, ...KEY }));

  test("[U6] an order as a body reads as the same order; the same part said twice changes nothing the second time", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(body, whole, whole), fc.oneof(body, good, good), (sent, part) => {
        const first = readOrder(sent, context);
        if (!first.ok) return;
        const { order } = first;
        const again = readOrder(orderInput(order, settings), context);
        expect(again.ok && orderContent(again.order)).toBe(orderContent(order));
        const once = updateOrder(order, part, context);
        if (!once.ok) return;
        read += 1;
        const twice = updateOrder(once.order, part, context);
        expect(twice.ok && orderContent(twice.order)).toBe(orderContent(once.order));
      }),
      { numRuns: 600 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
