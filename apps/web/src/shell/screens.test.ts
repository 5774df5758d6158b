import { expect, test } from "vitest";
import { isShownTo } from "./screens.ts";

test("a clerk is shown the desk, its labels and their own account, and no other screen; others are shown all", () => {
  const own = ["/", "/desk", "/orders/ord_1/label", "/account"];
  const others = ["/orders", "/orders/new", "/orders/ord_1", "/orders/ord_1/versions", "/boards", "/lots", "/settings"];
  expect(own.filter((path) => isShownTo("clerk", path))).toEqual(own);
  expect(others.filter((path) => isShownTo("clerk", path))).toEqual([]);
  for (const role of ["operator", "viewer", null, undefined])
    expect([...own, ...others].every((path) => isShownTo(role, path))).toBe(true);
});
