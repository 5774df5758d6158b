/** How far a value is from what a comparison needs, in words. */
import { type Comparison, conditionSentence, type Operand } from "@switchyard/flow";
import { type Facts, factSpec, formatMoney, type Text } from "@switchyard/orders";
import { factAt } from "../step/path.ts";
import { amountText, numberText, valueText } from "./value-text.ts";

export interface Gap {
  fact: string;
  operator: Comparison["operator"];
  needs: Operand | null;
  /** null: missing. */
  saw: unknown;
  /** Of numbers: the least change, signed; null for other types. */
  change: number | null;
  sentence: Text;
}

/** The comparison does not come out as `wanted`: what would make it. */
export function gapOf(comparison: Comparison, wanted: boolean, facts: Facts): Gap {
  const { fact, operator, value } = comparison;
  const saw = factAt(facts, fact);
  const base = { fact, operator, needs: value ?? null, saw: saw ?? null };
  if (saw === undefined || saw === null || saw === "")
    return { ...base, change: null, sentence: missing(comparison, wanted) };
  if (typeof saw === "number") {
    const change = wanted
      ? leastChange(operator, saw, value, fact, facts)
      : leastChange(opposite(operator), saw, value, fact, facts);
    if (change !== null) return { ...base, change, sentence: farText(comparison, wanted, saw, change) };
  }
  return { ...base, change: null, sentence: otherwise(comparison, wanted, saw) };
}

function opposite(operator: Comparison["operator"]): Comparison["operator"] {
  const pairs: Partial<Record<Comparison["operator"], Comparison["operator"]>> = {
    lt: "ge", le: "gt", gt: "le", ge: "lt", eq: "ne", ne: "eq", before: "ge", after: "le",
  }; // biome-ignore format: a table
  return pairs[operator] ?? operator;
}

/** Facts that come in fractions; all others move by whole units. */
const isFractional = (fact: string) => fact.endsWith("_hours") || fact.startsWith("custom.");

function leastChange(
  operator: Comparison["operator"],
  saw: number,
  value: Operand | undefined,
  fact: string,
  facts: Facts,
): number | null {
  const step = isFractional(fact) || !Number.isInteger(saw) ? 0 : 1;
  if (operator === "between" && Array.isArray(value)) {
    const [from, to] = value;
    if (typeof from !== "number" || typeof to !== "number") return null;
    return saw < from ? from - saw : saw > to ? to - saw : 0;
  }
  const other = typeof value === "object" && "fact" in value ? factAt(facts, value.fact) : value;
  if (typeof other !== "number") return null;
  switch (operator) {
    case "le":
    case "ge":
    case "eq":
      return other - saw;
    case "lt":
      return other - step - saw;
    case "gt":
      return other + step - saw;
    case "ne":
      return step === 0 ? null : step;
    default:
      return null;
  }
}

const label = (fact: string): Text => factSpec(fact)?.label ?? { zh: fact, en: fact };

function missing(comparison: Comparison, wanted: boolean): Text {
  const { zh, en } = label(comparison.fact);
  const needs = needsText(comparison, wanted);
  return { zh: `缺少「${zh}」；${needs.zh}`, en: `${en} is missing; ${needs.en}` };
}

function needsText(comparison: Comparison, wanted: boolean): Text {
  const said = conditionSentence(wanted ? comparison : { type: "group", match: "not", parts: [comparison] });
  return { zh: `需「${said.zh}」`, en: `needs: ${said.en}` };
}

function otherwise(comparison: Comparison, wanted: boolean, saw: unknown): Text {
  const value = valueText(comparison.fact, saw);
  const name = label(comparison.fact);
  const needs = needsText(comparison, wanted);
  return { zh: `${name.zh}为 ${value.zh}，${needs.zh}`, en: `${name.en} is ${value.en}, ${needs.en}` };
}

const SIGNS: Partial<Record<Comparison["operator"], string>> = { lt: "<", le: "≤", gt: ">", ge: "≥", eq: "=", ne: "≠" };

function farText(comparison: Comparison, wanted: boolean, saw: number, change: number): Text {
  const { fact, value } = comparison;
  const operator = wanted ? comparison.operator : opposite(comparison.operator);
  const sign = SIGNS[operator];
  const now = valueText(fact, saw);
  const name = label(fact);
  const isDue = fact.startsWith("due_in_");
  const limit = typeof value === "number" && sign !== undefined ? limitText(fact, value) : null;
  const needs =
    limit === null ? needsText(comparison, wanted) : { zh: `需 ${sign} ${limit.zh}`, en: `needs ${sign} ${limit.en}` };
  const far = distance(fact, Math.abs(change));
  const tail = tailOf(fact, change, far, isDue);
  const begin = isDue
    ? { zh: `距交期 ${now.zh}`, en: `due in ${now.en}` }
    : { zh: `${name.zh} ${now.zh}`, en: `${name.en} ${now.en}` };
  return { zh: `${begin.zh}，${needs.zh}：${tail.zh}`, en: `${begin.en}, ${needs.en}: ${tail.en}` };
}

/** The number that a comparison names; what it counts was said before it. */
function limitText(fact: string, value: number): Text {
  const { unit, type } = factSpec(fact) ?? {};
  if (unit === "time_of_day" || unit === "weekday" || type === "money") return valueText(fact, value);
  return { zh: numberText(value), en: numberText(value) };
}

function distance(fact: string, size: number): Text {
  if (factSpec(fact)?.type === "money") return { zh: ` ${formatMoney(size, "CNY")}`, en: formatMoney(size, "CNY") };
  const { zh, en } = amountText(fact, size);
  return { zh: ` ${zh}`, en: size === 1 ? en.replace(/^1/, "one") : en };
}

function tailOf(fact: string, change: number, far: Text, isDue: boolean): Text {
  if (change === 0) return { zh: "恰在边界上", en: "exactly on the edge" };
  const isOver = change < 0;
  if (isDue) return { zh: `${isOver ? "远了" : "近了"}${far.zh}`, en: `${far.en} too ${isOver ? "far" : "near"}` };
  if (factSpec(fact)?.type === "money")
    return { zh: `${isOver ? "多了" : "还差"}${far.zh}`, en: `${far.en} ${isOver ? "too much" : "short"}` };
  return { zh: `${isOver ? "多了" : "还差"}${far.zh}`, en: `${far.en} too ${isOver ? "many" : "few"}` };
}
