import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type WorkspaceSettings } from "../settings.ts";
import { anything, at, MONDAY_TEN, orderOf } from "../testing/orders.ts";
import { orderContent, orderText } from "./content.ts";
import { readOrder } from "./read-order.ts";
import { orderInputSchema } from "./schema.ts";
import { shapeProblems } from "./shape.ts";

const context = { settings: DEFAULT_SETTINGS, receivedAt: MONDAY_TEN, id: "o-1" };
const ids = { source: "shop", external_id: "1" };
const read = (input: unknown, settings: WorkspaceSettings = DEFAULT_SETTINGS) =>
  readOrder(input, { ...context, settings });
const problemsOf = (input: unknown, settings?: WorkspaceSettings) => {
  const result = read(input, settings);
  return result.ok ? [] : result.problems.map(({ pointer, code }) => `${pointer} ${code}`);
};
const warningsOf = (input: unknown) => read(input).warnings.map(({ pointer, code }) => `${pointer} ${code}`);
const refused = (field: Record<string, unknown>) => problemsOf({ ...ids, ...field });

describe("reading an order", () => {
  test("[R1] source and external id are required", () => {
    expect(problemsOf({})).toEqual(["/source required", "/external_id required"]);
    expect(problemsOf({ source: " ", external_id: null })).toEqual(["/source required", "/external_id required"]);
    for (const input of [null, 3, "x", [], true, undefined]) expect(problemsOf(input)).toEqual([" wrong_type"]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ brand: {} }, "/brand wrong_type"],
    [{ brand: true }, "/brand wrong_type"],
    [{ brand: ["a"] }, "/brand wrong_type"],
    [{ brand: { toString: 1, valueOf: 1 } }, "/brand wrong_type"],
    [{ brand: "x".repeat(129) }, "/brand too_long"],
    [{ brand: "\ufdfa".repeat(100) }, "/brand too_long"],
    [{ note: "x".repeat(1_000_000) }, "/note too_long"],
    [{ brand: "\ud800" }, "/brand broken_text"],
    [{ customer_id: 2 ** 53 }, "/customer_id digits_lost"],
    [{ due_at: "2026-02-30" }, "/due_at no_such_date"],
    [{ due_at: "soon" }, "/due_at not_a_moment"],
    [{ due_at: 46_044 }, "/due_at seconds"],
    [{ due_at: {} }, "/due_at wrong_type"],
    [{ paid_at: "2026-01-19" }, "/paid_at no_time"],
    [{ due_date: "2026-01-19T10:00:00Z" }, "/due_date not_a_date"],
    [{ due_date: "2026-01-19", due_at: "2026-01-20T10:00:00Z" }, "/due_date contradiction"],
    [{ amount: "1.234" }, "/amount too_many_decimals"],
    [{ amount: "1,234.00" }, "/amount not_a_decimal"],
    [{ amount: 1e21 }, "/amount not_a_decimal"],
    [{ amount: -1 }, "/amount negative"],
    [{ amount: {} }, "/amount wrong_type"],
    [{ amount: "99999999999999999" }, "/amount too_large"],
    [{ currency: "XXX" }, "/currency unknown_currency"],
    [{ currency: "JPY", amount: "1.5" }, "/amount too_many_decimals"],
    [{ tags: 5 }, "/tags wrong_type"],
    [{ tags: [{}] }, "/tags/0 wrong_type"],
    [{ tags: Array.from({ length: 201 }, String) }, "/tags too_many"],
    [{ lines: {} }, "/lines wrong_type"],
    [{ lines: "" }, "/lines wrong_type"],
    [{ lines: [3] }, "/lines/0 wrong_type"],
    [{ lines: [{}] }, "/lines/0/qty required"],
    [{ lines: [{ qty: -1 }] }, "/lines/0/qty out_of_range"],
    [{ lines: [{ qty: 1.5 }] }, "/lines/0/qty wrong_type"],
    [{ lines: [{ qty: Number.NaN }] }, "/lines/0/qty not_finite"],
    [{ lines: [{ qty: "1e3" }] }, "/lines/0/qty wrong_type"],
    [{ lines: [{ qty: 1e12 }] }, "/lines/0/qty out_of_range"],
    [
      {
        lines: [
          { qty: 1, line_no: 1 },
          { qty: 1, line_no: 1 },
        ],
      },
      "/lines/1/line_no duplicate",
    ],
    [{ lines: [{ qty: 1, unit_price: "x" }] }, "/lines/0/unit_price not_a_decimal"],
    [{ lines: Array.from({ length: 5001 }, () => ({ qty: 1 })) }, "/lines too_many"],
    [{ custom: 3 }, "/custom wrong_type"],
    [{ amount: JSON.parse("1e400") }, "/amount not_finite"],
    [{ extra: { deep: Number.NEGATIVE_INFINITY } }, "/extra/deep not_finite"],
  ])("[R2] %j is refused: %s", (field, problem) => expect(refused(field)).toEqual([problem]));

  test("[R2] everything that is wrong is told at once, in both languages", () => {
    const result = read({ ...ids, brand: {}, due_at: "2026-02-30", lines: [{ qty: -1 }, { qty: Number.NaN }] });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problems.map(({ pointer }) => pointer).sort()).toEqual([
      "/brand",
      "/due_at",
      "/lines/0/qty",
      "/lines/1/qty",
    ]);
    for (const { message } of result.problems)
      expect(/[一-龥]/.test(message.zh) && /[a-z]/.test(message.en)).toBe(true);
  });

  test("[R2] of very many problems the first fifty are listed", () => {
    const found = refused({ lines: Array.from({ length: 5000 }, () => ({ qty: -1 })) });
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toBe(" more");
  });

  test("[R3] keys that could reach a prototype, depth over 64 and foreign objects are refused before anything is read", () => {
    expect(problemsOf(JSON.parse('{"source":"a","external_id":"1","__proto__":{"x":1}}'))).toEqual([
      "/__proto__ forbidden_key",
    ]);
    expect(problemsOf(JSON.parse('{"a":[{"constructor":1,"b~/c":{"prototype":1}}]}'))).toEqual([
      "/a/0/constructor forbidden_key",
      "/a/0/b~0~1c/prototype forbidden_key",
    ]);
    const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    expect(shapeProblems({ raw: nested(63) })).toEqual([]);
    expect(shapeProblems({ raw: nested(64) })[0]?.code).toBe("too_deep");
    expect(shapeProblems({ raw: nested(5000) })[0]?.code).toBe("too_deep");
    expect(shapeProblems({ d: new Date(0) })[0]?.code).toBe("not_json");
    expect(shapeProblems({ f: () => 1, b: 1n })).toHaveLength(2);
    expect(shapeProblems({ ["k".repeat(300)]: 1 })[0]?.code).toBe("long_key");
    for (const value of [[], 1, "", null]) {
      const many = (length: number) => shapeProblems(Array.from({ length }, () => value)).map(({ code }) => code);
      expect([many(199_999), many(200_000)]).toEqual([[], ["too_many_values"]]);
    }
    expect(shapeProblems(Array.from({ length: 1000 }, () => Number.NaN))).toHaveLength(20);
  });

  test("[R4] odd but acceptable data is read, with a warning", () => {
    expect(warningsOf({ ...ids, customer_id: 42 })).toEqual(["/customer_id number_as_text"]);
    expect(warningsOf({ ...ids, paid_at: "2026-01-19 09:00:00" })).toEqual(["/paid_at no_offset"]);
    expect(warningsOf({ ...ids, due_at: "2026/1/25" })).toEqual(["/due_at loose_date"]);
    expect(warningsOf({ ...ids, ordered_at: "2026-01-19T11:00:00+08:00" })).toEqual(["/ordered_at in_the_future"]);
    expect(warningsOf({ ...ids, ordered_at: "2026-01-19T09:00:00+08:00", due_at: "2026-01-18" })).toEqual([
      "/due_at due_before_ordered",
    ]);
    expect(warningsOf({ ...ids, lines: [{ qty: 0 }] })).toEqual(["/lines/0/qty zero_qty"]);
    expect(warningsOf({ ...ids, status: "Lost in space" })).toEqual(["/status unknown_status"]);
    expect(warningsOf({ ...ids, custom: { x: 1 } })).toEqual(["/custom/x undeclared_field"]);
    expect(warningsOf({ ...ids, note: "a\u0000b" })).toEqual(["/note control_characters"]);
  });

  test("[R5] unknown fields are kept in raw, of the order and of its lines", () => {
    const order = orderOf({
      id: "mine",
      received_at: 5,
      x: { y: [1, null] },
      custom: { z: 1 },
      lines: [{ qty: 1 }, { qty: 1, sku: "a", w: 2 }],
    });
    expect(order.raw).toEqual({
      id: "mine",
      received_at: 5,
      x: { y: [1, null] },
      custom: { z: 1 },
      lines: [null, { w: 2 }],
    });
    expect(order).toMatchObject({ id: "o-1", received_at: MONDAY_TEN });
  });

  test("[R6] a bare due date keeps its date and is due by the end of that day in the workspace's zone", () => {
    expect(orderOf({ due_at: "2026-01-21" })).toMatchObject({
      due_date: "2026-01-21",
      due_at: at("2026-01-21T23:59:59.999+08:00"),
    });
    expect(orderOf({ due_date: "2026-01-21" })).toEqual(orderOf({ due_at: "2026-01-21" }));
    expect(orderOf({ due_at: "2026-01-21T10:00:00Z" })).not.toHaveProperty("due_date");
    const order = orderOf({ due_at: "2026-01-21" });
    expect(orderOf({ due_at: order.due_at, due_date: order.due_date })).toEqual(order);
  });

  test("[R7] money becomes minor units of the order's or the workspace's currency", () => {
    expect(orderOf({ amount: "199.00" })).toMatchObject({ amount: 19_900, currency: "CNY" });
    expect(orderOf({ amount: 66.8 })).toMatchObject({ amount: 6680 });
    expect(orderOf({ amount: "１２０", currency: "jpy" })).toMatchObject({ amount: 120, currency: "JPY" });
    expect(orderOf({ lines: [{ qty: 1, unit_price: "0.125" }], currency: "KWD" }).lines[0]?.unit_price).toBe(125);
    expect(orderOf({})).not.toHaveProperty("currency");
    const yen = { ...DEFAULT_SETTINGS, currency: "JPY" };
    expect(orderOf({ amount: "120" }, MONDAY_TEN, yen)).toMatchObject({ amount: 120, currency: "JPY" });
    expect(orderOf({ amount: "1.20", currency: "CNY" }, MONDAY_TEN, yen)).toMatchObject({
      amount: 120,
      currency: "CNY",
    });
  });

  test("[R8] brand, style and origin that all lines agree on hold for the order", () => {
    expect(
      orderOf({
        lines: [
          { qty: 1, brand: "奔驰", origin: "原厂件" },
          { qty: 1, brand: "奔驰" },
        ],
      }),
    ).toMatchObject({ brand: "奔驰" });
    expect(
      orderOf({
        lines: [
          { qty: 1, brand: "奔驰", origin: "原厂件" },
          { qty: 1, brand: "奔驰" },
        ],
      }),
    ).not.toHaveProperty("origin");
    expect(orderOf({ brand: "宝马", lines: [{ qty: 1, brand: "奔驰" }] }).brand).toBe("宝马");
  });

  test("[R9] a state is known by its id or its name in either language", () => {
    for (const status of ["Packed", "packed", "已打包"]) expect(orderOf({ status }).status).toBe("Packed");
  });

  test("[R10] declared fields are read as their type, from custom or from the top", () => {
    const label = { zh: "", en: "" };
    const settings: WorkspaceSettings = {
      ...DEFAULT_SETTINGS,
      customFields: [
        { name: "fabric", type: "code", label },
        { name: "weight", type: "number", label },
        { name: "gift", type: "boolean", label },
        { name: "marks", type: "list", label },
        { name: "deposit", type: "money", label },
        { name: "cut_at", type: "instant", label },
      ],
    };
    const sent = {
      fabric: "c1",
      weight: "1.5",
      gift: "是",
      marks: "a，b",
      deposit: "5.5",
      cut_at: "2026-01-19T10:00:00+08:00",
    };
    const expected = { fabric: "C1", weight: 1.5, gift: true, marks: ["a", "b"], deposit: 550, cut_at: MONDAY_TEN };
    expect(orderOf({ custom: sent }, MONDAY_TEN, settings).custom).toEqual(expected);
    expect(orderOf(sent, MONDAY_TEN, settings)).toMatchObject({ custom: expected, raw: {} });
    expect(problemsOf({ ...ids, custom: { weight: "x", gift: "maybe", cut_at: 1 } }, settings).sort()).toEqual([
      "/custom/cut_at seconds",
      "/custom/gift wrong_type",
      "/custom/weight wrong_type",
    ]);
  });

  test("[R11] tags: a list, or one text with commas of any kind; each once", () => {
    expect(orderOf({ tags: "VIP, rush，急、VIP" }).tags).toEqual(["VIP", "rush", "急"]);
    expect(orderOf({ tags: ["a", " a", 5] }).tags).toEqual(["a", "5"]);
  });
});

describe("whatever is sent", () => {
  const names = [...Object.keys(orderInputSchema.shape), "x", "id"];
  const body = fc
    .dictionary(fc.constantFrom(...names), anything, { maxKeys: 12 })
    .chain((fields) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant({ ...fields, ...ids }) }, { weight: 1, arbitrary: anything }),
    );

  test("[R12] it is an order or it has problems, never an exception; no prototype changes; what is accepted fits the schema", () => {
    const own = Reflect.ownKeys(Object.prototype).length;
    fc.assert(
      fc.property(body, (input) => {
        const result = read(input);
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        else {
          expect(orderInputSchema.safeParse(input).success).toBe(true);
          expect(orderContent(JSON.parse(JSON.stringify(result.order)))).toBe(orderContent(result.order));
          const { order } = result;
          expect(JSON.parse(orderText(order, orderContent(order)))).toEqual(JSON.parse(JSON.stringify(order)));
        }
      }),
      { numRuns: 3000 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toHaveLength(own);
  });
});
