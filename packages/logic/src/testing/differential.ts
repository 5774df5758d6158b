import { BudgetExceeded, compile, compileRules, evaluate, type Logic, LogicError, truthy } from "../index.ts";
import { oracleInstance } from "./oracle-instance.ts";
import { Random } from "./random.ts";
import { randomData, randomLogic } from "./random-logic.ts";
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
  const oracle = oracleInstance();
  const disagreements: Disagreement[] = [];
  let evaluations = 0;
  let overBudget = 0;

  const compare = (by: string, logic: unknown, data: unknown, wanted: Answer, got: Answer): void => {
    evaluations++;
    if ("error" in got && got.error instanceof BudgetExceeded) overBudget++;
    else if ("error" in got && !(got.error instanceof LogicError)) disagreements.push({ by, logic, data, wanted, got });
    else if (!sameAnswer(wanted, got)) disagreements.push({ by, logic, data, wanted, got });
  };

  for (let number = 0; number < count; number++) {
    const random = new Random(seed * 1_000_003 + number);
    const logic = randomLogic(random) as Logic;
    const compiled = answerOf(() => compile(logic));
    for (let i = 0; i < 2; i++) {
      const data = randomData(random);
      const wanted = answerOf(() => oracle.apply(logic, data));
      compare(
        "evaluate",
        logic,
        data,
        wanted,
        answerOf(() => evaluate(logic, data)),
      );
      const run = "value" in compiled ? (compiled.value as (data: unknown) => unknown) : () => evaluate(logic, data);
      compare(
        "compile",
        logic,
        data,
        wanted,
        answerOf(() => run(data)),
      );
      const matched = "error" in wanted ? wanted : { value: truthy(wanted.value) ? ["it"] : [] };
      if (number % 4 === 0) {
        compare(
          "compileRules",
          logic,
          data,
          matched,
          answerOf(() => compileRules([{ id: "it", when: logic }]).match(data)),
        );
      }
    }
  }
  return { rules: count, evaluations, overBudget, disagreements };
}
