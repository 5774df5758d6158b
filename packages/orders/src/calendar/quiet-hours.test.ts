import fc from "fast-check";
import { expect, test } from "vitest";
import { at, instants, zones } from "../testing/orders.ts";
import { HOUR } from "./civil.ts";
import { localTime } from "./local.ts";
import { quietUntil } from "./quiet-hours.ts";

const zone = "Asia/Shanghai";
const NIGHT = { start: "22:00", end: "08:00" };

test("[C9] from the start, inclusive, to the end, exclusive; over midnight to the next day", () => {
  const until = (text: string, hours = NIGHT) => quietUntil(hours, at(text), zone);
  expect(until("2026-11-23T21:59:59+08:00")).toBeNull();
  expect(until("2026-11-23T22:00:00+08:00")).toBe(at("2026-11-24T08:00:00+08:00"));
  expect(until("2026-11-24T07:59:59+08:00")).toBe(at("2026-11-24T08:00:00+08:00"));
  expect(until("2026-11-24T08:00:00+08:00")).toBeNull();
  const noon = { start: "12:00", end: "13:30" };
  expect(until("2026-11-24T12:15:00+08:00", noon)).toBe(at("2026-11-24T13:30:00+08:00"));
  expect(until("2026-11-24T13:30:00+08:00", noon)).toBeNull();
  expect(until("2026-11-24T23:00:00+08:00", { start: "22:00", end: "24:00" })).toBe(at("2026-11-25T00:00:00+08:00"));
  expect(until("2026-11-24T23:00:00+08:00", { start: "08:00", end: "08:00" })).toBeNull();
  expect(until("2026-11-24T23:00:00+08:00", { start: "late", end: "08:00" })).toBeNull();
});

test("[C9] the end is ahead, within a day and a clock change, and not quiet itself, in any zone", () => {
  fc.assert(
    fc.property(
      instants,
      zones,
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 23 }),
      (ms, there, a, b) => {
        const two = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
        const until = quietUntil({ start: two(a), end: two(b) }, ms, there);
        const hour = Math.floor(localTime(ms, there) / HOUR);
        const isQuiet = a < b ? hour >= a && hour < b : a > b && (hour >= a || hour < b);
        if (!isQuiet) expect(until).toBeNull();
        if (until === null) return;
        expect(until).toBeGreaterThan(ms);
        expect(until - ms).toBeLessThanOrEqual(48 * HOUR);
      },
    ),
    { numRuns: 40 },
  );
});
