import { DEFAULT_BUDGET, Meter } from "../budget.ts";
import { measureLogic } from "../check-logic.ts";
import { codegenAllowed } from "../codegen/generate.ts";
import { type CompileOptions, compileMetered } from "../compile.ts";
import type { Rule } from "../types.ts";
import { generateMatchAll, generateReader, type MatchAll } from "./generated.ts";
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
const INDEX_FROM = 30;

/**
 * Compiles a rule set. Answers are those of `evaluate` on each rule, in rule order, whatever the strategy.
 * Throws `BudgetExceeded` for a rule that is too deep or too large.
 */
export function compileRules(rules: readonly Rule[], options: CompileRulesOptions = {}): CompiledRules {
  const budget = options.budget ?? DEFAULT_BUDGET;
  for (const { when } of rules) measureLogic(when, budget);
  const codegen = options.codegen !== false && codegenAllowed();
  const wanted = options.strategy ?? (rules.length < INDEX_FROM && codegen ? "codegen" : "index");
  const strategy = wanted === "codegen" && !codegen ? "index" : wanted;
  const fast = fastMatch(rules, { ...options, budget, codegen, strategy });
  const decide = (facts: unknown): RuleDecisions => decideEach(rules, facts, budget);

  const tryFast = (facts: unknown): string[] | undefined => {
    const found: string[] = [];
    try {
      fast(facts, found);
      return found;
    } catch {
      // A rule failed, or the facts are unkind: the reference finds out which.
      return undefined;
    }
  };
  const match = (facts: unknown): string[] => {
    const found = tryFast(facts);
    if (found !== undefined) return found;
    const { ids, failures } = decide(facts);
    if (failures[0] !== undefined) throw failures[0].error;
    return ids;
  };
  return {
    match,
    decide: (facts) => {
      const ids = tryFast(facts);
      return ids === undefined ? decide(facts) : { ids, failures: [] };
    },
    strategy,
    codegen: codegen && strategy !== "each",
  };
}

type FastOptions = Required<Pick<CompileRulesOptions, "budget" | "codegen" | "strategy">> & CompileRulesOptions;

/** Appends matches; throws where the reference must decide. */
function fastMatch(rules: readonly Rule[], options: FastOptions): MatchAll {
  if (options.strategy === "each") return refuse;
  const allowed = setBudget(options.budget, rules.length);
  // One meter per order, made when the first rule needs one.
  let meter: Meter | undefined;
  const shared = (): Meter => {
    meter ??= new Meter(allowed);
    return meter;
  };
  const whole = options.strategy === "codegen" ? generateMatchAll(rules, shared) : undefined;
  if (whole !== undefined) {
    return (facts, found) => {
      meter = undefined;
      whole(facts, found);
    };
  }
  const index = new RuleIndex(
    rules.map(({ when }) => when),
    {
      sample: options.sample,
      reader: (paths) => generateReader(paths, options.codegen),
      other: (logic) => compileMetered(logic, shared, options.codegen),
    },
  );
  const ids = rules.map(({ id }) => id);
  return (facts, found) => {
    meter = undefined;
    if (!index.match(facts, ids, found)) refuse();
  };
}

function refuse(): never {
  throw new Error("these facts are for the reference");
}
