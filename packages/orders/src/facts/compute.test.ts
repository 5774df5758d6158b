import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOfDate } from "../calendar/civil.ts";
import { localDay } from "../calendar/local.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { at, MONDAY_TEN, nearInstants, orderOf, ZONES, zones } from "../testing/orders.ts";
import { factCatalogue, factSpec } from "./catalogue.ts";
import { clockFactAt } from "./clock-facts.ts";
import { COMPUTED_FACTS, computeFacts, factReader, factValue } from "./compute.ts";
import { lineFieldCatalogue } from "./line-fields.ts";

const settings = DEFAULT_SETTINGS;
const facts = (input: Parameters<typeof orderOf>[0], now = MONDAY_TEN) =>
  computeFacts(orderOf(input), { now, settings });
const dueIn = (due: string, now: string) => facts({ due_at: due }, at(now)).due_in_days;

describe("clock facts", () => {
  test.each([
    ["2026-01-22", "2026-01-19T10:00:00+08:00", 3],
    ["2026-01-19", "2026-01-19T23:59:59+08:00", 0],
    ["2026-01-18", "2026-01-19T00:00:00+08:00", -1],
    ["2026-01-22", "2026-01-18T16:30:00Z", 3],
    ["2026-01-22", "2026-01-18T15:59:59Z", 4],
    ["2026-03-01", "2026-02-28T12:00:00+08:00", 1],
    ["2026-01-01", "2025-12-31T23:00:00+08:00", 1],
  ])("[F2] due %s, now %s: %d calendar days", (due, now, days) => expect(dueIn(due, now)).toBe(days));

  test.each([
    ["2026-01-22T10:00:00+08:00", "2026-01-19T10:00:00+08:00", 3],
    ["2026-01-22T10:00:00+08:00", "2026-01-19T09:59:59.999+08:00", 3 + 1 / 86_400_000],
    ["2026-01-22T10:00:00+08:00", "2026-01-20T22:00:00+08:00", 1.5],
    ["2026-01-18T10:00:00+08:00", "2026-01-19T10:00:00+08:00", -1],
  ])("[F2] due %s with a time, now %s: %d days exactly", (due, now, days) => expect(dueIn(due, now)).toBe(days));

  test("[F3] due_in_hours is exact and fractional; a bare date is due by its last millisecond", () => {
    expect(facts({ due_at: "2026-01-19T11:30:00+08:00" }).due_in_hours).toBe(1.5);
    expect(facts({ due_at: "2026-01-19" }).due_in_hours).toBe((14 * 3_600_000 - 1) / 3_600_000);
  });

  test("[F4] due_in_working_days skips weekends and holidays and counts make-up days", () => {
    expect(facts({ due_at: "2026-02-24" }, at("2026-02-13T10:00:00+08:00")).due_in_working_days).toBe(2);
    expect(facts({ due_at: "2026-01-24T10:00:00+08:00" }).due_in_working_days).toBe(4);
    expect(facts({ due_at: "2026-01-16" }).due_in_working_days).toBe(-1);
    expect(facts({ due_at: "2026-01-21T18:00:00Z" }).due_in_working_days).toBe(3);
  });

  test("[F5] weekday, minute of day, working day and working time are the workspace's", () => {
    const there = (zone: string, now: string) =>
      computeFacts(orderOf(), {
        now: at(now),
        settings: { ...settings, zone },
        only: ["weekday", "minute_of_day", "is_working_day", "is_working_time"],
      });
    expect(there("Asia/Shanghai", "2026-01-18T16:30:00Z")).toEqual({
      weekday: 1,
      minute_of_day: 30,
      is_working_day: true,
      is_working_time: false,
    });
    expect(there("America/New_York", "2026-01-18T16:30:00Z")).toEqual({
      weekday: 7,
      minute_of_day: 690,
      is_working_day: false,
      is_working_time: false,
    });
    expect(there("Asia/Shanghai", "2026-02-14T09:00:00+08:00")).toMatchObject({
      weekday: 6,
      is_working_day: true,
      is_working_time: true,
    });
    expect(there("Asia/Shanghai", "2026-02-16T10:00:00+08:00")).toMatchObject({ weekday: 1, is_working_day: false });
  });

  test("[F6] paid_minute_of_day is local: 03:59:59 UTC is 11:59 in Shanghai, and noon is 720", () => {
    expect(facts({ paid_at: "2026-01-20T03:59:59Z" }).paid_minute_of_day).toBe(719);
    expect(facts({ paid_at: "2026-01-20T12:00:00+08:00" }).paid_minute_of_day).toBe(720);
    expect(facts({ paid_at: "2026-01-19T09:00:00+08:00" }).paid_hours).toBe(1);
    expect(facts({}, MONDAY_TEN + 5_400_000).age_hours).toBe(1.5);
  });

  test("[F2] in any zone a bare due date counts calendar dates", () => {
    fc.assert(
      fc.property(nearInstants, zones, fc.integer({ min: -30, max: 60 }), (now, zone, days) => {
        const day = localDay(now, zone) + days;
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const order = orderOf({ due_at: date }, now, { ...settings, zone });
        expect(clockFactAt("due_in_days", order, now, { ...settings, zone })).toBe(days);
        expect(localDay(order.due_at ?? 0, zone)).toBe(dayOfDate(date));
      }),
    );
    expect(ZONES).toHaveLength(12);
  });
});

