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
  const meter = (): Meter => new Meter(budget);
  const reference = (data: unknown): unknown => evaluateMetered(logic, data, meter());
  const generated = options.codegen === false ? undefined : generateValue(logic, meter, reference);
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

/** Code is worth its generation from the third evaluation on. */
const WARM = 3;

/**
 * A part of a rule that was measured as a whole. Its steps count on `meter()`, which the caller may share between parts.
 * Throws on any error, without a path: the caller asks the reference.
 */
export function compileMetered(logic: unknown, meter: () => Meter, codegen: boolean): (data: unknown) => unknown {
  const reference = (data: unknown): unknown => evaluateMetered(logic, data, meter());
  if (!codegen) return reference;
  let calls = 0;
  let run = reference;
  return (data) => {
    if (calls++ === WARM) run = generateValue(logic, meter, reference) ?? reference;
    return run(data);
  };
}

type Evaluate = (data: unknown) => unknown;

function generateValue(logic: unknown, meter: () => Meter, bail: Evaluate): Evaluate | undefined {
  const source = new Source();
  const context = factsContext(source);
  const { text } = context.value(logic, context);
  return generate<Evaluate>(source.finish(`return ${text};`), { meter, bail });
}
