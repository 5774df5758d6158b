/** Shapes of JSON-Logic that the compiler of flows writes. */
import type { Logic } from "@switchyard/logic";
import { DIFFERENCE } from "../facts/fact-sort.ts";

type Operation = { readonly [operator: string]: Logic };
const isOperation = (logic: Logic): logic is Operation =>
  typeof logic === "object" && logic !== null && !Array.isArray(logic);

/** The operator of an operation, else null. A list of one part counts as that part where a truth is asked. */
export function operatorOf(logic: Logic): string | null {
  if (!isOperation(logic)) return null;
  const keys = Object.keys(logic);
  return keys.length === 1 ? (keys[0] ?? null) : null;
}

export function argumentsOf(logic: Logic, operator: string): readonly Logic[] {
  const given = isOperation(logic) ? logic[operator] : undefined;
  return given === undefined ? [] : Array.isArray(given) ? given : [given];
}

export function isConstant(logic: Logic): logic is string | number | boolean | null {
  return logic === null || typeof logic !== "object";
}

/** `{ var: name }` without a default. */
export function asFact(logic: Logic): string | null {
  if (operatorOf(logic) !== "var") return null;
  const [name, ...rest] = argumentsOf(logic, "var");
  return typeof name === "string" && name !== "" && rest.length === 0 ? name : null;
}

/** `substr` of a fact from its start or its end. */
export function asEdge(logic: Logic): { fact: string; end: "prefix" | "suffix"; length: number } | null {
  if (operatorOf(logic) !== "substr") return null;
  const [text = null, from, length, ...rest] = argumentsOf(logic, "substr");
  const fact = asFact(text);
  if (fact === null || rest.length > 0 || typeof from !== "number") return null;
  if (from === 0 && typeof length === "number" && length > 0) return { fact, end: "prefix", length };
  if (from < 0 && length === undefined) return { fact, end: "suffix", length: -from };
  return null;
}

/** How many entries a list has, as the compiler counts them. */
export function asCount(logic: Logic): string | null {
  if (operatorOf(logic) !== "reduce") return null;
  const [list = null, body, start] = argumentsOf(logic, "reduce");
  const counts = JSON.stringify(body) === '{"+":[{"var":"accumulator"},1]}';
  return counts && start === 0 ? asFact(list) : null;
}

/** `<fact> against now ± ms`: a comparison of the difference with ±ms. */
export function asDifference(left: Logic, right: Logic): { fact: string; ms: number } | null {
  const operator = operatorOf(right);
  const fact = asFact(left);
  if (fact === null || (operator !== "-" && operator !== "+")) return null;
  const [now = null, ms, ...rest] = argumentsOf(right, operator);
  if (asFact(now) !== "now" || typeof ms !== "number" || rest.length > 0) return null;
  return { fact: DIFFERENCE + fact, ms: operator === "+" ? ms : -ms };
}
