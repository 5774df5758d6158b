import { expect, it } from "vitest";
import { offeredOperators } from "./operators.ts";

it("what is yes or no is not said twice: 含赠品 为 是", () => {
  const zh = (type: "boolean" | "text") => offeredOperators(type).map(({ label }) => label.zh);
  expect(zh("boolean")).toEqual(expect.arrayContaining(["为", "不为"]));
  expect(zh("boolean")).not.toContain("是");
  expect(zh("text")).toContain("是");
});
