import type { FactType } from "@switchyard/orders";
import { expect, test } from "vitest";
import { OPERATORS } from "../format.ts";
import { operatorsFor } from "./operators.ts";

const offered = (type: FactType): string[] => operatorsFor(type).map((spec) => spec.operator);

test("[F1] operators follow the type of the fact", () => {
  expect(offered("money")).toEqual([
    "in_list",
    "not_in_list",
    "is_empty",
    "is_not_empty",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "between",
  ]);
  expect(offered("instant")).toEqual(["is_empty", "is_not_empty", "between", "before", "after", "within"]);
  expect(offered("boolean")).toEqual(["is", "is_not", "is_empty", "is_not_empty"]);
  expect(offered("list")).toEqual([
    "is_empty",
    "is_not_empty",
    "contains_any",
    "contains_all",
    "contains_none",
    "count_eq",
    "count_ge",
    "count_le",
  ]);
  expect(offered("text")).toEqual(offered("code"));
  expect(offered("text")).toContain("matches");
});

test("[F1] every operator suits some type, and is named in both languages", () => {
  const types: FactType[] = ["text", "code", "number", "money", "duration", "instant", "boolean", "list"];
  const seen = new Set(types.flatMap(offered));
  expect([...OPERATORS].filter((operator) => !seen.has(operator))).toEqual([]);
});
