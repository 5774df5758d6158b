import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, minorDigits, parseMoney } from "./money.ts";

const minor = (value: string | number, currency: string) => {
  const money = parseMoney(value, currency);
  return money.ok ? money.minor : money.code;
};

describe("money", () => {
  test.each([
    ["199.00", "CNY", 19_900],
    ["0.1", "CNY", 10],
    [66.8, "CNY", 6680],
    [-120, "KWD", -120_000],
    [-0, "JPY", 0],
    [90_071_992_547_410, "CNY", "too_large"],
    [1.005, "CNY", "too_many_decimals"],
    [0.29, "CNY", 29],
    ["299.99", "CNY", 29_999],
    ["1.231", "CNY", "too_many_decimals"],
    ["120", "JPY", 120],
    ["120.00", "JPY", 120],
    ["120.5", "JPY", "too_many_decimals"],
    ["1.234", "KWD", 1234],
    ["1.2340", "KWD", 1234],
    ["5.", "USD", 500],
    ["-0", "USD", 0],
    ["-12.30", "USD", -1230],
    ["1e5", "USD", "not_a_decimal"],
    [1e-7, "USD", "not_a_decimal"],
    [Number.NaN, "USD", "not_a_decimal"],
    ["", "USD", "not_a_decimal"],
    ["90071992547409.92", "USD", "too_large"],
    ["90071992547409.91", "USD", Number.MAX_SAFE_INTEGER],
    ["1", "ABC", "unknown_currency"],
    ["1", "constructor", "unknown_currency"],
  ] as const)("[M1] %s %s is %s", (value, currency, expected) => expect(minor(value, currency)).toBe(expected));

  test("[M2] what is written reads back, in every currency: no digit is ever lost", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom("CNY", "JPY", "KWD", "CLF", "USD"), (amount, currency) => {
        expect(minor(formatMoney(amount, currency), currency)).toBe(amount === 0 ? 0 : amount);
      }),
    );
    expect([formatMoney(5, "CNY"), formatMoney(-5, "KWD"), formatMoney(7, "JPY")]).toEqual(["0.05", "-0.005", "7"]);
  });

  test("[M3] decimals of currencies", () => {
    expect(["JPY", "CNY", "KWD", "CLF", "XXX"].map(minorDigits)).toEqual([0, 2, 3, 4, null]);
  });
});
