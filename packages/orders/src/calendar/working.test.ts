import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_CALENDAR, DEFAULT_SETTINGS } from "../settings.ts";
import { calendarProblems, settingsProblems } from "../settings-check.ts";
import { at, nearInstants, zones } from "../testing/orders.ts";
import { CHINESE_HOLIDAYS, CHINESE_MAKE_UP_DAYS } from "./chinese-holidays.ts";
import { dayOfDate, weekdayOf } from "./civil.ts";
import { addDuration } from "./duration.ts";
import { instantText } from "./instant.ts";
import {
  addWorkingDays,
  addWorkingTime,
  isWorkingDay,
  isWorkingTime,
  nextWorkingChange,
  type WorkingCalendar,
  workingDaysBetween,
  workingDaysFrom,
  workingTimeBetween,
} from "./working.ts";

const ZONE = "Asia/Shanghai";
const day = (date: string) => dayOfDate(date) ?? Number.NaN;
const shanghai = (ms: number) => instantText(ms, ZONE).slice(0, 16);
const working = (from: string, amount: number, unit: "minute" | "hour" | "day") =>
  shanghai(addDuration(at(`${from}+08:00`), { amount, unit, clock: "working" }, DEFAULT_SETTINGS));
/** With a lunch break, a night shift, and days of its own. */
const SHIFTS: WorkingCalendar = {
  week: [
    [
      { start: "08:30", end: "12:00" },
      { start: "13:00", end: "17:30" },
    ],
    [
      { start: "08:30", end: "12:00" },
      { start: "13:00", end: "17:30" },
    ],
    [],
    [{ start: "22:00", end: "24:00" }],
    [{ start: "00:00", end: "06:00" }],
    [{ start: "09:00", end: "12:00" }],
    [],
  ],
  holidays: [{ date: "2026-03-29" }, { date: "2026-10-26" }],
  workdays: [{ date: "2026-10-25", hours: [{ start: "01:00", end: "04:00" }] }],
};

/** Days on which clocks change: at night, by half an hour, at midnight, and a minute after it, so that the day before comes again. */
const CHANGING = {
  "Europe/Berlin": ["2026-03-29", "2026-10-25"],
  "America/New_York": ["2026-03-08", "2026-11-01"],
  "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
  "America/Havana": ["2026-03-08", "2026-11-01"],
  "America/Santiago": ["2026-04-04", "2026-09-06"],
  "America/St_Johns": ["2006-04-02", "2006-10-29"],
};

describe("the published Chinese calendar", () => {
  test("[W1] every make-up day is a Saturday or Sunday, no holiday is one, and the years have their days off", () => {
    const holidays = new Set(CHINESE_HOLIDAYS.map(({ date }) => date));
    for (const { date } of CHINESE_MAKE_UP_DAYS) {
      expect(weekdayOf(day(date))).toBeGreaterThan(5);
      expect(holidays.has(date)).toBe(false);
    }
    const inYear = (year: string) => CHINESE_HOLIDAYS.filter(({ date }) => date.startsWith(year)).length;
    expect([inYear("2025"), inYear("2026")]).toEqual([28, 33]);
  });

  test("[W1] a year has as many worked days as the notices make it", () => {
    const worked = (year: number) => workingDaysFrom(day(`${year - 1}-12-31`), day(`${year}-12-31`), DEFAULT_CALENDAR);
    expect([worked(2025), worked(2026)]).toEqual([248, 248]);
  });
});

describe("working days", () => {
  test.each([
    ["2026-02-13T10:00", 1, "2026-02-14T10:00"],
    ["2026-02-14T10:00", 1, "2026-02-24T10:00"],
    ["2026-02-27T10:00", 1, "2026-02-28T10:00"],
    ["2026-02-28T10:00", 1, "2026-03-02T10:00"],
    ["2026-01-17T10:00", 1, "2026-01-19T10:00"],
    ["2026-01-16T10:00", 1, "2026-01-19T10:00"],
    ["2026-09-30T20:00", 2, "2026-10-09T20:00"],
    ["2026-01-19T10:00", 0, "2026-01-19T10:00"],
  ])("[W2] %s and %d working days is %s", (from, amount, to) => expect(working(from, amount, "day")).toBe(to));

  test("[W2] counting by formula equals counting by hand, forwards and backwards", () => {
    const days = fc.integer({ min: day("2024-10-01"), max: day("2027-03-01") });
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom(DEFAULT_CALENDAR, SHIFTS),
        (from, length, calendar) => {
          let count = 0;
          for (let dayNo = from + 1; dayNo <= from + length; dayNo += 1) if (isWorkingDay(dayNo, calendar)) count += 1;
          expect(workingDaysFrom(from, from + length, calendar)).toBe(count);
          expect(workingDaysFrom(from + length, from, calendar) + count).toBe(0);
          if (count > 0) {
            const there = addWorkingDays(from, count, calendar);
            expect(isWorkingDay(there, calendar)).toBe(true);
            expect(workingDaysFrom(from, there, calendar)).toBe(count);
            const back = addWorkingDays(there, -1, calendar);
            expect(isWorkingDay(back, calendar)).toBe(true);
            expect(workingDaysFrom(back, there, calendar)).toBe(1);
          }
        },
      ),
    );
  });

  test("[W2] between instants: today is 0, and the past is negative", () => {
    const count = (a: string, b: string) => workingDaysBetween(at(a), at(b), DEFAULT_CALENDAR, ZONE);
    expect(count("2026-01-19T23:00:00+08:00", "2026-01-19T00:00:00+08:00")).toBe(0);
    expect(count("2026-01-16T10:00:00+08:00", "2026-01-19T10:00:00+08:00")).toBe(1);
    expect(count("2026-01-19T10:00:00+08:00", "2026-01-16T10:00:00+08:00")).toBe(-1);
    expect(count("2026-02-13T10:00:00+08:00", "2026-02-24T10:00:00+08:00")).toBe(2);
  });
});

