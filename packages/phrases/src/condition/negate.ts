import type { Condition, Operator } from "@switchyard/flow";

/** Operators that are met exactly where the other is not, and missing where it is missing. */
const OPPOSITE: Partial<Record<Operator, Operator>> = {
  is: "is_not", is_not: "is", in_list: "not_in_list", not_in_list: "in_list", is_empty: "is_not_empty", is_not_empty: "is_empty",
  contains: "not_contains", not_contains: "contains", contains_any: "contains_none", contains_none: "contains_any",
  starts_with: "not_starts_with", not_starts_with: "starts_with", lt: "ge", ge: "lt", le: "gt", gt: "le", eq: "ne", ne: "eq",
}; // biome-ignore format: a table

/** What holds where the condition does not; data that is missing stays missing. */
export function negate(when: Condition): Condition {
  if (when.type === "group") {
    const [only] = when.parts;
    return when.match === "not" && only !== undefined ? only : { type: "group", match: "not", parts: [when] };
  }
  if (typeof when.value === "boolean") return { ...when, value: !when.value };
  const operator = OPPOSITE[when.operator];
  return operator === undefined ? { type: "group", match: "not", parts: [when] } : { ...when, operator };
}
