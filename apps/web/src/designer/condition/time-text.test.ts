import { timeOfDay } from "@switchyard/orders";
import { expect, test } from "vitest";
import { readTime, readWeekday } from "./time-text.ts";

const said = (text: string) => {
  const minutes = readTime(text);
  return minutes === null ? null : timeOfDay(minutes);
};

test("times are read the way people write them", () => {
  const times = [
    "12:00",
    "12：00",
    "9点半",
    "9",
    "下午3点",
    "3pm",
    "12 am",
    "中午12点",
    "21点5分",
    "08:30:00",
    "16.45",
  ];
  expect(times.map(said)).toEqual([
    "12:00", "12:00", "09:30", "09:00", "15:00", "15:00", "00:00", "12:00", "21:05", "08:30", "16:45",
  ]); // biome-ignore format: as above
});

test("what is no time of day is not taken for one, least of all a number of minutes", () => {
  expect(["720", "24:00", "12:60", "12:", "noon", "", "3天"].map(said)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

test("weekdays are read by name or number", () => {
  expect(["周六", "星期日", "周天", "礼拜一", "6", "sat", "Sunday", "mon"].map(readWeekday)).toEqual([
    6, 7, 7, 1, 6, 6, 7, 1,
  ]);
  expect(["0", "8", "周", "s", "", "周末"].map(readWeekday)).toEqual([null, null, null, null, null, null]);
});
