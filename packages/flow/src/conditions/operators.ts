import type { FactType } from "@switchyard/orders";
import { OPERATORS, type Operator } from "../format.ts";
import { type Text, text } from "../text.ts";

/** What an operator is compared with. */
export type OperandShape = "none" | "one" | "list" | "pair" | "span" | "pattern" | "count";

export interface OperatorSpec {
  operator: Operator;
  label: Text;
  shape: OperandShape;
  /** Types of fact that it suits. */
  types: readonly FactType[];
}

const TEXTS = ["text", "code"] as const;
const NUMBERS = ["number", "money", "duration"] as const;
const ALL = ["text", "code", "number", "money", "duration", "instant", "boolean", "list"] as const;

const spec = (zh: string, en: string, shape: OperandShape, types: readonly FactType[]) => ({
  label: text(zh, en),
  shape,
  types,
});

const SPECS: Record<Operator, Omit<OperatorSpec, "operator">> = {
  is: spec("是", "is", "one", [...TEXTS, "boolean"]),
  is_not: spec("不是", "is not", "one", [...TEXTS, "boolean"]),
  starts_with: spec("开头是", "starts with", "one", TEXTS),
  not_starts_with: spec("开头不是", "does not start with", "one", TEXTS),
  ends_with: spec("结尾是", "ends with", "one", TEXTS),
  contains: spec("包含", "contains", "one", TEXTS),
  not_contains: spec("不包含", "does not contain", "one", TEXTS),
  in_list: spec("属于", "is one of", "list", [...TEXTS, ...NUMBERS]),
  not_in_list: spec("不属于", "is none of", "list", [...TEXTS, ...NUMBERS]),
  matches: spec("符合", "matches", "pattern", TEXTS),
  is_empty: spec("为空", "is empty", "none", ALL),
  is_not_empty: spec("不为空", "is not empty", "none", ALL),
  eq: spec("=", "=", "one", NUMBERS),
  ne: spec("≠", "≠", "one", NUMBERS),
  lt: spec("<", "<", "one", NUMBERS),
  le: spec("≤", "≤", "one", NUMBERS),
  gt: spec(">", ">", "one", NUMBERS),
  ge: spec("≥", "≥", "one", NUMBERS),
  between: spec("介于", "between", "pair", [...NUMBERS, "instant"]),
  before: spec("早于", "before", "one", ["instant"]),
  after: spec("晚于", "after", "one", ["instant"]),
  within: spec("距现在不超过", "within … of now", "span", ["instant"]),
  contains_any: spec("含任一", "contains any of", "list", ["list", ...TEXTS]),
  contains_all: spec("含全部", "contains all of", "list", ["list", ...TEXTS]),
  contains_none: spec("都不含", "contains none of", "list", ["list", ...TEXTS]),
  count_eq: spec("个数=", "count =", "count", ["list"]),
  count_ge: spec("个数≥", "count ≥", "count", ["list"]),
  count_le: spec("个数≤", "count ≤", "count", ["list"]),
};

export function operatorSpec(operator: Operator): OperatorSpec {
  return { operator, ...SPECS[operator] };
}

/** Operators that suit a fact, in the order of the menu. A list's first ones are the list operators. */
export function operatorsFor(type: FactType): OperatorSpec[] {
  const specs = OPERATORS.filter((operator) => SPECS[operator].types.includes(type)).map(operatorSpec);
  return type === "boolean" ? specs.map((one) => ({ ...one, label: OF_YES_AND_NO[one.operator] ?? one.label })) : specs;
}

/** Beside a yes or a no: 是 是 would be read twice. */
const OF_YES_AND_NO: Partial<Record<Operator, Text>> = { is: text("为", "is"), is_not: text("不为", "is not") };
