import { expect, test } from "vitest";
import { spanOf } from "./journal-search.ts";

test("a day of the journal begins and ends with the workspace's clocks, also where they are changed", () => {
  const hours = (day: string, zone: string) => {
    const { from, to } = spanOf({ from: day, to: day }, zone);
    return [new Date(Number(from)).toISOString(), (Number(to) - Number(from)) / 3_600_000];
  };
  expect(hours("2026-11-23", "Asia/Shanghai")).toEqual(["2026-11-22T16:00:00.000Z", 24]);
  expect(hours("2026-11-01", "America/New_York")).toEqual(["2026-11-01T04:00:00.000Z", 25]);
  expect(spanOf({}, "Asia/Shanghai")).toEqual({});
});
