/** Which comparisons in compiled logic are about facts that move with the clock. */
import type { Logic } from "@switchyard/logic";
import { type ClockFact, type ClockOperator, isClockFact } from "@switchyard/orders";

/** `fact operator value`, or, with `beside`, `fact operator (that fact's value + value)`. */
export interface ClockLimit {
  fact: ClockFact;
  operator: ClockOperator;
  value: number | boolean;
  beside?: string;
}

const OPERATORS: Record<string, ClockOperator> = {
  "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "===": "eq", "!=": "ne", "!==": "ne", in: "eq",
}; // biome-ignore format: a table

export function clockLimits(logic: Logic): ClockLimit[] {
  const found: ClockLimit[] = [];
  visit(logic, found);
  return found;
}

function visit(logic: unknown, found: ClockLimit[]): void {
  if (typeof logic !== "object" || logic === null) return;
  if (Array.isArray(logic)) {
    for (const part of logic) visit(part, found);
    return;
  }
  for (const [name, args] of Object.entries(logic)) {
    const parts: unknown[] = Array.isArray(args) ? args : [args];
    const operator = OPERATORS[name];
    if (operator !== undefined) compare(operator, parts, found);
    else for (const part of parts) visit(part, found);
  }
}

/** The same comparison from the other side: `due ≥ now` is `now ≤ due`, which turns a millisecond later than `now ≥ due`. */
const MIRRORED: Record<ClockOperator, ClockOperator> = { lt: "gt", le: "ge", gt: "lt", ge: "le", eq: "eq", ne: "ne" };

/** Of `a op b` one side may move: a clock fact, perhaps with a constant added. */
function compare(operator: ClockOperator, parts: unknown[], found: ClockLimit[]): void {
  for (const [at, part] of parts.entries()) {
    const moving = movingSide(part);
    if (moving === null) continue;
    for (const [place, other] of parts.entries()) {
      if (place === at) continue;
      const turns = place < at ? MIRRORED[operator] : operator;
      const constants = Array.isArray(other) ? other : [other];
      for (const one of constants) {
        if (typeof one === "number") found.push({ fact: moving.fact, operator: turns, value: one - moving.plus });
        else if (typeof one === "boolean") found.push({ fact: moving.fact, operator: turns, value: one });
        else {
          const beside = factOf(one);
          if (beside !== null) found.push({ fact: moving.fact, operator: turns, value: -moving.plus, beside });
        }
      }
    }
    return;
  }
}

function movingSide(part: unknown): { fact: ClockFact; plus: number } | null {
  const fact = factOf(part);
  if (fact !== null) return isClockFact(fact) ? { fact, plus: 0 } : null;
  if (typeof part !== "object" || part === null || Array.isArray(part)) return null;
  for (const [operator, args] of Object.entries(part)) {
    if ((operator !== "+" && operator !== "-") || !Array.isArray(args) || typeof args[1] !== "number") continue;
    const inner = factOf(args[0]);
    if (inner !== null && isClockFact(inner)) return { fact: inner, plus: operator === "+" ? args[1] : -args[1] };
  }
  return null;
}

function factOf(part: unknown): string | null {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return null;
  const path = (part as Record<string, unknown>).var;
  if (typeof path === "string") return path;
  return Array.isArray(path) && typeof path[0] === "string" ? path[0] : null;
}
