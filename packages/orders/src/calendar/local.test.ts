import { execFileSync } from "node:child_process";
import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { digest } from "../testing/digest.ts";
import { at, instants, ZONES, zones } from "../testing/orders.ts";
import { dateText, dayOfDate, FIRST_INSTANT, LAST_INSTANT } from "./civil.ts";
import { addDuration } from "./duration.ts";
import { instantText } from "./instant.ts";
import { calendarDate, instantAt, localDay, localTime, minuteOfDay, startOfDay } from "./local.ts";
import { isZone, zoneOffset } from "./zone.ts";

/** CI's heavy suites take six times as many: most of the work is asking Intl for years of zones nobody asked for before. */
const RUNS = process.env.SWITCHYARD_HEAVY ? 1500 : 250;

const zoned = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

describe("zones", () => {
  test("[C2] offsets, dates and times of day are Temporal's, for any instant and zone", () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const there = zoned(ms, zone);
        expect(zoneOffset(ms, zone)).toBe(there.offsetNanoseconds / 1e6);
        expect(calendarDate(ms, zone)).toBe(there.toPlainDate().toString());
        expect(minuteOfDay(ms, zone)).toBe(there.hour * 60 + there.minute);
      }),
      { numRuns: RUNS },
    );
  });

  test("[C2] also right beside every change of offset", () => {
    for (const zone of ZONES) {
      let here = zoned(at("2009-06-01T00:00:00Z"), zone);
      for (let count = 0; count < 40; count += 1) {
        const next = here.getTimeZoneTransition("next");
        if (next === null || next.year > 2035) break;
        for (const ms of [-1, 0, 1].map((step) => next.epochMilliseconds + step)) {
          expect(zoneOffset(ms, zone)).toBe(zoned(ms, zone).offsetNanoseconds / 1e6);
        }
        here = next;
      }
    }
  });

  test("[C3] a wall-clock time's instant is Temporal's: skipped times move on, of repeated ones the first counts", () => {
    const days = fc.integer({ min: 0, max: 47_000 });
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(days, minutes, zones, (dayNo, minute, zone) => {
        const there = Temporal.PlainDateTime.from(dateText(dayNo)).add({ minutes: minute }).toZonedDateTime(zone);
        expect(instantAt(dayNo, minute * 60_000, zone)).toBe(there.epochMilliseconds);
      }),
      { numRuns: RUNS },
    );
  });

  test("[C4] a date starts at its first instant, also where midnight is skipped or repeated", () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        expect(startOfDay(ms, zone)).toBe(zoned(ms, zone).startOfDay().epochMilliseconds);
      }),
      { numRuns: RUNS },
    );
    const later = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(instants, zones, later, (ms, zone, days) => {
        const date = zoned(ms, zone).toPlainDate().add({ days });
        expect(startOfDay(ms, zone, days)).toBe(date.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: RUNS },
    );
    expect(instantText(startOfDay("2018-11-04", "America/Sao_Paulo"), "America/Sao_Paulo")).toBe(
      "2018-11-04T01:00:00-02:00",
    );
    expect(instantText(startOfDay("2026-11-01", "America/Havana"), "America/Havana")).toBe("2026-11-01T00:00:00-04:00");
    // Half an hour before midnight the clock was put on to half past: the date has no 00:00, and begins within the gap.
    expect(instantText(startOfDay("1919-03-31", "America/Toronto"), "America/Toronto")).toBe(
      "1919-03-31T00:30:00-04:00",
    );
    expect(startOfDay("2026-02-30", "UTC")).toBeNaN();
  });

  test("[C5] an unknown zone is told; instants beyond the calendar do not throw", () => {
    expect([isZone("Asia/Shanghai"), isZone("Mars/Olympus"), isZone("")]).toEqual([true, false, false]);
    expect(zoneOffset(0, "Mars/Olympus")).toBe(0);
    for (const ms of [FIRST_INSTANT - 1, LAST_INSTANT + 1, -1e17, 1e17])
      expect(zoneOffset(ms, "Asia/Shanghai")).toBeTypeOf("number");
    expect(zoneOffset(FIRST_INSTANT, "Asia/Shanghai")).toBe(29_143_000);
  });

  test("[C6] the same results in any process time zone", () => {
    const module = new URL("../testing/digest.ts", import.meta.url).href;
    const code = `import(${JSON.stringify(module)}).then((m) => process.stdout.write(m.digest()))`;
    const run = (zone: string) =>
      execFileSync(process.execPath, ["--conditions=@switchyard/source", "-e", code], {
        env: { ...process.env, TZ: zone, LANG: "tr_TR.UTF-8", NODE_NO_WARNINGS: "1" },
        maxBuffer: 1 << 26,
      }).toString();
    const here = digest();
    for (const zone of ["Asia/Shanghai", "America/Los_Angeles", "Australia/Lord_Howe"])
      expect(run(zone) === here).toBe(true);
  });
});

