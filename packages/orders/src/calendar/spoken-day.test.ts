import { expect, test } from "vitest";
import { spokenDay } from "./spoken-day.ts";

/** A Tuesday. */
const TODAY = "2026-11-24";

test.each([
  ["12月5日", "2026-12-05"],
  ["１月５号", "2027-01-05"],
  ["12/5 9:05", "2026-12-05T09:05:00"],
  ["今天", "2026-11-24"],
  ["后天", "2026-11-26"],
  ["大后天", "2026-11-27"],
  ["明天 15:00", "2026-11-25T15:00:00"],
  ["明天15:00", "2026-11-25T15:00:00"],
  ["本周五", "2026-11-27"],
  ["这周一", "2026-11-23"],
  ["下周三", "2026-12-02"],
  ["下个星期天", "2026-12-06"],
  ["下下周一", "2026-12-07"],
  ["Tomorrow", "2026-11-25"],
  ["the day after tomorrow", "2026-11-26"],
  ["Wednesday next week", "2026-12-02"],
  ["this week Friday", "2026-11-27"],
])("[I4] %s is %s", (written, text) => {
  expect(spokenDay(written, TODAY)?.text).toBe(text);
});

test("[I4] what may be one of two days, or is none, is not read", () => {
  for (const written of [
    "周三",
    "next Wednesday",
    "13月5日",
    "2月30日",
    "下周",
    "月底",
    "明天上午",
    "明天25",
    "2026-12-05",
    "三天后",
    "",
  ])
    expect([written, spokenDay(written, TODAY)]).toEqual([written, null]);
});

test("[I4] over the end of a year, and from a Sunday", () => {
  expect(spokenDay("12/28", "2027-01-03")?.text).toBe("2026-12-28");
  expect(spokenDay("2/29", "2027-03-01")?.text).toBe("2028-02-29");
  expect(spokenDay("下周一", "2026-11-29")?.text).toBe("2026-11-30");
});
