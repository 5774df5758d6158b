import { describe, expect, it } from "vitest";
import { plainNumber } from "./number-text.ts";

describe("a number typed with an input method", () => {
  it.each([
    ["３", "3"],
    ["－２．５", "-2.5"],
    ["三", "3"],
    ["两", "2"],
    ["〇", "0"],
    ["十", "10"],
    ["十五", "15"],
    ["二十", "20"],
    ["九十九", "99"],
    ["一百二", "120"],
    ["三万五千", "35000"],
  ])("%s is %s", (typed, plain) => {
    expect(plainNumber(typed)).toBe(plain);
  });

  it.each(["", "3", "-1.5", "三天", "三五", "FJ"])("%j stays as it is", (typed) => {
    expect(plainNumber(typed)).toBe(typed);
  });
});
