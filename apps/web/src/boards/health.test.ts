import { expect, test } from "vitest";
import { healthOf } from "./health.ts";

const figures = (good: number, bad: number, untold = 1) => [
  ...Array.from({ length: good }, () => ({ is_good: true })),
  ...Array.from({ length: bad }, () => ({ is_good: false })),
  ...Array.from({ length: untold }, () => ({ is_good: null })),
];

test("ten figures: two off target are healthy, four partly blocked, more than four call for a diagnosis", () => {
  const bands = [0, 2, 3, 4, 5, 10].map((bad) => healthOf(figures(10 - bad, bad)).band);
  expect(bands).toEqual(["healthy", "healthy", "blocked", "blocked", "diagnose", "diagnose"]);
  expect(healthOf(figures(4, 1))).toEqual({ of: 5, good: 4, band: "healthy" });
  expect(healthOf(figures(0, 0, 3))).toEqual({ of: 0, good: 0, band: null });
});
