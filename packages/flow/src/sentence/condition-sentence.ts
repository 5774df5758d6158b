import { assertNever, type FactType } from "@switchyard/orders";
import { isDuration, isFactOperand } from "../conditions/operand.ts";
import type { Comparison, Condition, Operand } from "../document.ts";
import type { Scope } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { factPhrase } from "./fact-phrase.ts";
import { factNamed, type Names } from "./names.ts";
import { blank, durationText, ended, inQuotes, inside, joined, listOf, quoteValue, same } from "./words.ts";

/** A condition as people say it: 「款号以 FJ 开头 且 交期≤3天」 / "style code starts with FJ and due ≤ 3 days". */
export function conditionSentence(whole: Condition, names: Names = {}, scope: Scope = "order"): Text {
  const condition = unwrapped(whole);
  if (condition.type === "comparison") return comparisonSentence(condition, names, scope);
  const { match, parts } = condition;
  if (parts.length === 0) return blank("条件未填", "no condition yet");
  if (match === "not") {
    const inner = joined(
      parts.map((part) => conditionSentence(part, names, scope)),
      " 且 ",
      " and ",
    );
    return text(`非（${inner.zh}）`, `not (${inner.en})`);
  }
  const said = parts.map(unwrapped).map((part) => {
    const sentence = conditionSentence(part, names, scope);
    const nested = part.type === "group" && part.match !== "not" && part.parts.length > 1 && parts.length > 1;
    return nested ? text(`（${sentence.zh}）`, `(${sentence.en})`) : sentence;
  });
  return match === "all" ? joined(said, " 且 ", " and ") : joined(said, " 或 ", " or ");
}

/** A group of one part is that part. */
function unwrapped(condition: Condition): Condition {
  let inner = condition;
  while (inner.type === "group" && inner.match !== "not" && inner.parts.length === 1 && inner.parts[0] !== undefined)
    inner = inner.parts[0];
  return inner;
}

function comparisonSentence(comparison: Comparison, names: Names, scope: Scope): Text {
  const { fact, operator, value } = comparison;
  const phrase = factPhrase(fact, names, scope);
  const boolean = factNamed(fact, names, scope).type === "boolean" && typeof value === "boolean";
  if (boolean && (operator === "is" || operator === "is_not"))
    return booleanSentence(phrase.label, value === (operator === "is"));
  const { zh, en } = isFactOperand(value) || value === undefined ? phrase.label : phrase.subject;
  const word = ended(text(zh, en)).zh;
  const said = operandText(comparison, names, scope);
  const symbol = (sign: string): Text => text(`${zh}${sign}${said.zh}`, `${en} ${sign} ${said.en}`);
  const many = Array.isArray(value) && value.length > 1;
  const list = factNamed(fact, names, scope).type === "list";
  switch (operator) {
    case "is":
      return text(`${word}是 ${said.zh}`, `${en} is ${said.en}`);
    case "is_not":
      return text(`${word}不是 ${said.zh}`, `${en} is not ${said.en}`);
    case "starts_with":
      return text(`${word}以 ${said.zh} 开头`, `${en} starts with ${said.en}`);
    case "not_starts_with":
      return text(`${word}不以 ${said.zh} 开头`, `${en} does not start with ${said.en}`);
    case "ends_with":
      return text(`${word}以 ${said.zh} 结尾`, `${en} ends with ${said.en}`);
    case "contains":
      return text(`${word}包含 ${said.zh}`, `${en} contains ${said.en}`);
    case "not_contains":
      return text(`${word}不包含 ${said.zh}`, `${en} does not contain ${said.en}`);
    case "in_list":
      return text(`${word}属于 ${said.zh}`, `${en} is one of ${said.en}`);
    case "not_in_list":
      return text(`${word}不属于 ${said.zh}`, `${en} is none of ${said.en}`);
    case "matches":
      return text(`${word}符合规则 ${said.zh}`, `${en} matches ${said.en}`);
    case "is_empty":
      return text(`${word}为空`, `${en} ${list ? "are" : "is"} empty`);
    case "is_not_empty":
      return text(`${word}不为空`, `${en} ${list ? "are" : "is"} not empty`);
    case "eq":
      return symbol("=");
    case "ne":
      return symbol("≠");
    case "lt":
      return symbol("<");
    case "le":
      return symbol("≤");
    case "gt":
      return symbol(">");
    case "ge":
      return symbol("≥");
    case "between":
      return text(`${word}在 ${said.zh} 之间`, `${en} is between ${said.en}`);
    case "before":
      return text(`${word}早于 ${said.zh}`, `${en} is before ${said.en}`);
    case "after":
      return text(`${word}晚于 ${said.zh}`, `${en} is after ${said.en}`);
    case "within":
      return text(`${word}距现在不超过 ${said.zh}`, `${en} is within ${said.en} of now`);
    case "contains_any":
      return text(
        many || !list ? `${word}包含 ${said.zh} 中任一` : `${word}包含 ${said.zh}`,
        `${en} ${list ? "contain" : "contains"} ${many || !list ? "any of " : ""}${said.en}`,
      );
    case "contains_all":
      return text(`${word}同时包含 ${said.zh}`, `${en} ${list ? "contain" : "contains"} all of ${said.en}`);
    case "contains_none":
      return text(
        many || !list ? `${word}不包含 ${said.zh} 中任何一个` : `${word}不包含 ${said.zh}`,
        `${en} ${list ? "contain" : "contains"} none of ${said.en}`,
      );
    case "count_eq":
      return text(`${word}个数=${said.zh}`, `number of ${en} = ${said.en}`);
    case "count_ge":
      return text(`${word}个数≥${said.zh}`, `number of ${en} ≥ ${said.en}`);
    case "count_le":
      return text(`${word}个数≤${said.zh}`, `number of ${en} ≤ ${said.en}`);
    default:
      return assertNever(operator);
  }
}

