import { DEFAULT_CALENDAR } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { monthDays, named, toggled } from "./calendar-days.ts";

const day = (calendar: typeof DEFAULT_CALENDAR, date: string) => {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const found = monthDays(calendar, year, month - 1).find((one) => one?.date === date);
  if (!found) throw new Error(`no ${date}`);
  return found;
};

describe("a year's days", () => {
  it("begin on the right weekday and say what each is", () => {
    const october = monthDays(DEFAULT_CALENDAR, 2026, 9);
    expect(october.findIndex((one) => one !== null)).toBe(3);
    expect(october.filter((one) => one !== null)).toHaveLength(31);
    expect([day(DEFAULT_CALENDAR, "2026-10-01").kind, day(DEFAULT_CALENDAR, "2026-10-17").kind]).toEqual([
      "holiday",
      "off",
    ]);
    expect(monthDays(DEFAULT_CALENDAR, 2028, 1).filter((one) => one !== null)).toHaveLength(29);
  });

  it("turn by a click, and back by another", () => {
    const off = toggled(DEFAULT_CALENDAR, day(DEFAULT_CALENDAR, "2026-11-24"));
    expect(day(off, "2026-11-24").kind).toBe("holiday");
    expect(toggled(off, day(off, "2026-11-24"))).toEqual(DEFAULT_CALENDAR);
    const worked = toggled(DEFAULT_CALENDAR, day(DEFAULT_CALENDAR, "2026-11-28"));
    expect(day(worked, "2026-11-28").kind).toBe("workday");
    expect(toggled(worked, day(worked, "2026-11-28"))).toEqual(DEFAULT_CALENDAR);
  });

  it("keep their name, and lose it when it is emptied", () => {
    const off = named(toggled(DEFAULT_CALENDAR, day(DEFAULT_CALENDAR, "2026-11-24")), "2026-11-24", "厂庆");
    expect(day(off, "2026-11-24").name).toBe("厂庆");
    expect(day(named(off, "2026-11-24", ""), "2026-11-24").name).toBe("");
  });
});
