import type { Logic } from "@switchyard/logic";
import type { Comparison, Condition } from "../document.ts";
import type { FactLookup, KnownFact } from "../facts.ts";
import type { Operator } from "../format.ts";
import { and, not, op, or, present, read } from "./logic.ts";
import { type ReadyOperand, readComparison } from "./operand.ts";

/**
 * A condition in three-valued logic: `met` holds when it is definitely met, `notMet` when it is definitely not met; data
 * is missing when neither holds. `facts` are those that it reads, in order of reading.
 */
export interface CompiledCondition {
  met: Logic;
  notMet: Logic;
  facts: string[];
}

/** The condition must have been found valid: a comparison that cannot be read is never met and never not met. */
export function compileCondition(condition: Condition, lookup: FactLookup): CompiledCondition {
  if (condition.type === "comparison") return compileComparison(condition, lookup);
  const parts = condition.parts.map((part) => compileCondition(part, lookup));
  const mets = parts.map((part) => part.met);
  const notMets = parts.map((part) => part.notMet);
  const facts = [...new Set(parts.flatMap((part) => part.facts))];
  switch (condition.match) {
    case "all":
      return { met: and(...mets), notMet: or(...notMets), facts };
    case "any":
      return { met: or(...mets), notMet: and(...notMets), facts };
    case "not":
      return { met: and(...notMets), notMet: or(...mets), facts };
  }
}

function compileComparison(comparison: Comparison, lookup: FactLookup): CompiledCondition {
  const checked = readComparison(comparison, lookup);
  if (!checked.ok) return { met: false, notMet: false, facts: [] };
  const { fact, operand } = checked;
  if (comparison.operator === "is_empty" || comparison.operator === "is_not_empty") {
    const [empty, filled] = emptiness(fact);
    const isEmpty = comparison.operator === "is_empty";
    return { met: isEmpty ? empty : filled, notMet: isEmpty ? filled : empty, facts: [fact.name] };
  }
  const facts = factsOf(comparison, fact, operand);
  const guard = present(facts);
  const [yes, no] = test(comparison.operator, comparison.fact, operand);
  return { met: and(guard, yes), notMet: and(guard, no), facts };
}

function factsOf(comparison: Comparison, fact: KnownFact, operand: ReadyOperand): string[] {
  if (operand.shape === "pattern") return [operand.fact];
  if (operand.shape === "span") return [fact.name, "now"];
  return operand.shape === "fact" && operand.fact !== fact.name ? [comparison.fact, operand.fact] : [comparison.fact];
}

/** Emptiness is never missing. An empty list counts as empty; 0 and false do not. */
function emptiness(fact: KnownFact): [empty: Logic, filled: Logic] {
  const absent: Logic = { missing: [fact.name] };
  if (fact.type !== "list" && fact.type !== null) return [{ "!!": absent }, not(absent)];
  const blank = op("===", op("cat", read(fact.name)), "");
  return fact.type === "list"
    ? [not([read(fact.name)]), { "!!": [read(fact.name)] }]
    : [or({ "!!": absent }, blank), and(not(absent), not(blank))];
}

type Test = [yes: Logic, no: Logic];
const positive = (yes: Logic): Test => [yes, not(yes)];
const negated = ([yes, no]: Test): Test => [no, yes];

/** What holds, and what holds of the opposite, once every fact is there. */
function test(operator: Operator, name: string, operand: ReadyOperand): Test {
  const fact = read(name);
  if (operand.shape === "list") return listTest(operator, fact, operand.values);
  if (operand.shape === "pair") {
    const { from, to } = operand;
    return [and(op(">=", fact, from), op("<=", fact, to)), or(op("<", fact, from), op(">", fact, to))];
  }
  if (operand.shape === "span") {
    const [from, to] = [op("-", read("now"), operand.ms), op("+", read("now"), operand.ms)];
    return [and(op(">=", fact, from), op("<=", fact, to)), or(op("<", fact, from), op(">", fact, to))];
  }
  if (operand.shape === "pattern") return [op("===", read(operand.fact), true), op("!==", read(operand.fact), true)];
  if (operand.shape === "none") return [false, false];
  const value = operand.shape === "fact" ? read(operand.fact) : operand.value;
  return valueTest(operator, fact, value, operand.shape === "one" ? String(operand.value).length : 0);
}

function valueTest(operator: Operator, fact: Logic, value: Logic, length: number): Test {
  switch (operator) {
    case "is":
    case "eq":
      return [op("===", fact, value), op("!==", fact, value)];
    case "is_not":
    case "ne":
      return [op("!==", fact, value), op("===", fact, value)];
    case "lt":
    case "before":
      return [op("<", fact, value), op(">=", fact, value)];
    case "le":
      return [op("<=", fact, value), op(">", fact, value)];
    case "gt":
    case "after":
      return [op(">", fact, value), op("<=", fact, value)];
    case "ge":
      return [op(">=", fact, value), op("<", fact, value)];
    case "starts_with":
      return [op("===", op("substr", fact, 0, length), value), op("!==", op("substr", fact, 0, length), value)];
    case "not_starts_with":
      return negated(valueTest("starts_with", fact, value, length));
    case "ends_with":
      return [op("===", op("substr", fact, -length), value), op("!==", op("substr", fact, -length), value)];
    case "contains":
      return positive(op("in", value, fact));
    case "not_contains":
      return negated(positive(op("in", value, fact)));
    case "in_list":
      return positive(op("in", fact, value));
    case "not_in_list":
      return negated(positive(op("in", fact, value)));
    case "count_eq":
      return [op("===", count(fact), value), op("!==", count(fact), value)];
    case "count_ge":
      return [op(">=", count(fact), value), op("<", count(fact), value)];
    case "count_le":
      return [op("<=", count(fact), value), op(">", count(fact), value)];
    default:
      return [false, false];
  }
}

const count = (list: Logic): Logic => op("reduce", list, op("+", read("accumulator"), 1), 0);

function listTest(operator: Operator, fact: Logic, values: readonly (string | number)[]): Test {
  const within = (): Logic[] => values.map((value) => op("in", value, fact));
  const without = (): Logic[] => within().map(not);
  switch (operator) {
    case "in_list":
      return positive(op("in", fact, values));
    case "not_in_list":
      return negated(positive(op("in", fact, values)));
    case "contains_any":
      return [or(...within()), and(...without())];
    case "contains_all":
      return [and(...within()), or(...without())];
    case "contains_none":
      return [and(...without()), or(...within())];
    default:
      return [false, false];
  }
}