describe("working time", () => {
  test.each([
    ["2026-01-19T09:00", 2, "hour", "2026-01-19T11:00"],
    ["2026-01-19T17:00", 1, "hour", "2026-01-19T18:00"],
    ["2026-01-19T17:00", 2, "hour", "2026-01-20T10:00"],
    ["2026-01-16T17:30", 60, "minute", "2026-01-19T09:30"],
    ["2026-01-18T03:00", 1, "hour", "2026-01-19T10:00"],
    ["2026-02-14T17:00", 4, "hour", "2026-02-24T12:00"],
    ["2026-01-19T20:00", 9, "hour", "2026-01-20T18:00"],
  ] as const)("[W3] %s and %d working %ss is %s", (from, amount, unit, to) =>
    expect(working(from, amount, unit)).toBe(to),
  );

  test("[W3] adding a span and measuring it agree, over breaks, night shifts and changes of the clock", () => {
    const spans = fc.integer({ min: 1, max: 400 * 3_600_000 });
    fc.assert(
      fc.property(nearInstants, spans, zones, fc.constantFrom(DEFAULT_CALENDAR, SHIFTS), (ms, span, zone, calendar) => {
        const end = addWorkingTime(ms, span, calendar, zone) ?? Number.NaN;
        expect(workingTimeBetween(ms, end, calendar, zone)).toBe(span);
        expect(workingTimeBetween(ms, end - 1, calendar, zone)).toBe(span - 1);
        const start = addWorkingTime(end, -span, calendar, zone) ?? Number.NaN;
        expect(start).toBeGreaterThanOrEqual(ms);
        expect(workingTimeBetween(start, end, calendar, zone)).toBe(span);
        expect(workingTimeBetween(end, start, calendar, zone)).toBe(-span);
      }),
    );
  });

  test("[W4] in hours that the clock repeats or skips, being at work, the next change and what is counted agree", () => {
    const hour = 3_600_000;
    const nights = Object.entries(CHANGING).flatMap(([zone, days]) => days.map((date) => ({ zone, date: day(date) })));
    const minute = fc.integer({ min: 0, max: 1440 });
    const spans = fc.array(fc.tuple(minute, minute), { minLength: 1, maxLength: 3 });
    const clock = (of: number) => `${String(Math.floor(of / 60)).padStart(2, "0")}:${String(of % 60).padStart(2, "0")}`;
    fc.assert(
      fc.property(fc.constantFrom(...nights), spans, fc.integer({ min: -26, max: 30 }), (change, edges, after) => {
        const { zone, date } = change;
        const sorted = [...new Set(edges.flat())].sort((a, b) => a - b);
        const hours: { start: string; end: string }[] = [];
        for (let n = 0; n + 1 < sorted.length; n += 2)
          hours.push({ start: clock(sorted[n] ?? 0), end: clock(sorted[n + 1] ?? 0) });
        const calendar: WorkingCalendar = { week: Array.from({ length: 7 }, () => hours), holidays: [], workdays: [] };
        const ms = date * 24 * hour + after * hour + 12_345;
        const changes = nextWorkingChange(ms, calendar, zone);
        const next = changes ?? ms + 24 * hour;
        const now = isWorkingTime(ms, calendar, zone);
        if (changes !== null) expect(isWorkingTime(next, calendar, zone)).toBe(!now);
        for (let at = ms; at < next; at += 7 * 60_000) {
          expect(isWorkingTime(at, calendar, zone)).toBe(now);
          expect(workingTimeBetween(at, at + 1, calendar, zone)).toBe(now ? 1 : 0);
        }
        expect(workingTimeBetween(ms, next, calendar, zone)).toBe(now ? next - ms : 0);
        if (now) expect(addWorkingTime(next, ms - next, calendar, zone)).toBe(ms);
      }),
      { numRuns: 2000 },
    );
  });

  test("[W4] the next change is the first instant at which working time begins or ends", () => {
    fc.assert(
      fc.property(nearInstants, zones, fc.constantFrom(DEFAULT_CALENDAR, SHIFTS), (ms, zone, calendar) => {
        const next = nextWorkingChange(ms, calendar, zone) ?? Number.NaN;
        expect(next).toBeGreaterThan(ms);
        const now = isWorkingTime(ms, calendar, zone);
        expect(isWorkingTime(next, calendar, zone)).toBe(!now);
        for (let part = 0; part < 20; part += 1) {
          expect(isWorkingTime(ms + Math.floor(((next - 1 - ms) * part) / 19), calendar, zone)).toBe(now);
        }
      }),
    );
  });

  test("[W4] a house that never shuts has no next change but the days off that it names, however far", () => {
    const week = Array.from({ length: 7 }, () => [{ start: "00:00", end: "24:00" }]);
    const always: WorkingCalendar = { week, holidays: [], workdays: [] };
    expect(nextWorkingChange(at("2026-01-19T10:00:00Z"), always, ZONE)).toBeNull();
    const shutOnce = { ...always, holidays: [{ date: "2024-05-01" }, { date: "2028-05-01" }, { date: "2028-05-02" }] };
    const changes = [at("2028-05-01T00:00:00+08:00"), at("2028-05-03T00:00:00+08:00")];
    expect(nextWorkingChange(at("2026-01-19T10:00:00Z"), shutOnce, ZONE)).toBe(changes[0]);
    expect(nextWorkingChange(changes[0] ?? 0, shutOnce, ZONE)).toBe(changes[1]);
    expect(nextWorkingChange(changes[1] ?? 0, shutOnce, ZONE)).toBeNull();
  });

  test("[W5] a calendar without working time never gets there, and does not hang", () => {
    const never: WorkingCalendar = { week: [[], [], [], [], [], [], []], holidays: [], workdays: [] };
    const settings = { ...DEFAULT_SETTINGS, calendar: never };
    for (const unit of ["hour", "day"] as const) {
      expect(addDuration(at("2026-01-19T10:00:00Z"), { amount: 1, unit, clock: "working" }, settings)).toBe(
        253_402_300_799_999,
      );
    }
    expect(workingTimeBetween(0, 1e12, never, ZONE)).toBe(0);
    expect(nextWorkingChange(0, never, ZONE)).toBeNull();
    expect(addWorkingTime(0, -1, never, ZONE)).toBeNull();
  });
});

