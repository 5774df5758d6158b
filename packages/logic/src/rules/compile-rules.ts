import { type Budget, DEFAULT_BUDGET, Meter } from "../budget.ts";
import { measureLogic } from "../check-logic.ts";
import { codegenAllowed } from "../codegen/generate.ts";
import { type CompileOptions, compileMetered } from "../compile.ts";
import { LogicError } from "../errors.ts";
import type { Rule } from "../types.ts";
import { generateMatchAll, generateReader, type MatchAll } from "./generated.ts";
import { namesInOrder } from "./in-order.ts";
import { knowRules } from "./known-rules.ts";
import { decideEach, type RuleDecisions, setBudget } from "./reference.ts";
import { RuleIndex } from "./rule-index.ts";

/** How a set is run: all rules in generated code, only likely ones by an index, or one after the other. */
export type RulesStrategy = "codegen" | "index" | "each";

export interface CompileRulesOptions extends CompileOptions {
  /** Facts as they usually come, to learn which conditions are rare. Changes speed only. */
  readonly sample?: readonly unknown[];
  /** For tests and measurements; by default the number of rules decides. */
  readonly strategy?: RulesStrategy;
}

export interface CompiledRules {
  /** Ids of the rules whose `when` is true, in rule order. Throws the `LogicError` of the first rule without an answer. */
  match(facts: unknown): string[];
  /** As `match`, but a rule without an answer is reported and the others are decided. */
  decide(facts: unknown): RuleDecisions;
  readonly strategy: RulesStrategy;
  /** Whether generated code is used at all; `false` under a CSP without `unsafe-eval`. */
  readonly codegen: boolean;
}

/** Up to here generated code that looks at every rule is faster than an index. */
const INDEX_FROM = 300;

/**
 * Compiles a rule set. Answers are those of `evaluate` on each rule, in rule order, whatever the strategy.
 * Throws `BudgetExceeded` for a rule that is too deep or too large.
 */
export function compileRules(rules: readonly Rule[], options: CompileRulesOptions = {}): CompiledRules {
  const budget = options.budget ?? DEFAULT_BUDGET;
  for (const { id, when } of rules) measureRule(id, when, budget);
  const codegen = options.codegen !== false && codegenAllowed();
  const wanted = options.strategy ?? (rules.length < INDEX_FROM && codegen ? "codegen" : "index");
  const strategy = wanted === "codegen" && !codegen ? "index" : wanted;
  const fast = fastMatch(rules, { ...options, budget, codegen, strategy });
  const decideSlowly = (facts: unknown): RuleDecisions => decideEach(rules, facts, budget);

  const match = (facts: unknown): string[] => {
    const found = fast(facts);
    if (found !== undefined) return found;
    const { ids, failures } = decideSlowly(facts);
    if (failures[0] !== undefined) throw failures[0].error;
    return ids;
  };
  const decide = (facts: unknown): RuleDecisions => {
    const ids = fast(facts);
    return ids === undefined ? decideSlowly(facts) : { ids, failures: [] };
  };
  return { match, decide, strategy, codegen: codegen && strategy !== "each" };
}

function measureRule(id: string, when: unknown, budget: Budget): void {
  try {
    measureLogic(when, budget);
  } catch (error) {
    throw error instanceof LogicError ? error.at({ rule: id }) : error;
  }
}

type FastOptions = Required<Pick<CompileRulesOptions, "budget" | "codegen" | "strategy">> & CompileRulesOptions;

/** Ids in rule order, or `undefined` where the reference must decide: a rule failed, or the facts are unkind. */
function fastMatch(rules: readonly Rule[], options: FastOptions): (facts: unknown) => string[] | undefined {
  if (options.strategy === "each") return () => undefined;
  const ids = rules.map(({ id }) => id);
  const allowed = setBudget(options.budget, rules.length);
  // One meter per order, made when the first rule needs one.
  let meter: Meter | undefined;
  const shared = (): Meter => {
    meter ??= new Meter(allowed);
    return meter;
  };
  const matchAll = chooseMatchAll(rules, options, shared);
  const out = new Int32Array(rules.length);
  return (facts) => {
    meter = undefined;
    try {
      return namesInOrder(out, matchAll(facts, out, 0), ids);
    } catch {
      return undefined;
    }
  };
}

function chooseMatchAll(rules: readonly Rule[], options: FastOptions, shared: () => Meter): MatchAll {
  const known = knowRules(
    rules.map(({ when }) => when),
    { sample: options.sample, reader: (paths) => generateReader(paths, options.codegen) },
  );
  const whole = options.strategy === "codegen" ? generateMatchAll(known.conditions, shared) : undefined;
  if (whole !== undefined) return whole;
  const other = (logic: unknown) => compileMetered(logic, shared, options.codegen);
  const index = new RuleIndex(known, { read: known.read, other });
  return (facts, out) => index.match(facts, out);
}
