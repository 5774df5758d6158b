import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, instants, zones } from "../testing/orders.ts";
import { dayOfDate } from "./civil.ts";
import { instantText, isoDate, readMoment } from "./instant.ts";

const ZONE = "Asia/Shanghai";

describe("reading moments", () => {
  test("[I1] an instant written with its offset reads back as it was", () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        expect(readMoment(instantText(ms, zone), "UTC")).toEqual({ kind: "instant", at: ms });
        expect(at(instantText(ms, zone))).toBe(ms);
      }),
    );
  });

  test.each([
    ["2026-01-20T09:00:00+08:00", "2026-01-20T01:00:00Z"],
    ["2026-01-20T09:00+08", "2026-01-20T01:00:00Z"],
    ["2026-01-20 09:00:00 +0800", "2026-01-20T01:00:00Z"],
    ["2026-01-20T01:00:00.1239Z", "2026-01-20T01:00:00.123Z"],
    ["2026-01-20T01:00:00.5Z", "2026-01-20T01:00:00.500Z"],
    ["2026-01-20t01:00:00z", "2026-01-20T01:00:00Z"],
    ["2026-01-20T01:00:00-00:30", "2026-01-20T01:30:00Z"],
  ])("[I1] %s is %s", (text, iso) => expect(readMoment(text, ZONE)).toEqual({ kind: "instant", at: at(iso) }));

  test("[I2] without an offset a time is the workspace's, and is marked", () => {
    const moment = readMoment("2026-01-20 09:00:00", ZONE);
    expect(moment).toEqual({ kind: "instant", at: at("2026-01-20T09:00:00+08:00"), oddity: "no_offset" });
  });

  test("[I2] dates with slashes or without leading zeros are read year first, and marked", () => {
    expect(readMoment("2026/1/5", ZONE)).toEqual({ kind: "date", day: dayOfDate("2026-01-05"), oddity: "loose_date" });
    expect(readMoment("2026-01-25", ZONE)).toEqual({ kind: "date", day: dayOfDate("2026-01-25") });
  });

  test("[I2] what people write for a date has one ISO text, which is read as the same", () => {
    const dates = [
      "2026-01-05",
      "2026/1/5",
      "2026.1.5",
      "2026年1月5日",
      "2026 年 1 月 5 号",
      "20260105",
      "２０２６/1/5",
    ];
    for (const text of dates) expect([text, isoDate(text)]).toEqual([text, "2026-01-05"]);
    for (const text of [
      "2026/1/5 9:05",
      "2026年1月5日 9:05",
      "2026年1月5日9:05",
      "2026 年 1 月 5 号9:05",
      "20260105 9:05:00",
      "2026-01-05T09:05",
    ])
      expect([text, isoDate(text)]).toEqual([text, "2026-01-05T09:05:00"]);
    expect(isoDate("2026-01-05 09:05:07.250")).toBe("2026-01-05T09:05:07.250");
    for (const text of [...dates.slice(0, 6), "2026/1/5 9:05", "2026-01-05 09:05:07.250", "2026-02-30"]) {
      const { oddity: _, ...written } = { oddity: null, ...readMoment(text, ZONE) };
      expect([text, readMoment(isoDate(text) ?? "", ZONE)]).toMatchObject([text, written]);
    }
    for (const text of ["2026-01-05T09:05:00+08:00", "01/05/2026", "1月5日", "2026年1月59:05", "46044", ""])
      expect(isoDate(text)).toBeNull();
  });

  test.each(["2026年1月5日", "2026 年 01 月 05 号", "2026年1月5", "20260105"])(
    "[I2] %s is a date, and is marked",
    (text) => {
      expect(readMoment(text, ZONE)).toEqual({ kind: "date", day: dayOfDate("2026-01-05"), oddity: "loose_date" });
      const instant = { kind: "instant", at: at("2026-01-05T18:30:00+08:00"), oddity: "no_offset" };
      expect(readMoment(`${text} 18:30`, ZONE)).toEqual(instant);
    },
  );

  test.each([
    ["2026-02-30", "no_such_date"],
    ["2026-02-30T10:00:00Z", "no_such_date"],
    ["2025-02-29", "no_such_date"],
    ["2026-01-20T24:00:00Z", "no_such_time"],
    ["2026-01-20T10:60:00Z", "no_such_time"],
    ["2026-01-20T10:00:60Z", "no_such_time"],
    ["2026-01-20T10:00:00+25:00", "no_such_time"],
    ["1899-12-31", "out_of_range"],
    ["01/02/2026", "not_a_moment"],
    ["tomorrow", "not_a_moment"],
    ["1月22日", "not_a_moment"],
    ["2026年13月1日", "no_such_date"],
    ["202601051830", "not_a_moment"],
    ["20261305", "no_such_date"],
    ["2026-01-20T10", "not_a_moment"],
    ["2026-01/20", "not_a_moment"],
    [46_044, "seconds"],
    [1_768_789_200, "seconds"],
    [-1, "seconds"],
    [1_768_789_200_000.5, "not_a_moment"],
    [1e300, "out_of_range"],
  ] as const)("[I3] %s is refused: %s", (value, problem) => {
    expect(readMoment(value, ZONE)).toEqual({ kind: "problem", problem });
  });

  test("[I3] no text makes it throw", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.double()), (value) => void readMoment(value, ZONE)));
  });
});