describe("checking settings", () => {
  test("[W6] the default settings are sound", () => {
    expect(settingsProblems(DEFAULT_SETTINGS)).toEqual([]);
    expect(calendarProblems(SHIFTS)).toEqual([]);
  });

  test("[W6] what is wrong is told by pointer", () => {
    const wrong = settingsProblems({
      zone: "Mars/Olympus",
      currency: "XXX",
      customFields: [
        { name: "a.b", type: "text", label: { zh: "甲", en: "a" } },
        { name: "constructor", type: "text", label: { zh: "乙", en: "b" } },
        { name: "fabric", type: "text", label: { zh: "面料", en: "fabric" } },
        { name: "fabric", type: "text", label: { zh: "面料", en: "fabric" } },
      ],
      calendar: {
        week: [
          [{ start: "18:00", end: "09:00" }],
          [{ start: "9", end: "10:00" }],
          [
            { start: "09:00", end: "12:00" },
            { start: "11:00", end: "13:00" },
          ],
          [],
          [],
          [],
        ],
        holidays: [{ date: "2026-02-30" }, { date: "2026-01-01" }, { date: "2026-01-01" }],
        workdays: [{ date: "2026-01-04", hours: [{ start: "10:00", end: "10:00" }] }],
      },
    });
    expect(wrong.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      "/calendar/holidays/0/date no_such_date",
      "/calendar/holidays/2/date duplicate",
      "/calendar/week not_a_week",
      "/calendar/week/0/0 not_a_span",
      "/calendar/week/1/0 not_a_span",
      "/calendar/week/2/1 overlap",
      "/calendar/workdays/0/hours/0 not_a_span",
      "/currency unknown_currency",
      "/customFields/0/name bad_name",
      "/customFields/1/name bad_name",
      "/customFields/3/name duplicate",
      "/zone unknown_zone",
    ]);
  });
});
