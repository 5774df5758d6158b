import { expect, test } from "vitest";
import { everyDay } from "./every-day.ts";

const day = (date: string, count: number) => ({ date, count, over: false });

test("a day without orders keeps its place, over the end of a month and of the whole span", () => {
  const days = [day("2026-02-27", 3), day("2026-03-01", 5)];
  expect(everyDay(days, "2026-02-26", "2026-03-02").map(({ date, count }) => [date, count])).toEqual([
    ["2026-02-26", 0],
    ["2026-02-27", 3],
    ["2026-02-28", 0],
    ["2026-03-01", 5],
    ["2026-03-02", 0],
  ]);
});
