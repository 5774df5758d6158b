import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Order } from "../order.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { at, MONDAY_TEN, nearInstants, orderOf, zones } from "../testing/orders.ts";
import { type ClockComparison, clockComparisonHolds, nextFlip } from "./clock-change.ts";
import { CLOCK_FACTS, type ClockFact } from "./clock-facts.ts";

const settings = DEFAULT_SETTINGS;
const order = (due: string) => orderOf({ due_at: due });
const le3: ClockComparison = { fact: "due_in_days", operator: "le", value: 3 };
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe("when the clock changes an outcome", () => {
  test("[T1] a bare due date comes within 3 days at local midnight", () => {
    expect(nextFlip(le3, order("2026-01-30"), MONDAY_TEN, settings)).toBe(at("2026-01-27T00:00:00+08:00"));
    expect(nextFlip({ ...le3, operator: "lt" }, order("2026-01-30"), MONDAY_TEN, settings)).toBe(
      at("2026-01-28T00:00:00+08:00"),
    );
    expect(nextFlip(le3, order("2026-01-20"), MONDAY_TEN, settings)).toBeNull();
  });

  test("[T1] a due instant comes within 3 days exactly 72 hours before, and below it a millisecond later", () => {
    const due = order("2026-01-30T17:00:00+08:00");
    expect(nextFlip(le3, due, MONDAY_TEN, settings)).toBe(at("2026-01-27T17:00:00+08:00"));
    expect(nextFlip({ ...le3, operator: "lt" }, due, MONDAY_TEN, settings)).toBe(at("2026-01-27T17:00:00+08:00") + 1);
  });

  test("[T1] hours since reception or payment", () => {
    const paid = orderOf({ paid_at: "2026-01-19T09:00:00+08:00" });
    expect(nextFlip({ fact: "age_hours", operator: "ge", value: 2 }, paid, MONDAY_TEN, settings)).toBe(
      MONDAY_TEN + 7_200_000,
    );
    expect(nextFlip({ fact: "age_hours", operator: "gt", value: 2 }, paid, MONDAY_TEN, settings)).toBe(
      MONDAY_TEN + 7_200_001,
    );
    expect(nextFlip({ fact: "paid_hours", operator: "gt", value: 48 }, paid, MONDAY_TEN, settings)).toBe(
      at("2026-01-21T09:00:00+08:00") + 1,
    );
  });

  test("[T1] working days to the due date fall at midnights of working days only", () => {
    const due = order("2026-02-24");
    const le1: ClockComparison = { fact: "due_in_working_days", operator: "le", value: 1 };
    expect(iso(nextFlip(le1, due, at("2026-02-12T10:00:00+08:00"), settings))).toBe(
      iso(at("2026-02-14T00:00:00+08:00")),
    );
    expect(iso(nextFlip({ ...le1, value: 0 }, due, at("2026-02-14T10:00:00+08:00"), settings))).toBe(
      iso(at("2026-02-24T00:00:00+08:00")),
    );
  });

  test("[T2] values that come and go: weekday, minute of day, working time", () => {
    const monday: ClockComparison = { fact: "weekday", operator: "eq", value: 1 };
    expect(nextFlip(monday, order("2026-01-30"), MONDAY_TEN, settings)).toBe(at("2026-01-20T00:00:00+08:00"));
    expect(nextFlip(monday, order("2026-01-30"), at("2026-01-20T00:00:00+08:00"), settings)).toBe(
      at("2026-01-26T00:00:00+08:00"),
    );
    const fromTwo: ClockComparison = { fact: "minute_of_day", operator: "ge", value: 840 };
    expect(nextFlip(fromTwo, order("2026-01-30"), MONDAY_TEN, settings)).toBe(at("2026-01-19T14:00:00+08:00"));
    const open: ClockComparison = { fact: "is_working_time", operator: "eq", value: true };
    expect(nextFlip(open, order("2026-01-30"), at("2026-01-16T18:00:00+08:00"), settings)).toBe(
      at("2026-01-19T09:00:00+08:00"),
    );
  });

  test("[T2] a working day comes and goes where the calendar names days, however far away they are", () => {
    const week = Array.from({ length: 7 }, () => [{ start: "09:00", end: "18:00" }]);
    const calendar = { week, holidays: [{ date: "2028-05-01" }], workdays: [] };
    const works: ClockComparison = { fact: "is_working_day", operator: "eq", value: true };
    const flip = (from: number) => nextFlip(works, orderOf(), from, { ...settings, calendar });
    expect(flip(MONDAY_TEN)).toBe(at("2028-05-01T00:00:00+08:00"));
    expect(flip(at("2028-05-01T12:00:00+08:00"))).toBe(at("2028-05-02T00:00:00+08:00"));
    expect(flip(at("2028-05-02T12:00:00+08:00"))).toBeNull();
  });

  test("[T3] what an order lacks never comes", () => {
    for (const fact of [
      "due_in_days",
      "due_in_hours",
      "due_in_working_days",
      "paid_hours",
      "paid_minute_of_day",
    ] as const) {
      expect(nextFlip({ fact, operator: "le", value: 3 }, orderOf(), MONDAY_TEN, settings)).toBeNull();
    }
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e18, -1e18]) {
      for (const fact of CLOCK_FACTS)
        nextFlip({ fact, operator: "le", value }, order("2026-01-30"), MONDAY_TEN, settings);
    }
  });

  test("[T5] until the flip nothing changes, and at it the outcome does: any fact, threshold, operator, zone", () => {
    const dues = fc.oneof(
      fc
        .date({ min: new Date("2025-12-01"), max: new Date("2026-12-31"), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      nearInstants.map((ms) => new Date(ms).toISOString()),
    );
    const value = fc.oneof(
      fc.integer({ min: -5, max: 40 }),
      fc.double({ min: -3, max: 80, noNaN: true }),
      fc.constantFrom(0.1, 2.5, 1439, 720, 1 / 3),
    );
    const numeric = CLOCK_FACTS.filter((fact) => !fact.startsWith("is_") && fact !== "now");
    const comparison: fc.Arbitrary<ClockComparison> = fc.oneof(
      fc.record({
        fact: fc.constantFrom<ClockFact>(...numeric),
        operator: fc.constantFrom("lt", "le", "eq", "ne", "ge", "gt"),
        value,
      }),
      fc.record({
        fact: fc.constantFrom<ClockFact>("is_working_day", "is_working_time"),
        operator: fc.constantFrom("eq", "ne"),
        value: fc.boolean(),
      }),
      fc.record({
        fact: fc.constant<ClockFact>("now"),
        operator: fc.constantFrom("lt", "le", "ge", "gt"),
        value: nearInstants,
      }),
    );
    fc.assert(
      fc.property(
        dues,
        nearInstants,
        comparison,
        zones,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
        (due, now, asked, zone, points) => {
          const there = { ...settings, zone };
          const some: Order = orderOf(
            { due_at: due, paid_at: "2026-03-01T12:34:56Z" },
            at("2026-01-01T00:00:00Z"),
            there,
          );
          const before = clockComparisonHolds(asked, some, now, there);
          const flip = nextFlip(asked, some, now, there);
          const end = flip ?? now + 40 * 86_400_000;
          if (flip !== null) {
            expect(flip).toBeGreaterThan(now);
            expect(clockComparisonHolds(asked, some, flip, there)).toBe(!before);
            expect(clockComparisonHolds(asked, some, flip - 1, there)).toBe(before);
          }
          for (const point of points) {
            const moment = now + Math.floor((end - 1 - now) * point);
            expect(clockComparisonHolds(asked, some, moment, there)).toBe(before);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