describe("line summaries", () => {
  test("[F7] distinct sizes with a quantity above 0, whatever their case and width", () => {
    const sizes = (list: Record<string, number>) =>
      facts({ lines: Object.entries(list).map(([size, qty]) => ({ size, qty })) }).size_count;
    expect(sizes({ S: 1, M: 1, L: 1, XL: 1, XXL: 1 })).toBe(5);
    expect(sizes({ S: 1, M: 1, L: 1, XL: 1 })).toBe(4);
    expect(sizes({ S: 1, M: 1, L: 1, XL: 1, xl: 2, XXL: 0 })).toBe(4);
    expect(sizes({ Ｍ: 1, m: 1, " M ": 1 })).toBe(1);
  });

  test("[F7] totals, counts and lists, each value once in the order of the lines", () => {
    const seen = facts({
      lines: [
        { qty: 3, sku: "b-1", batch_no: "B7", category: "纸尿裤", name: "刹车片", brand: "奔驰", unit_price: "1.50" },
        { qty: 2, sku: "A-1", batch_no: "b7", category: "纸尿裤", name: "机油", brand: "比亚迪", unit_price: 2 },
        { qty: 2, sku: "B-1", color: "红", origin: "原厂件", unit_price: "0.01" },
      ],
    });
    expect(seen).toMatchObject({
      line_count: 3, total_qty: 7, max_line_qty: 3, sku_count: 2, skus: ["B-1", "A-1"], batch_nos: ["B7"],
      categories: ["纸尿裤"], brands: ["奔驰", "比亚迪"], colors: ["红"], origins: ["原厂件"], sizes: [], size_count: 0,
      item_names: ["刹车片", "机油"], goods_amount: 852,
    }); // biome-ignore format: one look
    expect(seen.item_text).toContain("比亚迪");
  });

  test("[F8] without lines the quantity is not known: only line_count is there", () => {
    const seen = facts({});
    expect(seen.line_count).toBe(0);
    for (const name of ["total_qty", "size_count", "skus", "batch_nos", "goods_amount"])
      expect(seen).not.toHaveProperty(name);
    expect(facts({ lines: [{ qty: 1 }] })).not.toHaveProperty("goods_amount");
  });

  test("[F8] many different values are still each there once", () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({ qty: 1, sku: `S${index % 100}` }));
    expect(facts({ lines }).sku_count).toBe(100);
  });
});

