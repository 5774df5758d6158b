import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  civilDate,
  dateText,
  dayNumber,
  dayOfDate,
  daysInMonth,
  FIRST_INSTANT,
  LAST_INSTANT,
  weekdayOf,
} from "./civil.ts";

describe("dates without a zone", () => {
  test("[C5] the calendar begins with the year 1 and ends with the year 9999", () => {
    expect(new Date(FIRST_INSTANT).toISOString()).toBe("0001-01-01T00:00:00.000Z");
    expect(new Date(LAST_INSTANT).toISOString()).toBe("9999-12-31T23:59:59.999Z");
  });

  test("[C1] a day number and its date are each other's inverse, as the platform's calendar has it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (dayNo) => {
        const { year, month, day } = civilDate(dayNo);
        expect(dayNumber(year, month, day)).toBe(dayNo);
        expect(dayOfDate(dateText(dayNo))).toBe(dayNo);
        expect(dateText(dayNo)).toBe(new Date(dayNo * 86_400_000).toISOString().slice(0, 10));
        expect(weekdayOf(dayNo) % 7).toBe(new Date(dayNo * 86_400_000).getUTCDay());
      }),
    );
  });

  test.each(["2026-02-30", "2026-13-01", "2026-00-10", "2026-04-31", "2025-02-29", "0000-01-01", "2026-1-5", "", "x"])(
    "[C1] there is no date %j",
    (text) => expect(dayOfDate(text)).toBeNull(),
  );

  test("[C1] leap days", () => {
    expect([2024, 2025, 2000, 1900, 2100].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 29, 28, 28]);
    expect(dateText((dayOfDate("2024-02-28") ?? 0) + 1)).toBe("2024-02-29");
  });
});
