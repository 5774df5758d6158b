import { type FactType, keptName, naturalLength, normaliseCode, normaliseText, readMoment } from "@switchyard/orders";
import type { Comparison, Duration, Operand } from "../document.ts";
import type { FactLookup, KnownFact } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { operatorSpec } from "./operators.ts";

/** A comparison whose operand was checked and brought into the form in which facts carry their values. */
export type ReadyOperand =
  | { shape: "none" }
  | { shape: "one"; value: string | number | boolean }
  | { shape: "fact"; fact: string }
  | { shape: "list"; values: (string | number)[] }
  | { shape: "pair"; from: number; to: number }
  | { shape: "span"; ms: number }
  | { shape: "pattern"; fact: string };

type OperandProblem =
  | "unknown_fact"
  | "unknown_pattern"
  | "operator_type"
  | "operand_missing"
  | "operand_type"
  | "operand_order"
  | "operand_fact"
  | "working_span";
export type OperandResult =
  | { ok: true; operand: ReadyOperand; fact: KnownFact }
  | { ok: false; code: OperandProblem; message: Text };

const refuse = (code: OperandProblem, zh: string, en: string): OperandResult => ({
  ok: false,
  code,
  message: text(zh, en),
});

export const isFactOperand = (value: Operand | undefined): value is { fact: string } =>
  typeof value === "object" && !Array.isArray(value) && "fact" in value;
export const isDuration = (value: Operand | undefined): value is Duration =>
  typeof value === "object" && !Array.isArray(value) && "amount" in value;

/** Checks a comparison against the types of the facts it names. A refusal says what to do. */
export function readComparison(comparison: Comparison, lookup: FactLookup): OperandResult {
  const fact = lookup(comparison.fact);
  if (fact === undefined)
    return refuse(
      "unknown_fact",
      `没有“${comparison.fact}”这个字段，请另选`,
      `There is no fact “${comparison.fact}”; choose another`,
    );
  const { shape, types, label } = operatorSpec(comparison.operator);
  if (fact.type !== null && !types.includes(fact.type)) {
    return refuse(
      "operator_type",
      `“${fact.label.zh}”不能用“${label.zh}”比较，请换一个比较方式`,
      `“${fact.label.en}” cannot be compared by “${label.en}”; choose another comparison`,
    );
  }
  const { value } = comparison;
  if (shape === "none") return { ok: true, fact, operand: { shape: "none" } };
  if (isMissingOperand(value))
    return refuse(
      "operand_missing",
      `“${fact.label.zh}”还没有填比较的值`,
      `Fill in what “${fact.label.en}” is compared with`,
    );
  if (isFactOperand(value)) return againstFact(comparison, fact, value.fact, lookup);
  switch (shape) {
    case "pattern":
      return againstPattern(fact, value, lookup);
    case "span":
      return againstSpan(fact, value);
    case "list": {
      if (!Array.isArray(value)) return wrongOperand(fact, "一个列表", "a list");
      const values = value.map((one) => ofFact(fact, constant(one, itemType(fact))));
      if (!values.every((one): one is string | number => typeof one === "string" || typeof one === "number")) {
        return wrongOperand(fact, wanted(itemType(fact)).zh, wanted(itemType(fact)).en);
      }
      return { ok: true, fact, operand: { shape: "list", values } };
    }
    case "pair": {
      const [from, to] =
        Array.isArray(value) && value.length === 2 ? value.map((one) => constant(one, fact.type ?? "number")) : [];
      if (typeof from !== "number" || typeof to !== "number")
        return wrongOperand(fact, "起止两个值", "two values, from and to");
      if (from > to)
        return refuse(
          "operand_order",
          `“${fact.label.zh}”的起值大于止值，请对调`,
          `The first value for “${fact.label.en}” is past the second; swap them`,
        );
      return { ok: true, fact, operand: { shape: "pair", from, to } };
    }
    case "count": {
      if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
        return wrongOperand(fact, "0 或正整数", "a whole number from 0");
      return { ok: true, fact, operand: { shape: "one", value } };
    }
    case "one": {
      const one =
        Array.isArray(value) || isDuration(value)
          ? undefined
          : ofFact(fact, constant(value, fact.type ?? typeFor(comparison, value)));
      if (one === undefined) return wrongOperand(fact, wanted(fact.type ?? "text").zh, wanted(fact.type ?? "text").en);
      return { ok: true, fact, operand: { shape: "one", value: one } };
    }
  }
}

