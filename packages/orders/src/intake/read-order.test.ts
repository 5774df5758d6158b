import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type WorkspaceSettings } from "../settings.ts";
import { courierProviders } from "../tables/courier.ts";
import { anything, at, MONDAY_TEN, orderOf } from "../testing/orders.ts";
import { carrierOfProvider, carriers } from "./carriers.ts";
import { orderContent, orderText } from "./content.ts";
import { normaliseCode, normaliseNote, normaliseText } from "./normalise.ts";
import { readOrder } from "./read-order.ts";
import { normaliseRegion, provinces } from "./regions.ts";

/** Of the table of codes: each provider is a carrier that is known, or passes on what others say. */
const CARRIER_OR_NONE = new RegExp(`^(?:none|${carriers.map(({ name }) => name).join("|")})$`);

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

describe("normalising", () => {
  test("[N1] trimmed, full-width to half-width, invisible marks removed; codes upper-cased", () => {
    expect(orderOf({ style_code: " ｆｊ２０２６\u200b ", brand: "　品牌Ａ\ufeff" })).toMatchObject({
      style_code: "FJ2026",
      brand: "品牌A",
    });
    expect(orderOf({ note: " 生日\r\n礼物\u0007 " }).note).toBe("生日\n礼物");
    expect(orderOf({ po_no: "po＃1", lines: [{ qty: 1, sku: "a-1", size: "xl", batch_no: "b7" }] })).toMatchObject({
      po_no: "PO#1",
      lines: [{ sku: "A-1", size: "XL", batch_no: "B7" }],
    });
  });

  test("[N5] where no province is given it is the one that the address line begins with; a street is none", () => {
    const said = (address: string) => orderOf({ address }).province;
    const rows: [address: string, province: string | undefined][] = [
      ["江苏省南京市鼓楼区北京西路1号", "江苏"],
      ["广西壮族自治区南宁市青秀区", "广西"],
      ["　中国 ５１８０００　广东省，深圳市", "广东"],
      ["广东深圳市南山区科技园", "广东"],
      ["浙江 杭州 西湖区", "浙江"],
      ["内蒙古自治区呼和浩特市", "内蒙古"],
      ["内蒙古呼伦贝尔市海拉尔区", "内蒙古"],
      ["内蒙呼和浩特市新城区", "内蒙古"],
      ["湖北恩施州利川市", "湖北"],
      ["云南大理白族自治州", "云南"],
      ["上海市浦东新区世纪大道", "上海"],
      ["上海浦东新区世纪大道", "上海"],
      ["北京朝阳区建国路", "北京"],
      ["黑龙江省哈尔滨市", "黑龙江"],
      ["香港特别行政区中环", "香港"],
      ["新疆", "新疆"],
      ["北京东路100号黄浦区", undefined],
      ["南京市鼓楼区北京西路1号", undefined],
      ["四川北路1800号虹口区", undefined],
      ["海南藏族自治州共和县", undefined],
      ["海南州共和县", undefined],
      ["河南蒙古族自治县", undefined],
      ["河北区中山路1号", undefined],
      ["上海市场街12号", undefined],
      ["北京大学深圳医院福田区", undefined],
      ["1 Beijing Road, Shanghai", undefined],
      ["", undefined],
    ];
    expect(rows.map(([address]) => [address, said(address)])).toEqual(rows);
    expect(orderOf({ address: "江苏省苏州市", province: "浙江省" }).province).toBe("浙江");
    expect(orderOf({ address_key: "江苏省苏州市姑苏区1号" }).province).toBe("江苏");
    expect(orderOf({ address: "江苏省苏州市" }).raw).toEqual({ address: "江苏省苏州市" });
    expect(orderOf({ address: { line: "江苏省" } }).province).toBeUndefined();
  });

  test("[N4] a province is kept by its short name, however it was sent; what is none stays", () => {
    const kept = [
      "江苏省",
      "江苏",
      " 江苏省 ",
      "广西壮族自治区",
      "上海市",
      "内蒙古自治区",
      "California",
      "江苏省南京市",
      "省",
    ].map((province) => orderOf({ province }).province);
    expect(kept).toEqual(["江苏", "江苏", "江苏", "广西", "上海", "内蒙古", "California", "江苏省南京市", "省"]);
    expect(provinces).toHaveLength(34);
    for (const { name, official } of provinces)
      for (const said of [name, ...official]) expect(normaliseRegion(said)).toBe(name);
  });

  test("[N6] a carrier is kept by one name, however people and systems write it; who only passes on news is none", () => {
    const kept = ["SF", "顺丰", "顺丰速运", " sf_express ", "ＳＦ Express", "J&T Express", "某某货运"];
    expect(kept.map((carrier) => orderOf({ carrier }).carrier)).toEqual([
      ...["顺丰", "顺丰", "顺丰", "顺丰", "顺丰", "极兔", "某某货运"],
    ]);
    const said = carriers.flatMap(({ name, en, written }) => [name, en, ...written].map((one) => [one, name] as const));
    for (const [one, name] of said) expect([one, orderOf({ carrier: one }).carrier]).toEqual([one, name]);
    // No word is two carriers'.
    const words = said.map(([one, name]) => `${one.toLowerCase().replace(/[ _&-]/g, "")}=${name}`);
    expect(new Set([...new Set(words)].map((one) => one.split("=")[0])).size).toBe(new Set(words).size);
    for (const provider of courierProviders()) expect(carrierOfProvider(provider) ?? "none").toMatch(CARRIER_OR_NONE);
    expect(["kuaidi100", "AfterShip", "sf_express", "ups"].map(carrierOfProvider)).toEqual([null, null, "顺丰", "UPS"]);
  });

  test("[N7] a customer's grade is kept by its letter; what is none stays", () => {
    const said = ["a", "Ａ类", "A 级", "B类客户", "Grade C", "A+級", "VIP会员", "金牌", "LEVELUP", "类"];
    expect(said.map((customer_grade) => orderOf({ customer_grade }).customer_grade)).toEqual(
      ["A", "A", "A", "B", "C", "A+", "VIP", "金牌", "LEVELUP", "类"], // biome-ignore format: beside each other
    );
  });

  test("[N8] a colour of urgency is kept by itself, in its language; what is none stays", () => {
    const said = ["红", " 红色", "紅", "紅色", "黄旗", "绿灯", "RED", "Red flag", "加急", "色", "粉红色"];
    expect(said.map((urgency) => orderOf({ urgency }).urgency)).toEqual(
      ["红", "红", "红", "红", "黄", "绿", "red", "red", "加急", "色", "粉红色"], // biome-ignore format: beside each other
    );
  });

  test("[N2] normalising twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const normalise of [normaliseText, normaliseCode, normaliseNote]) {
          expect(normalise(normalise(text))).toBe(normalise(text));
        }
      }),
    );
  });

  test("[N3] ids keep their case; null and blank mean not said", () => {
    const order = orderOf({
      external_id: " aB-1 ",
      customer_id: "oAbC",
      brand: "",
      note: null,
      tags: null,
      lines: null,
    });
    expect(order).toMatchObject({ external_id: "aB-1", customer_id: "oAbC", tags: [], lines: [] });
    expect(order).not.toHaveProperty("brand");
    expect(order).not.toHaveProperty("note");
  });
});

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
    expect(shapeProblems(Array.from({ length: 200_001 }, () => [])).map(({ code }) => code)).toContain(
      "too_many_values",
    );
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

  test("[R13] the content is the same exactly when the source said the same", () => {
    const input = { ...ids, brand: "A", x: { b: 1, a: 2 }, due_at: "2026-01-21", lines: [{ qty: 1, sku: "a" }] };
    const content = (sent: object, id = "o-1", receivedAt = MONDAY_TEN) => {
      const result = readOrder(sent, { ...context, id, receivedAt });
      return result.ok ? orderContent(result.order) : "";
    };
    const shuffled = {
      lines: [{ sku: "A ", qty: "1" }],
      x: { a: 2, b: 1 },
      due_date: "2026-01-21",
      brand: "Ａ",
      external_id: "1",
      source: "shop",
    };
    expect(content(shuffled, "o-2", MONDAY_TEN + 5)).toBe(content(input));
    for (const change of [
      { brand: "B" },
      { x: { b: 1 } },
      { lines: [] },
      { due_at: "2026-01-22" },
      { status: "Packed" },
      { tags: ["a"] },
    ]) {
      expect(content({ ...input, ...change })).not.toBe(content(input));
    }
  });

  test("[R13] every field of an order that a source can set is part of its content", () => {
    const source = readFileSync(new URL("../order.ts", import.meta.url), "utf8");
    const fields = [...source.matchAll(/^ {2}([a-z_]+)\??:/gm)].map(([, name]) => name);
    expect(fields.length).toBeGreaterThan(35);
    const text = readFileSync(new URL("./content.ts", import.meta.url), "utf8");
    for (const name of fields) if (name !== "id" && name !== "received_at") expect(text).toContain(`.${name}`);
  });
});
