import { measureLogic } from "../check-logic.ts";
import {
  BudgetExceeded,
  type CompiledRules,
  compile,
  compileRules,
  evaluate,
  type Logic,
  LogicError,
  type Rule,
  truthy,
} from "../index.ts";
import { oracleInstance } from "./oracle-instance.ts";
import { Random } from "./random.ts";
import { deepLogic, randomData, randomLogic } from "./random-logic.ts";
import { randomFacts, randomRule } from "./random-rules.ts";
import { type Answer, answerOf, sameAnswer } from "./same-answer.ts";

/** A rule on which two implementations do not agree. */
export interface Disagreement {
  readonly by: string;
  readonly logic: unknown;
  readonly data: unknown;
  readonly wanted: Answer;
  readonly got: Answer;
}

export interface DifferentialResult {
  readonly rules: number;
  readonly evaluations: number;
  /** Rules that stopped at their budget; they are no disagreement, and must be few. */
  readonly overBudget: number;
  readonly disagreements: readonly Disagreement[];
}

/** Runs `count` random rules on random data through json-logic-js and through every path of ours. */
export function differential(count: number, seed: number): DifferentialResult {
  const run = new Differential(seed);
  // Half of the rules one by one, half in sets.
  let rules = 0;
  for (let number = 0; rules < count; number++) rules += number % 20 === 0 ? run.set(number) : run.rule(number);
  return { rules, ...run.counts, disagreements: run.disagreements };
}

class Differential {
  readonly disagreements: Disagreement[] = [];
  readonly counts = { evaluations: 0, overBudget: 0 };
  private readonly oracle = oracleInstance();
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Any rule, by itself. */
  rule(number: number): number {
    const random = new Random(this.seed * 1_000_003 + number);
    const logic = drawRule(random) as Logic;
    const compiled = answerOf(() => compile(logic));
    for (let i = 0; i < 2; i++) {
      const data = random.chance(0.7) ? randomData(random) : randomFacts(random);
      const wanted = answerOf(() => this.oracle.apply(logic, data));
      this.compare(
        "evaluate",
        logic,
        data,
        wanted,
        answerOf(() => evaluate(logic, data)),
      );
      const run = "value" in compiled ? (compiled.value as (data: unknown) => unknown) : () => evaluate(logic, data);
      this.compare(
        "compile",
        logic,
        data,
        wanted,
        answerOf(() => run(data)),
      );
    }
    return 1;
  }

  /** A set of rules of the kind that an index takes apart, with some of any kind, by both strategies. */
  set(number: number): number {
    const random = new Random(this.seed * 1_000_003 + number);
    const drawn = random.list(1 + random.below(38), () =>
      random.chance(0.95) ? randomRule(random) : randomLogic(random),
    );
    const rules = drawn.filter((when) => "value" in answerOf(() => measureLogic(when)));
    const set = rules.map((when, i) => ({ id: `r${i}`, when: when as Logic }));
    const sample = random.chance(0.5) ? random.list(20, () => randomFacts(random)) : undefined;
    const options = { ...(sample === undefined ? {} : { sample }), codegen: random.chance(0.8) };
    const [byCode, byIndex] = (["codegen", "index"] as const).map((strategy) =>
      compileRules(set, { ...options, strategy }),
    );
    for (let i = 0; i < 6; i++) {
      const facts = random.chance(0.9) ? randomFacts(random) : randomData(random);
      const wanted = this.decideByOracle(set, facts);
      this.compare(
        "compileRules, codegen",
        set,
        facts,
        wanted,
        answerOf(() => decided(byCode, facts)),
      );
      this.compare(
        "compileRules, index",
        set,
        facts,
        wanted,
        answerOf(() => decided(byIndex, facts)),
      );
      const failed = (wanted.value as { failed: string[] }).failed.length > 0;
      const matched = failed ? { error: undefined } : { value: (wanted.value as { ids: string[] }).ids };
      this.compare(
        "match, index",
        set,
        facts,
        matched,
        answerOf(() => byIndex?.match(facts)),
      );
    }
    return drawn.length;
  }

  private decideByOracle(set: readonly Rule[], facts: unknown): { readonly value: unknown } {
    const answers = set.map(({ id, when }) => ({ id, answer: answerOf(() => truthy(this.oracle.apply(when, facts))) }));
    const ids = answers.flatMap(({ id, answer }) => ("value" in answer && answer.value ? [id] : []));
    return { value: { ids, failed: answers.flatMap(({ id, answer }) => ("error" in answer ? [id] : [])) } };
  }

  private compare(by: string, logic: unknown, data: unknown, wanted: Answer, got: Answer): void {
    this.counts.evaluations++;
    const isTyped = !("error" in got) || got.error instanceof LogicError;
    if ("error" in got && got.error instanceof BudgetExceeded) this.counts.overBudget++;
    else if (!isTyped || !sameAnswer(wanted, got)) this.disagreements.push({ by, logic, data, wanted, got });
  }
}

function drawRule(random: Random): unknown {
  const sort = random.next();
  if (sort < 0.02) return deepLogic(random);
  return sort < 0.7 ? randomLogic(random) : randomRule(random);
}

function decided(rules: CompiledRules | undefined, facts: unknown): unknown {
  const { ids, failures } = rules?.decide(facts) ?? { ids: [], failures: [] };
  const over = failures.find(({ error }) => error instanceof BudgetExceeded);
  if (over !== undefined) throw over.error;
  return { ids, failed: failures.map(({ id }) => id) };
}