/** F12: the same wall-clock time days later, over changes of the clock, leap days and year ends. */
const DAY_STEPS: [zone: string, from: string, days: number, to: string][] = [
  ["Europe/Berlin", "2026-03-28T09:00:00+01:00", 1, "2026-03-29T09:00:00+02:00"],
  ["Europe/Berlin", "2026-03-28T02:30:00+01:00", 1, "2026-03-29T03:30:00+02:00"],
  ["Europe/Berlin", "2026-10-24T09:00:00+02:00", 1, "2026-10-25T09:00:00+01:00"],
  ["Europe/Berlin", "2026-10-24T02:30:00+02:00", 1, "2026-10-25T02:30:00+02:00"],
  ["America/New_York", "2026-03-07T09:00:00-05:00", 1, "2026-03-08T09:00:00-04:00"],
  ["America/New_York", "2026-03-07T02:15:00-05:00", 1, "2026-03-08T03:15:00-04:00"],
  ["America/New_York", "2026-10-31T01:30:00-04:00", 1, "2026-11-01T01:30:00-04:00"],
  ["America/New_York", "2026-11-01T01:30:00-05:00", 1, "2026-11-02T01:30:00-05:00"],
  ["Australia/Lord_Howe", "2026-10-03T02:15:00+10:30", 1, "2026-10-04T02:45:00+11:00"],
  ["Australia/Lord_Howe", "2026-04-04T01:45:00+11:00", 1, "2026-04-05T01:45:00+11:00"],
  ["Pacific/Apia", "2011-12-29T09:00:00-10:00", 1, "2011-12-31T09:00:00+14:00"],
  ["Asia/Shanghai", "2024-02-28T09:00:00+08:00", 1, "2024-02-29T09:00:00+08:00"],
  ["Asia/Shanghai", "2025-12-31T23:59:59+08:00", 1, "2026-01-01T23:59:59+08:00"],
  ["Asia/Shanghai", "2026-02-28T00:00:00+08:00", 1, "2026-03-01T00:00:00+08:00"],
  ["Asia/Shanghai", "1986-05-03T09:00:00+08:00", 1, "1986-05-04T09:00:00+09:00"],
  ["Europe/Dublin", "2026-10-24T09:00:00+01:00", 2, "2026-10-26T09:00:00+00:00"],
  ["Asia/Kathmandu", "2026-01-31T09:00:00+05:45", 29, "2026-03-01T09:00:00+05:45"],
];

describe("natural spans", () => {
  test.each(DAY_STEPS)("[C7] %s: %s and %d days is %s", (zone, from, amount, to) => {
    const settings = { ...DEFAULT_SETTINGS, zone };
    const later = addDuration(at(from), { amount, unit: "day", clock: "natural" }, settings);
    expect(instantText(later, zone)).toBe(to);
  });

  test("[C7] natural days are Temporal's days; hours and minutes are exact", () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 0, max: 800 }), (ms, zone, amount) => {
        const settings = { ...DEFAULT_SETTINGS, zone };
        const whole = ms - (localTime(ms, zone) % 1);
        // Temporal keeps the offset of a repeated hour when adding days; here a wall-clock time's first instant counts.
        const days = zoned(whole, zone).toPlainDateTime().add({ days: amount }).toZonedDateTime(zone).epochMilliseconds;
        const found = addDuration(whole, { amount, unit: "day", clock: "natural" }, settings);
        if (amount > 0) expect(found).toBe(days);
        expect(addDuration(ms, { amount, unit: "hour", clock: "natural" }, settings)).toBe(ms + amount * 3_600_000);
        expect(addDuration(ms, { amount, unit: "minute", clock: "natural" }, settings)).toBe(ms + amount * 60_000);
      }),
      { numRuns: 800 },
    );
  });

  test("[C8] a span that ends after the calendar ends at its last instant", () => {
    const settings = DEFAULT_SETTINGS;
    for (const clock of ["natural", "working"] as const) {
      for (const unit of ["minute", "hour", "day"] as const) {
        const far = addDuration(LAST_INSTANT - 1000, { amount: 100_000, unit, clock }, settings);
        expect(far).toBe(LAST_INSTANT);
      }
    }
    expect(localDay(LAST_INSTANT, "UTC")).toBe(dayOfDate("9999-12-31"));
  });
});
