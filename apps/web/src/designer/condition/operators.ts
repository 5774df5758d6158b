/** The order in which comparisons are offered, and the one a new row starts with. */
import { type Operator, type OperatorSpec, operatorSpec, operatorsFor } from "@switchyard/flow";
import type { FactType, FactUnit } from "@switchyard/orders";

const FIRST: Record<FactType, Operator> = {
  text: "is",
  code: "is",
  number: "ge",
  money: "ge",
  duration: "ge",
  instant: "within",
  boolean: "is",
  list: "contains_any",
};
const LATER: readonly Operator[] = ["in_list", "not_in_list", "is_empty", "is_not_empty"];
const NUMERIC: readonly FactType[] = ["number", "money", "duration"];

/** Days are listed or are one day; that Saturday is "greater" than Friday is nothing that people say. */
const OF_DAYS: readonly Operator[] = ["in_list", "not_in_list", "eq", "ne"];

/** Numbers are compared by size first; lists and emptiness come behind. */
export function offeredOperators(type: FactType, unit?: FactUnit): OperatorSpec[] {
  if (unit === "weekday") return OF_DAYS.map(operatorSpec);
  const all = operatorsFor(type);
  const later = NUMERIC.includes(type) ? LATER : LATER.slice(2);
  const isLater = (spec: OperatorSpec) => later.includes(spec.operator);
  return [...all.filter((spec) => !isLater(spec)), ...all.filter(isLater)];
}

export const firstOperator = (type: FactType, unit?: FactUnit): Operator =>
  unit === "weekday" ? "in_list" : unit === "time_of_day" ? "lt" : FIRST[type];

const AGAINST_FACTS: readonly Operator[] = [
  "is", "is_not", "contains", "not_contains", "in_list", "not_in_list", "eq", "ne", "lt", "le", "gt", "ge", "before", "after",
]; // biome-ignore format: a word list
export const canCompareFacts = (operator: Operator): boolean => AGAINST_FACTS.includes(operator);
