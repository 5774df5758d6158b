import { type Budget, DEFAULT_BUDGET, Meter } from "../budget.ts";
import { BudgetExceeded, LogicError } from "../errors.ts";
import { evaluateMetered } from "../evaluate.ts";
import { truthy } from "../operators.ts";
import type { Rule } from "../types.ts";

/** A rule that had no answer, and why. */
export interface RuleFailure {
  readonly id: string;
  readonly error: LogicError;
}

export interface RuleDecisions {
  /** Rules that are true, in rule order. */
  readonly ids: string[];
  readonly failures: readonly RuleFailure[];
}

/** Together the rules of a set may use this many times what one may. */
const SET_FACTOR = 10;

/** The budget that one order may use in a set of rules. */
export function setBudget(budget: Budget, rules: number): Required<Budget> {
  const { steps, size, depth } = { ...DEFAULT_BUDGET, ...budget };
  const factor = Math.min(SET_FACTOR, rules);
  return { steps: steps * factor + rules * 100, size: size * factor, depth };
}

/** Each rule by itself, on the reference: what every faster way must agree with, and what decides unkind facts. */
export function decideEach(rules: readonly Rule[], facts: unknown, budget: Budget): RuleDecisions {
  const ids: string[] = [];
  const failures: RuleFailure[] = [];
  const { steps } = setBudget(budget, rules.length);
  let used = 0;
  for (const { id, when } of rules) {
    const meter = new Meter(budget);
    try {
      if (used > steps) throw new BudgetExceeded("steps", steps);
      if (truthy(evaluateMetered(when, facts, meter))) ids.push(id);
    } catch (error) {
      if (!(error instanceof LogicError)) throw error;
      failures.push({ id, error: error.at({ rule: id }) });
    }
    used += meter.used;
  }
  return { ids, failures };
}