describe("the facts object", () => {
  test("[F1] absent facts are absent: never null, undefined or NaN", () => {
    for (const value of Object.values(facts({ brand: " ", note: null }))) {
      expect(value ?? null).not.toBeNull();
      expect(value).not.toBeNaN();
    }
    expect(Object.keys(facts({}))).not.toContain("brand");
  });

  test("[F9] facts from elsewhere come by dotted name and become groups; what is absent stays so", () => {
    const count = { kept: 1 };
    const extra = {
      "count.same_brand_24h": 3,
      "a.b.c": 1,
      "a.b.d": 2,
      bucket: 7,
      "sum.x": Number.NaN,
      "lookup.y": null,
      count,
      "count.more": 2,
    };
    const seen = computeFacts(orderOf(), { now: MONDAY_TEN, settings, only: ["brand"], extra });
    expect(seen).toEqual({ count: { same_brand_24h: 3, kept: 1, more: 2 }, a: { b: { c: 1, d: 2 } }, bucket: 7 });
    expect(count).toEqual({ kept: 1 });
  });

  test("[F9] no name reaches a prototype", () => {
    const extra = JSON.parse(
      '{"__proto__.x":1,"constructor.prototype.x":1,"a.__proto__":1,"__proto__":{"x":1},"a.b.__proto__.x":1}',
    );
    const seen = computeFacts(orderOf(), { now: MONDAY_TEN, settings, only: [], extra });
    expect(Object.hasOwn(seen, "constructor")).toBe(false);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(factValue(seen, "constructor.name")).toBeUndefined();
    expect(factValue({ tags: ["a"] }, "tags.length")).toBe(1);
    expect(factValue({ count: { a: 1 } }, "count.a")).toBe(1);
    expect(factValue({ "count.a": 2 }, "count.a")).toBe(2);
  });

  test("[F10] a reader computes just what it was asked, with the same values", () => {
    const order = orderOf({ due_at: "2026-01-22", lines: [{ qty: 2, size: "M" }], brand: "品牌A", amount: "3" });
    const all = computeFacts(order, { now: MONDAY_TEN, settings });
    fc.assert(
      fc.property(fc.subarray([...COMPUTED_FACTS]), (names) => {
        const some = factReader(names, settings)(order, MONDAY_TEN);
        for (const name of names) expect(some[name]).toEqual(all[name]);
        for (const name of Object.keys(some)) expect(names).toContain(name);
      }),
    );
    expect(factReader(["gate.x", "count.y"], settings)(order, MONDAY_TEN)).toEqual({});
  });

  test("[F11] declared fields are custom.<name>", () => {
    const own = {
      ...settings,
      customFields: [{ name: "fabric", type: "code" as const, label: { zh: "面料", en: "Fabric" } }],
    };
    const order = orderOf({ custom: { fabric: "c-100" } }, MONDAY_TEN, own);
    expect(factValue(computeFacts(order, { now: MONDAY_TEN, settings: own }), "custom.fabric")).toBe("C-100");
    expect(factReader(["custom.fabric"], own)(order, MONDAY_TEN)).toEqual({ custom: { fabric: "C-100" } });
    expect(factReader(["custom.other"], own)(order, MONDAY_TEN)).toEqual({});
    expect(factSpec("custom.fabric", own.customFields)).toMatchObject({ type: "code", label: { zh: "面料" } });
    expect(factSpec("custom.none", own.customFields)).toBeUndefined();
  });

  test("[F12] the catalogue has every computed fact once, in both languages, with a sample of its type", () => {
    const names = factCatalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of COMPUTED_FACTS) if (name !== "custom") expect(names).toContain(name);
    for (const { label, description, type, sample } of factCatalogue) {
      for (const text of [label, description]) expect(text.zh !== "" && text.en !== "").toBe(true);
      const kinds = {
        text: "string",
        code: "string",
        number: "number",
        money: "number",
        duration: "number",
        instant: "number",
        boolean: "boolean",
        list: "object",
      };
      expect(typeof sample).toBe(kinds[type]);
    }
    expect(new Set(lineFieldCatalogue.map(({ name }) => name)).size).toBe(12);
    expect(factSpec("count.same_brand_24h")).toMatchObject({ kind: "window", type: "number" });
    expect(factSpec("count.")).toBeUndefined();
    expect(factSpec("constructor")).toBeUndefined();
  });
});
