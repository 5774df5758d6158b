import { describe, expect, test } from "vitest";
import { factCatalogue } from "./catalogue.ts";
import { timeOfDay, unitWord, weekdayName } from "./unit.ts";

describe("[F12] numbers of a unit", () => {
  test("minutes of a day are a time, numbers of a week its days", () => {
    expect([0, 545, 720, 1439].map(timeOfDay)).toEqual(["00:00", "09:05", "12:00", "23:59"]);
    expect([1, 7].map((day) => weekdayName(day)?.zh)).toEqual(["周一", "周日"]);
    expect([0, 8, 1.5].map(weekdayName)).toEqual([undefined, undefined, undefined]);
  });

  test("what is counted is named, one and many", () => {
    expect([1, 2].map((n) => unitWord("working_day", n)?.en)).toEqual(["working day", "working days"]);
    expect(unitWord("piece", 5)).toEqual({ zh: "件", en: "pieces" });
    expect([unitWord("time_of_day", 720), unitWord("weekday", 1)]).toEqual([null, null]);
  });

  test("every clock fact that is a number says what it counts", () => {
    const bare = factCatalogue.filter(({ kind, type, unit }) => kind === "clock" && type === "number" && !unit);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});
