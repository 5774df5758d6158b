/** The order in which comparisons are offered, and the one a new row starts with. */
import {
  type Comparison,
  type KnownFact,
  type Operator,
  type OperatorSpec,
  operatorSpec,
  operatorsFor,
} from "@switchyard/flow";
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

/** Numbers of the product's own events; of what else an event brings nobody says the type. */
const EVENT_NUMBERS: ReadonlySet<string> = new Set(
  ["value", "available", "remaining", "open", "unrouted", "overdue", "count", "qty"].map((own) => `event.${own}`),
);
/** What is compared as text, and by size too. */
const OF_ANY: readonly Operator[] = ["eq", "ne", "lt", "le", "gt", "ge", "between", "before", "after"];

/** As what a fact is compared here: where nobody says its type, the comparison does. */
export function typeTaken(fact: KnownFact | undefined, { operator, value }: Pick<Comparison, "operator" | "value">) {
  if (fact === undefined) return "text";
  if (fact.type !== null) return fact.type;
  if (typeof value === "boolean") return "boolean";
  if (operator === "before" || operator === "after") return "instant";
  return OF_ANY.includes(operator) ? "number" : "text";
}

/** What a new comparison with the fact begins with. */
export const typeAtFirst = (fact: KnownFact | undefined): FactType =>
  fact?.type ?? (fact !== undefined && EVENT_NUMBERS.has(fact.name) ? "number" : "text");

/** Numbers are compared by size first; lists and emptiness come behind. Null: of any type. */
export function offeredOperators(type: FactType | null, unit?: FactUnit): OperatorSpec[] {
  if (type === null) return [...offeredOperators("text"), ...OF_ANY.map(operatorSpec)];
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
