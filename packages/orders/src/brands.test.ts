import { describe, expect, test } from "vitest";
import { brandNamed, fieldsOf, plainTime, timeOf, wordsForBrand } from "./brands.ts";
import { addDuration } from "./calendar/duration.ts";
import { nextFlip } from "./facts/clock-change.ts";
import { computeFacts } from "./facts/compute.ts";
import { readOrder } from "./intake/read-order.ts";
import { type BrandSettings, DEFAULT_CALENDAR, DEFAULT_SETTINGS, type WorkspaceSettings } from "./settings.ts";
import { settingsProblems } from "./settings-check.ts";
import { at, orderOf } from "./testing/orders.ts";

const DAY = [{ start: "08:00", end: "20:00" }];
const everyDay = { week: [DAY, DAY, DAY, DAY, DAY, DAY, DAY], holidays: [], workdays: [] };
const brands: BrandSettings[] = [
  { id: "b1", name: "南亭里", synonyms: ["NTL", "b2"], calendar: everyDay },
  { id: "b2", name: "青禾　记" },
];
const settings: WorkspaceSettings = {
  ...DEFAULT_SETTINGS,
  brands,
  customFields: [
    { name: "grade", type: "text", label: { zh: "等级", en: "Grade" }, brands: ["b1"] },
    { name: "wave", type: "number", label: { zh: "波次", en: "Wave" } },
  ],
};

describe("brands", () => {
  test("[B1] are found by id, name or another word, ids first", () => {
    const found = ["b1", "南亭里", "NTL", "b2", "青禾 记", "木棉社", undefined].map(
      (word) => brandNamed(brands, word)?.id,
    );
    expect(found).toEqual(["b1", "b1", "b1", "b2", "b2", undefined, undefined]);
    expect(wordsForBrand(brands, "b1")).toEqual(["b1", "南亭里", "NTL"]);
    expect(wordsForBrand(brands, "b2")).toEqual(["b2", "青禾 记"]);
    expect(wordsForBrand(brands, "木棉社")).toEqual(["木棉社"]);
    expect(wordsForBrand(undefined, "b1")).toEqual(["b1"]);
  });

  test("[B2] with a calendar of their own count working time and days by it", () => {
    const friday = at("2026-11-20T17:00:00+08:00");
    const after = (brand: string) =>
      addDuration(friday, { amount: 4, unit: "hour", clock: "working" }, timeOf(settings, brand));
    expect(after("NTL")).toBe(at("2026-11-21T09:00:00+08:00"));
    expect(after("b2")).toBe(at("2026-11-23T12:00:00+08:00"));
    expect(plainTime(settings).brands).toBe(brands);
    expect(plainTime({ ...settings, brands: brands.slice(1) })).not.toHaveProperty("brands");
    const saturday = at("2026-11-21T10:00:00+08:00");
    const facts = (brand: string) =>
      computeFacts(orderOf({ brand, due_at: "2026-11-24" }), { now: saturday, settings });
    expect(facts("南亭里")).toMatchObject({ is_working_day: true, is_working_time: true, due_in_working_days: 3 });
    expect(facts("青禾 记")).toMatchObject({ is_working_day: false, is_working_time: false, due_in_working_days: 2 });
    const flip = (brand: string) =>
      nextFlip({ fact: "is_working_time", operator: "eq", value: true }, orderOf({ brand }), saturday, settings);
    expect(flip("NTL")).toBe(at("2026-11-21T20:00:00+08:00"));
    expect(flip("b2")).toBe(at("2026-11-23T09:00:00+08:00"));
  });

  test("[B3] a field of other brands is kept aside with a warning", () => {
    const read = (brand: string) =>
      readOrder(
        { source: "s", external_id: "1", brand, grade: "A", custom: { grade: "B", wave: 2 } },
        { settings, receivedAt: 0, id: "o" },
      );
    expect(read("NTL")).toMatchObject({ ok: true, order: { custom: { grade: "B", wave: 2 } }, warnings: [] });
    expect(read("青禾 记")).toMatchObject({
      ok: true,
      order: { custom: { wave: 2 }, raw: { grade: "A", custom: { grade: "B" } } },
      warnings: [{ pointer: "/custom/grade", code: "undeclared_field" }],
    });
    expect(fieldsOf(DEFAULT_SETTINGS, "x")).toBe(DEFAULT_SETTINGS.customFields);
  });

  test("[W6] a brand's calendar is checked like the workspace's", () => {
    const broken = { ...settings, brands: [{ id: "b", name: "b", calendar: { ...DEFAULT_CALENDAR, week: [] } }] };
    expect(settingsProblems(broken).map(({ pointer }) => pointer)).toContain("/brands/0/calendar/week");
    expect(settingsProblems(settings)).toEqual([]);
  });
});
