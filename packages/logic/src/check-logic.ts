import type { Budget } from "./budget.ts";
import { DEFAULT_BUDGET } from "./budget.ts";
import { BudgetExceeded, pointer } from "./errors.ts";
import { isOperation, operatorKind, partsOf, segmentTo } from "./operators.ts";

/** Something that keeps a value from being publishable JSON-Logic. `path` is a JSON Pointer. */
export type LogicProblem =
  | { readonly code: "not-json"; readonly path: string; readonly found: string }
  | { readonly code: "unknown-operator"; readonly path: string; readonly operator: string }
  | { readonly code: "arity"; readonly path: string; readonly operator: string; readonly found: number }
  | { readonly code: "too-deep"; readonly path: string; readonly allowed: number }
  | { readonly code: "too-large"; readonly path: string; readonly allowed: number }
  | { readonly code: "cyclic"; readonly path: string };

/** Fewest and most arguments that mean something; json-logic-js accepts any number and answers something. */
const ARITY: Readonly<Record<string, readonly [number, number]>> = {
  "==": [2, 2],
  "!=": [2, 2],
  "===": [2, 2],
  "!==": [2, 2],
  ">": [2, 2],
  ">=": [2, 2],
  "<": [2, 3],
  "<=": [2, 3],
  "!": [1, 1],
  "!!": [1, 1],
  "%": [2, 2],
  "/": [2, 2],
  "-": [1, 2],
  "*": [1, Number.POSITIVE_INFINITY],
  in: [2, 2],
  log: [1, 1],
  substr: [2, 3],
  var: [0, 2],
  missing_some: [2, 2],
  if: [1, Number.POSITIVE_INFINITY],
  "?:": [3, 3],
  and: [1, Number.POSITIVE_INFINITY],
  or: [1, Number.POSITIVE_INFINITY],
  map: [2, 2],
  filter: [2, 2],
  reduce: [2, 3],
  all: [2, 2],
  none: [2, 2],
  some: [2, 2],
};

/** For the moment of publishing: everything that is wrong with a rule, in reading order; `[]` if nothing is. */
export function checkLogic(logic: unknown, budget: Budget = DEFAULT_BUDGET): LogicProblem[] {
  const depth = budget.depth ?? DEFAULT_BUDGET.depth;
  const nodes = budget.steps ?? DEFAULT_BUDGET.steps;
  const problems: LogicProblem[] = [];
  const open = new Set<unknown>();
  let seen = 0;

  const visit = (value: unknown, path: string, level: number): void => {
    seen++;
    if (seen > nodes) {
      if (seen === nodes + 1) problems.push({ code: "too-large", path, allowed: nodes });
      return;
    }
    if (typeof value !== "object" || value === null) {
      if (!isJsonScalar(value)) problems.push({ code: "not-json", path, found: describe(value) });
      return;
    }
    if (open.has(value)) {
      problems.push({ code: "cyclic", path });
      return;
    }
    if (level >= depth) {
      problems.push({ code: "too-deep", path, allowed: depth });
      return;
    }
    open.add(value);
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) visit(value[i], path + pointer(i), level + 1);
    } else if (isOperation(value)) visitOperation(value, path, level + 1);
    else visitLiteral(value, path, level + 1);
    open.delete(value);
  };
  const visitOperation = (operation: Readonly<Record<string, unknown>>, path: string, level: number): void => {
    const [operator, args] = partsOf(operation);
    const [least, most] = ARITY[operator] ?? [0, Number.POSITIVE_INFINITY];
    if (operatorKind(operator) === undefined) problems.push({ code: "unknown-operator", path, operator });
    else if (args.length < least || args.length > most) {
      problems.push({ code: "arity", path, operator, found: args.length });
    }
    for (let i = 0; i < args.length; i++) visit(args[i], path + segmentTo(operation, i), level);
  };
  const visitLiteral = (literal: object, path: string, level: number): void => {
    const prototype: unknown = Object.getPrototypeOf(literal);
    if (prototype !== Object.prototype && prototype !== null) {
      problems.push({ code: "not-json", path, found: describe(literal) });
      return;
    }
    for (const [key, value] of Object.entries(literal)) visit(value, path + pointer(key), level);
  };

  visit(logic, "", 0);
  return problems;
}

/**
 * The part of the check that also guards evaluation: depth and number of sub-expressions of a rule. Answers the number
 * of sub-expressions; throws `BudgetExceeded`, also for a cyclic rule, whose depth has no end.
 */
export function measureLogic(logic: unknown, budget: Budget = DEFAULT_BUDGET): number {
  const depth = budget.depth ?? DEFAULT_BUDGET.depth;
  const nodes = budget.steps ?? DEFAULT_BUDGET.steps;
  const parents: object[] = [];
  const indexes: number[] = [];
  let seen = 0;
  const pathOf = (level: number): string =>
    parents.slice(0, level).reduce<string>((path, parent, i) => path + segmentTo(parent, indexes[i] ?? 0), "");
  const visit = (value: unknown, level: number): void => {
    if (++seen > nodes) throw new BudgetExceeded("steps", nodes, { path: pathOf(level) });
    if (typeof value !== "object" || value === null) return;
    const operation = isOperation(value);
    if (!operation && !Array.isArray(value)) return;
    if (level >= depth) throw new BudgetExceeded("depth", depth, { path: pathOf(level) });
    const args = operation ? partsOf(value)[1] : value;
    parents[level] = value;
    for (let i = 0; i < args.length; i++) {
      indexes[level] = i;
      visit(args[i], level + 1);
    }
  };
  visit(logic, 0);
  return seen;
}

function isJsonScalar(value: unknown): boolean {
  return value === null || typeof value === "boolean" || typeof value === "string" || Number.isFinite(value);
}

function describe(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return typeof value;
  const maker: unknown = Object.getPrototypeOf(value)?.constructor;
  return typeof maker === "function" && maker.name !== "" ? maker.name : "object";
}
