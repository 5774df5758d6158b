import type { Budget } from "./budget.ts";
import { DEFAULT_BUDGET, Meter } from "./budget.ts";
import { measureLogic } from "./check-logic.ts";
import { factsContext } from "./codegen/emit.ts";
import { generate } from "./codegen/generate.ts";
import { Source } from "./codegen/source.ts";
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
  const reference = (data: unknown): unknown => evaluateMetered(logic, data, new Meter(budget));
  const generated = options.codegen === false ? undefined : generateValue(logic, budget, reference);
  if (generated === undefined) return Object.assign(reference, { strategy: "evaluate" as const });
  const run = (data: unknown): unknown => {
    try {
      return generated(data);
    } catch {
      // Errors are rare: the reference finds out whether there is one, which, and where.
      return reference(data);
    }
  };
  return Object.assign(run, { strategy: "codegen" as const });
}

type Evaluate = (data: unknown) => unknown;

function generateValue(logic: Logic, budget: Budget, bail: Evaluate): Evaluate | undefined {
  const source = new Source();
  const context = factsContext(source);
  const { text } = context.value(logic, context);
  return generate<Evaluate>(source.finish(`return ${text};`), { meter: () => new Meter(budget), bail });
}
