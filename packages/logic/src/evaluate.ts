import type { Budget } from "./budget.ts";
import { DEFAULT_BUDGET, Meter } from "./budget.ts";
import { measureLogic } from "./check-logic.ts";
import { BudgetExceeded, LogicError } from "./errors.ts";
import { Failure } from "./failure.ts";
import { isOperation, type OperatorKind, operatorKind, partsOf } from "./operators.ts";
import { type Apply, original, withHook } from "./oracle.ts";
import { readVar } from "./own-path.ts";
import type { Logic } from "./types.ts";

/** A rule is at most 64 deep, but `missing` evaluates its keys as logic again, and keys may come from data. */
const NESTING = 256;

/** Told about every sub-expression as it is entered and left, for `explain`. */
export interface Observer {
  enter(logic: unknown): void;
  leave(value: unknown): void;
  fail(failure: Failure): void;
}

/**
 * The reference: json-logic-js 2.0.5 itself, with `var` reading own properties only, and within a budget.
 * Throws `LogicError` where json-logic-js throws, and `BudgetExceeded`.
 */
export function evaluate(logic: Logic, data: unknown, budget: Budget = DEFAULT_BUDGET): unknown {
  measureLogic(logic, budget);
  return evaluateMetered(logic, data, new Meter(budget));
}

/** `evaluate` for a rule that was measured before, on a meter that may be shared. */
export function evaluateMetered(logic: unknown, data: unknown, meter: Meter, observer?: Observer): unknown {
  const hook = guardedApply(meter, observer);
  try {
    return withHook(hook, () => hook(logic, data));
  } catch (error) {
    throw error instanceof Failure ? error.toError() : error;
  }
}

function guardedApply(meter: Meter, observer: Observer | undefined): Apply {
  let nesting = 0;
  /** Operator whose argument is being evaluated: it decides what the argument's value costs. */
  let reader: Reader;

  const operate = (logic: Readonly<Record<string, unknown>>, data: unknown): unknown => {
    const [name, args] = partsOf(logic);
    const kind = operatorKind(name);
    reader = name === "merge" ? "merge" : WALKERS.has(name) ? "list" : kind;
    if (kind === undefined) {
      for (const arg of args) guarded(arg, data);
      throw new LogicError("unknown-operator", `there is no operator ${JSON.stringify(name)}`);
    }
    if (name === "var") {
      const [path, fallback] = args.map((arg) => guarded(arg, data));
      return readVar(data, path, fallback);
    }
    if (name === "log") return args.map((arg) => guarded(arg, data))[0];
    return original(logic, data);
  };

  const evaluateOne = (logic: unknown, data: unknown): unknown => {
    if (++nesting > NESTING) throw new BudgetExceeded("depth", NESTING);
    if (isOperation(logic)) return operate(logic, data);
    reader = undefined;
    return Array.isArray(logic) ? original(logic, data) : logic;
  };

  const located = (logic: unknown, data: unknown): unknown => {
    const level = nesting;
    observer?.enter(logic);
    try {
      const value = evaluateOne(logic, data);
      observer?.leave(value);
      return value;
    } catch (error) {
      const failure = Failure.passing(error, logic);
      observer?.fail(failure);
      throw failure;
    } finally {
      nesting = level;
    }
  };

  const guarded: Apply = (logic, data) => {
    const mine = reader;
    meter.step(1);
    const isLeaf = typeof logic !== "object" || logic === null;
    const value = isLeaf && observer === undefined ? logic : located(logic, data);
    // The first argument of a loop is its list; the others are nothing special.
    reader = mine === "list" ? undefined : mine;
    if (mine !== undefined) charge(meter, mine, value);
    return value;
  };
  return guarded;
}

type Reader = OperatorKind | "merge" | "list" | undefined;

/** Loops that walk their whole list, holes included; the others stop by themselves or by their steps. */
const WALKERS: ReadonlySet<string> = new Set(["map", "filter", "reduce"]);

/** What it costs that an operator of this kind gets `value` as an argument. */
function charge(meter: Meter, reader: Reader, value: unknown): void {
  if (reader === "primitive") meter.weigh(value);
  else if (reader === "build") meter.growText(value);
  else if (reader === "list" && Array.isArray(value)) meter.grow(value.length);
  else if (reader === "merge") meter.grow(Array.isArray(value) ? value.length : 1);
}
