/** What one order is to a figure. */
import { compile, truthy } from "@switchyard/logic";
import { type Facts, factSpec, factValue } from "@switchyard/orders";
import { compileCondition } from "../conditions/compile-condition.ts";
import type { Condition } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { type Figure, isHappened, type StandingFigure } from "./figure.ts";

/**
 * `at`: the instant by whose day it counts. `yes` and `no`: it is one of those that the figure asks for, or not; of times every
 * order that has one is a `yes` with its `ms`. `missing`: it could not be judged, for want of these facts. `waits`: since when it
 * waits for what ends its time, so that the same order is another thing later (see `judgedLater`). `amount`: was reported for all
 * orders of its day, and is no order itself.
 */
export type Judged = { at: number } & (
  | { is: "yes"; ms: number; waits?: number }
  | { is: "no"; waits?: number }
  | { is: "missing"; missing: readonly string[] }
  | { is: "amount"; amount: number }
);
/** What may be asked for of the orders behind a figure. */
export type JudgedIs = Exclude<Judged["is"], "amount">;
export interface FigureJudge {
  /** Facts that it reads. */
  reads: string[];
  /** What it says of an order may change without any news of the order, and not by waiting alone. */
  isByClock: boolean;
  /** Null: the figure is not about this order. `now` is when it is asked. */
  judge(facts: Facts, now: number): Judged | null;
}

const HOUR = 3_600_000;
const ALL = (): "yes" => "yes";

/** The figure must have been found right by `checkFigure`. Of what happened it says which orders it is about: those are `yes`, at 0. */
export function figureJudge(figure: Figure, lookup: FactLookup): FigureJudge {
  const by = isHappened(figure) ? null : figure.by;
  const reads = new Set(by === null ? [] : [by]);
  const test = (condition: Condition) => {
    const { met, notMet, facts } = compileCondition(condition, lookup);
    for (const fact of facts) reads.add(fact);
    const [yes, no] = [compile(met), compile(notMet)];
    return (data: Facts) => (truthy(yes(data)) ? "yes" : truthy(no(data)) ? "no" : facts);
  };
  const isOf = figure.of === undefined ? ALL : test(figure.of);
  const told = figure.kind === "share" ? shareOf(test(figure.that)) : isTimed(figure) ? timeOf(figure, reads) : COUNTS;
  return {
    reads: [...reads],
    isByClock: [...reads].some((name) => factSpec(name)?.clock === true),
    judge(facts, now) {
      const at = by === null ? 0 : instantOf(facts, by);
      if (at === null) return null;
      const of = isOf(facts);
      if (of === "no") return null;
      const lacks = (names: readonly string[]) => names.filter((name) => isAbsent(factValue(facts, name)));
      if (of !== "yes") return { at, is: "missing", missing: lacks(of) };
      const answer = told(facts, now);
      return "missing" in answer ? { at, is: "missing", missing: lacks(answer.missing) } : { at, ...answer };
    },
  };
}

/** What was judged earlier, at `now`: an order that waits does so longer. */
export function judgedLater(figure: Figure, judged: Judged, now: number): Judged {
  if (judged.is === "missing" || judged.is === "amount" || judged.waits === undefined || figure.kind !== "over")
    return judged;
  const { at, waits } = judged;
  return { at, ...waited(figure.hours, now - waits), waits };
}

type Answer = { is: "yes"; ms: number; waits?: number } | { is: "no"; waits?: number } | { missing: readonly string[] };

/** At exactly the limit it has not taken longer. */
const waited = (hours: number, ms: number): { is: "yes"; ms: number } | { is: "no" } =>
  ms > hours * HOUR ? { is: "yes", ms } : { is: "no" };

const shareOf =
  (that: (facts: Facts) => "yes" | "no" | readonly string[]) =>
  (facts: Facts): Answer => {
    const holds = that(facts);
    return holds === "yes" ? { is: "yes", ms: 0 } : holds === "no" ? { is: "no" } : { missing: holds };
  };

type TimedFigure = Extract<StandingFigure, { from: string }>;
const isTimed = (figure: Figure): figure is TimedFigure => "from" in figure;
const COUNTS = (): Answer => ({ is: "yes", ms: 0 });

/** Times that run backwards are no times: what is wrong with the order is not known here. */
function timeOf(figure: TimedFigure, reads: Set<string>): (facts: Facts, now: number) => Answer {
  reads.add(figure.from).add(figure.to);
  const missing = [figure.from, figure.to];
  return (facts, now) => {
    const from = instantOf(facts, figure.from);
    const to = instantOf(facts, figure.to);
    if (from === null || (to === null && figure.kind !== "over") || (to !== null && to < from)) return { missing };
    const ms = (to ?? now) - from;
    if (figure.kind !== "over") return { is: "yes", ms };
    return to === null ? { ...waited(figure.hours, ms), waits: from } : waited(figure.hours, ms);
  };
}

function instantOf(facts: Facts, name: string): number | null {
  const value = factValue(facts, name);
  return Number.isSafeInteger(value) ? (value as number) : null;
}
const isAbsent = (value: unknown) => value === undefined || value === null || value === "";