function isMissingOperand(value: Operand | undefined): value is undefined {
  return (
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

function wrongOperand(fact: KnownFact, zh: string, en: string): OperandResult {
  return refuse("operand_type", `“${fact.label.zh}”的比较值须为${zh}`, `“${fact.label.en}” is compared with ${en}`);
}

/** A field of unknown type takes the type of what it is compared with; dates only where the operator says so. */
function typeFor(comparison: Comparison, value: string | number | boolean): FactType {
  if (comparison.operator === "before" || comparison.operator === "after") return "instant";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

const itemType = (fact: KnownFact): FactType => (fact.type === "list" ? (fact.items ?? "text") : (fact.type ?? "text"));

/** What has many names is compared by the one that intake keeps. */
function ofFact<T>(fact: KnownFact, value: T): T | string {
  return fact.names !== undefined && typeof value === "string" ? keptName(fact.names, value) : value;
}

/** A constant in the form in which facts of the type carry it, or undefined when it is of another type. */
function constant(value: string | number | boolean, type: FactType): string | number | boolean | undefined {
  switch (type) {
    case "text":
    case "list":
      return typeof value === "string" && value.trim() !== "" ? normaliseText(value) : undefined;
    case "code":
      return typeof value === "string" && value.trim() !== "" ? normaliseCode(value) : undefined;
    case "number":
    case "duration":
      return typeof value === "number" && Number.isFinite(value) ? value : undefined;
    case "money":
      return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
    case "instant":
      return instant(value);
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
  }
}

/** An instant needs its offset: the core does not know where "2026-11-11" is. */
function instant(value: string | number | boolean): number | undefined {
  if (typeof value === "boolean") return undefined;
  const moment = readMoment(value, "UTC");
  return moment.kind === "instant" && moment.oddity !== "no_offset" ? moment.at : undefined;
}

const WANTED: Record<FactType, Text> = {
  text: text("文字", "text"),
  code: text("文字", "text"),
  list: text("文字", "text"),
  number: text("数字", "a number"),
  duration: text("数字", "a number"),
  money: text("金额（最小单位的整数）", "an amount (a whole number of minor units)"),
  instant: text(
    "带时区的时刻，例如 2026-11-11T00:00+08:00",
    "an instant with its offset, such as 2026-11-11T00:00+08:00",
  ),
  boolean: text("是或否", "yes or no"),
};
const wanted = (type: FactType): Text => WANTED[type];

const CLASS: Record<FactType, string> = {
  text: "text",
  code: "text",
  number: "number",
  money: "money",
  duration: "duration",
  instant: "instant",
  boolean: "boolean",
  list: "list",
};
/** Prefixes need a length that is known when compiling, and a pair or a span is two constants. */
const NO_FACT = [
  "starts_with",
  "not_starts_with",
  "ends_with",
  "between",
  "within",
  "matches",
  "contains_any",
  "contains_all",
  "contains_none",
  "count_eq",
  "count_ge",
  "count_le",
];

function againstFact(comparison: Comparison, fact: KnownFact, other: string, lookup: FactLookup): OperandResult {
  const right = lookup(other);
  if (right === undefined)
    return refuse("unknown_fact", `没有“${other}”这个字段，请另选`, `There is no fact “${other}”; choose another`);
  if (NO_FACT.includes(comparison.operator)) {
    const { label } = operatorSpec(comparison.operator);
    return refuse(
      "operand_fact",
      `“${label.zh}”不能与另一个字段比较，请填固定的值`,
      `“${label.en}” cannot be compared with another fact; give a value`,
    );
  }
  const inList = comparison.operator === "in_list" || comparison.operator === "not_in_list";
  const left = inList ? "list" : fact.type;
  if (left !== null && right.type !== null && CLASS[left] !== CLASS[right.type]) {
    return refuse(
      "operand_type",
      `“${fact.label.zh}”与“${right.label.zh}”类型不同，不能比较`,
      `“${fact.label.en}” and “${right.label.en}” are of different types and cannot be compared`,
    );
  }
  return { ok: true, fact, operand: { shape: "fact", fact: other } };
}

function againstPattern(fact: KnownFact, value: Operand, lookup: FactLookup): OperandResult {
  const pattern = typeof value === "string" ? lookup(`pattern.${value}`) : undefined;
  if (pattern?.kind !== "pattern" || pattern.over !== fact.name)
    return refuse(
      "unknown_pattern",
      `“${fact.label.zh}”所用的文字规则不存在，请在流程设置中新建或另选`,
      `The pattern for “${fact.label.en}” is not declared; declare it in the flow's settings or choose another`,
    );
  return { ok: true, fact, operand: { shape: "pattern", fact: pattern.name } };
}

function againstSpan(fact: KnownFact, value: Operand): OperandResult {
  if (!isDuration(value)) return wrongOperand(fact, "一段时长", "a span of time");
  if (value.clock === "working")
    return refuse(
      "working_span",
      `“距现在不超过”按自然时间计算；工作日请改用“交期工作日”一类的字段`,
      "“within” counts natural time; for working days compare a fact in working days",
    );
  return { ok: true, fact, operand: { shape: "span", ms: naturalLength(value) } };
}
