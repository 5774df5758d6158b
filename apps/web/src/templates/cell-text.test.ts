import { expect, test } from "vitest";
import { cellText, readCell } from "./cell-text.ts";
import type { Parameter, ParameterValue } from "./templates-api.ts";

const names = {
  language: "zh-CN" as const,
  destinations: [{ id: "d1", name: "快反线" }],
  people: [
    { id: "p1", name: "主管" },
    { id: "p2", name: "财务" },
  ],
};
const of = (type: Parameter["type"]): Parameter => ({ id: "x", type, label: { zh: "x", en: "x" }, required: true });

test.each<[Parameter["type"], ParameterValue, string]>([
  ["days", 3, "3"],
  ["amount", 30000, "300.00"],
  ["percent", 12.5, "12.5"],
  ["duration", { amount: 24, unit: "hour", clock: "natural" }, "24 小时"],
  ["duration", { amount: 2, unit: "day", clock: "working" }, "2 工作日"],
  ["prefix", "FJ", "FJ"],
  ["texts", ["上海市", "江苏省"], "上海市、江苏省"],
  ["times", ["10:00", "16:00"], "10:00、16:00"],
  ["destination", "d1", "快反线"],
  ["people", ["p1", "p2"], "主管、财务"],
])("%s is written and read back", (type, value, text) => {
  expect(cellText(of(type), value, names)).toBe(text);
  expect(readCell(of(type), text, names)).toEqual({ ok: true, value });
});

test.each<[Parameter["type"], ParameterValue, string]>([
  ["duration", { amount: 24, unit: "hour", clock: "natural" }, "24 hours"],
  ["duration", { amount: 2, unit: "day", clock: "working" }, "2 working days"],
  ["people", ["p1", "p2"], "主管, 财务"],
])("in English %s is written and read back", (type, value, text) => {
  const english = { ...names, language: "en" as const };
  expect(cellText(of(type), value, english)).toBe(text);
  expect(readCell(of(type), text, english)).toEqual({ ok: true, value });
});

test.each<[Parameter["type"], string]>([
  ["days", "三"],
  ["duration", "一会儿"],
  ["destination", "月球"],
  ["people", "主管、没有这个人"],
])("%s does not take %s", (type, text) => {
  expect(readCell(of(type), text, names)).toEqual({ ok: false });
});

test("what a spreadsheet gives is understood: full width, currency, per cent, empty for the default", () => {
  expect(readCell(of("amount"), "¥1,280.50", names)).toEqual({ ok: true, value: 128_050 });
  expect(readCell(of("percent"), "５％", names)).toEqual({ ok: true, value: 5 });
  expect(readCell(of("days"), " ", names)).toEqual({ ok: true, value: null });
});
