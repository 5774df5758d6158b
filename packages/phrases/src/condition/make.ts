import { type Comparison, type Condition, type Operand, type Operator, operatorSpec } from "@switchyard/flow";
import type { Reader } from "../source/reader.ts";
import { typeOf } from "./fact-name.ts";

export const comparison = (fact: string, operator: Operator, value?: Operand): Comparison => ({
  type: "comparison",
  fact,
  operator,
  ...(value === undefined ? {} : { value }),
});
export const all = (parts: Condition[]): Condition =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: "group", match: "all", parts };
export const any = (parts: Condition[]): Condition =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: "group", match: "any", parts };

export type TextWant =
  | "is"
  | "is_not"
  | "starts"
  | "not_starts"
  | "ends"
  | "contains"
  | "not_contains"
  | "contains_all"
  | "in"
  | "not_in";

/** Does this operator suit the fact? A fact that nobody described suits all. */
export function suits(reader: Reader, fact: string, operator: Operator): boolean {
  const type = typeOf(reader, fact);
  return type === null || operatorSpec(operator).types.includes(type);
}

const each = (fact: string, operator: Operator, values: string[]): Condition[] =>
  values.map((value) => comparison(fact, operator, value));

/** What people say of text, as the operator that suits the fact: several values become a list, tags are contained. */
export function textCondition(reader: Reader, fact: string, want: TextWant, values: string[]): Condition | null {
  const type = typeOf(reader, fact);
  const [first] = values;
  if (first === undefined || (type !== null && !["text", "code", "list"].includes(type))) return null;
  const many = values.length > 1;
  if (type === "list") {
    if (want === "is" || want === "in" || want === "contains") return comparison(fact, "contains_any", values);
    if (want === "contains_all") return comparison(fact, "contains_all", values);
    return ["is_not", "not_in", "not_contains"].includes(want) ? comparison(fact, "contains_none", values) : null;
  }
  switch (want) {
    case "is":
      return many ? comparison(fact, "in_list", values) : comparison(fact, "is", first);
    case "is_not":
      return many ? comparison(fact, "not_in_list", values) : comparison(fact, "is_not", first);
    case "in":
      return comparison(fact, "in_list", values);
    case "not_in":
      return comparison(fact, "not_in_list", values);
    case "starts":
      return any(each(fact, "starts_with", values));
    case "not_starts":
      return all(each(fact, "not_starts_with", values));
    case "ends":
      return any(each(fact, "ends_with", values));
    case "contains":
      return many ? comparison(fact, "contains_any", values) : comparison(fact, "contains", first);
    case "not_contains":
      return many ? comparison(fact, "contains_none", values) : comparison(fact, "not_contains", first);
    case "contains_all":
      return comparison(fact, "contains_all", values);
  }
}