/** 「是工作日」「不是工作日」 where the label asks 是否; otherwise 「含赠品为是」. */
function booleanSentence(label: Text, yes: boolean): Text {
  const zh = label.zh.startsWith("是否")
    ? `${yes ? "是" : "不是"}${label.zh.slice(2)}`
    : `${label.zh}为${yes ? "是" : "否"}`;
  return text(zh, `${label.en}: ${yes ? "yes" : "no"}`);
}

function operandText({ fact, operator, value }: Comparison, names: Names, scope: Scope): Text {
  if (value === undefined || value === "") return blank("未填", "not filled in");
  const phrase = factPhrase(fact, names, scope);
  const { type } = factNamed(fact, names, scope);
  if (isFactOperand(value)) return otherFact(inside(factNamed(value.fact, names, scope).label), type);
  if (isDuration(value)) return durationText(value);
  if (operator === "matches" && typeof value === "string") return quoteValue(names.patterns?.[value] ?? value);
  // Where the fact's type is not known here, text that looks like a number or a yes stands in quotes.
  const said = (one: string | number | boolean): Text =>
    type === null && typeof one === "string" && /^(-?[\d.]+|是|否|yes|no)$/i.test(one)
      ? same(inQuotes(one))
      : phrase.value(one);
  if (!Array.isArray(value)) return said(value);
  if (value.length === 0) return blank("未填", "not filled in");
  const values = value.map(said);
  return operator === "between" ? joined(values, " 到 ", " and ") : listOf(values, names.shown);
}

/** Another fact to compare with. Beside text it must not read as a text: 「品牌是 备注的值」. */
function otherFact(label: Text, type: FactType | null): Text {
  const plain = type === "number" || type === "money" || type === "duration" || type === "instant";
  return plain ? label : text(`${ended(label).zh}的值`, `the value of ${label.en}`);
}

/** A cell of a decision table, or a value of any kind, as it is written in sentences about the fact. */
export function operandSentence(fact: string, value: Operand, names: Names = {}): Text {
  return operandText({ type: "comparison", fact, operator: "is", value }, names, "order");
}
