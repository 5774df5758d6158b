import { type CompileOptions, compile } from "../compile.ts";
import { LogicError } from "../errors.ts";
import { truthy } from "../operators.ts";
import type { Rule } from "../types.ts";

export interface CompileRulesOptions extends CompileOptions {
  /** Facts as they usually come, to learn which conditions are rare. Changes speed only. */
  readonly sample?: readonly unknown[];
}

/** A rule that had no answer, and why. */
export interface RuleFailure {
  readonly id: string;
  readonly error: LogicError;
}

export interface CompiledRules {
  /** Ids of the rules whose `when` is true, in rule order. Throws `LogicError` of the first rule that has no answer. */
  match(facts: unknown): string[];
  /** As `match`, but a rule without an answer is reported and the others are decided. */
  decide(facts: unknown): { readonly ids: string[]; readonly failures: readonly RuleFailure[] };
  /** How the set is run. `"each"` runs one rule after the other. */
  readonly strategy: "codegen" | "index" | "each";
}

export function compileRules(rules: readonly Rule[], options: CompileRulesOptions = {}): CompiledRules {
  const compiled = rules.map(({ id, when }) => ({ id, run: compile(when, options) }));
  const decide = (facts: unknown): { ids: string[]; failures: RuleFailure[] } => {
    const ids: string[] = [];
    const failures: RuleFailure[] = [];
    for (const { id, run } of compiled) {
      try {
        if (truthy(run(facts))) ids.push(id);
      } catch (error) {
        if (!(error instanceof LogicError)) throw error;
        failures.push({ id, error });
      }
    }
    return { ids, failures };
  };
  const match = (facts: unknown): string[] => {
    const { ids, failures } = decide(facts);
    if (failures[0] !== undefined) throw failures[0].error;
    return ids;
  };
  return { match, decide, strategy: "each" };
}
