import { expect, test } from "vitest";
import { dayIn, spanOf } from "./span.ts";

const at = (text: string) => Date.parse(text);

test("seven days end with today, by the workspace's calendar", () => {
  const span = spanOf("7d", at("2026-03-02T23:30:00+08:00"), "Asia/Shanghai");
  expect(span.days).toEqual([
    ...["2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"],
  ]);
  expect(span.end).toBe(at("2026-03-03T00:00:00+08:00"));
  expect(dayIn(span, at("2026-02-24T00:00:00+08:00"))).toBe(0);
  expect(dayIn(span, at("2026-02-23T23:59:59.999+08:00"))).toBeNull();
  expect(dayIn(span, at("2026-03-02T23:59:59.999+08:00"))).toBe(6);
  expect(dayIn(span, span.end)).toBeNull();
});

test("a month has its days up to today; one that is to come has none; days with other clocks are whole", () => {
  const now = at("2026-03-20T12:00:00Z");
  expect(spanOf("2026-02", now, "Europe/Berlin").days).toHaveLength(28);
  expect(spanOf("2026-03", now, "Europe/Berlin").days.at(-1)).toBe("2026-03-20");
  expect(spanOf("2026-04", now, "Europe/Berlin").days).toEqual([]);
  const spring = spanOf("2026-03", at("2026-04-02T00:00:00Z"), "Europe/Berlin");
  expect([spring.days.length, spring.end]).toEqual([31, at("2026-04-01T00:00:00+02:00")]);
  const autumn = spanOf("30d", at("2026-11-01T12:00:00Z"), "Europe/Berlin");
  expect([new Set(autumn.days).size, autumn.days[0]]).toEqual([30, "2026-10-03"]);
});
