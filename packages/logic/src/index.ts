export { type Budget, DEFAULT_BUDGET } from "./budget.ts";
export { checkLogic, type LogicProblem } from "./check-logic.ts";
export { type CompiledLogic, type CompileOptions, compile } from "./compile.ts";
export { BudgetExceeded, type BudgetLimit, LogicError, type LogicErrorCode } from "./errors.ts";
export { evaluate } from "./evaluate.ts";
export { type Explanation, explain, type Outcome } from "./explain.ts";
export { factsRead, readsComputedFacts } from "./facts-read.ts";
export { OPERATORS, truthy } from "./operators.ts";
export {
  type CompiledRules,
  type CompileRulesOptions,
  compileRules,
  type RulesStrategy,
} from "./rules/compile-rules.ts";
export type { RuleDecisions, RuleFailure } from "./rules/reference.ts";
export type { Logic, Rule } from "./types.ts";
