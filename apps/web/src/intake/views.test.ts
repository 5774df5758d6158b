import { expect, it } from "vitest";
import { readIntakeSearch } from "./views.ts";

it("an address that leads to the columns of a table opens their dialog; nothing else of that name does", () => {
  expect(readIntakeSearch({ upload: true })).toEqual({ upload: true });
  expect(readIntakeSearch({ upload: "x" })).toEqual({});
  expect(readIntakeSearch({})).toEqual({});
});
