import type { Budget } from "./budget.ts";
import { DEFAULT_BUDGET, Meter } from "./budget.ts";
import { measureLogic } from "./check-logic.ts";
import { LogicError } from "./errors.ts";
import { evaluateMetered, type Observer } from "./evaluate.ts";
import { isOperation, operatorKind, partsOf, segmentTo, truthy } from "./operators.ts";
import type { Logic } from "./types.ts";

/** How a sub-expression came out. `skipped`: the answer did not depend on it, so it was not evaluated. */
export type Outcome = "true" | "false" | "failed" | "skipped";

/** One sub-expression and what became of it. */
export interface Explanation {
  /** JSON Pointer into the rule. The elements of a loop share the path of its body; `element` tells them apart. */
  readonly path: string;
  /** `undefined` for a literal. */
  readonly operator: string | undefined;
  readonly logic: unknown;
  readonly outcome: Outcome;
  /** Absent when skipped or failed. */
  readonly value?: unknown;
  /** Only where it failed, not on the way up. */
  readonly error?: LogicError;
  /** Which element of the list this evaluation of a loop's body was about. */
  readonly element?: number;
  readonly children: readonly Explanation[];
}

/** Evaluates as `evaluate` does, never throws, and tells how every sub-expression came out. */
export function explain(logic: Logic, data: unknown, budget: Budget = DEFAULT_BUDGET): Explanation {
  try {
    measureLogic(logic, budget);
  } catch (error) {
    if (!(error instanceof LogicError)) throw error;
    return { ...describe(logic, ""), outcome: "failed", error, children: [] };
  }
  const recorder = new Recorder();
  try {
    evaluateMetered(logic, data, new Meter(budget), recorder);
  } catch (error) {
    if (!(error instanceof LogicError)) throw error;
    recorder.error = error;
  }
  return recorder.root === undefined ? skipped(logic, "") : toExplanation(recorder.root, "", recorder.error);
}

/** One evaluation as it happened; the tree with paths and skipped parts is made from it afterwards. */
interface Visit {
  readonly logic: unknown;
  readonly visits: Visit[];
  outcome: Outcome;
  value?: unknown;
}

class Recorder implements Observer {
  root: Visit | undefined;
  error: LogicError | undefined;
  private readonly open: Visit[] = [];

  enter(logic: unknown): void {
    const visit: Visit = { logic, visits: [], outcome: "failed" };
    const parent = this.open.at(-1);
    if (parent === undefined) this.root = visit;
    else parent.visits.push(visit);
    this.open.push(visit);
  }

  leave(value: unknown): void {
    const visit = this.open.pop();
    if (visit === undefined) return;
    visit.value = value;
    visit.outcome = truthy(value) ? "true" : "false";
  }

  fail(): void {
    this.open.pop();
  }
}

function toExplanation(visit: Visit, path: string, error: LogicError | undefined, element?: number): Explanation {
  const children = explainParts(visit, path, error);
  const failedHere = visit.outcome === "failed" && !children.some((child) => child.outcome === "failed");
  return {
    ...describe(visit.logic, path),
    outcome: visit.outcome,
    ...(visit.outcome === "failed" ? {} : { value: visit.value }),
    ...(failedHere && error !== undefined ? { error } : {}),
    ...(element === undefined ? {} : { element }),
    children,
  };
}

function explainParts({ logic, visits }: Visit, path: string, error: LogicError | undefined): Explanation[] {
  const operation = isOperation(logic);
  if (!operation && !Array.isArray(logic)) return [];
  const parts: readonly unknown[] = operation ? partsOf(logic)[1] : logic;
  const operator = operation ? Object.keys(logic)[0] : undefined;
  const byPart = assignVisits(operator, parts, visits);
  return parts.flatMap((part, index) => {
    const inner = path + segmentTo(logic, index);
    const own = byPart[index] ?? [];
    if (own.length === 0) return [skipped(part, inner)];
    const isBody = index === 1 && isLoop(operator);
    return own.map((visit, element) => toExplanation(visit, inner, error, isBody ? element : undefined));
  });
}

const isLoop = (operator: string | undefined): boolean => operator !== undefined && operatorKind(operator) === "loop";

/** Which argument each visit belongs to. `missing` also looks up keys; those visits belong to none and are left out. */
function assignVisits(operator: string | undefined, parts: readonly unknown[], visits: readonly Visit[]): Visit[][] {
  const byPart: Visit[][] = parts.map(() => []);
  let next = 0;
  for (const visit of visits) {
    let index = parts.findIndex((part, i) => i >= next && Object.is(part, visit.logic));
    if (isLoop(operator)) index = loopPart(parts, visit, byPart);
    if (index < 0) continue;
    byPart[index]?.push(visit);
    next = index + 1;
    const isCondition = (operator === "if" || operator === "?:") && index % 2 === 0;
    if (isCondition && visit.outcome === "false") next++;
  }
  return byPart;
}

/** A loop evaluates its list, then (`reduce`) its initial value, then its body once per element. */
function loopPart(parts: readonly unknown[], visit: Visit, byPart: readonly Visit[][]): number {
  if (byPart[0]?.length === 0) return 0;
  const isInitial = parts[2] !== undefined && byPart[2]?.length === 0 && Object.is(parts[2], visit.logic);
  return isInitial ? 2 : 1;
}

function describe(logic: unknown, path: string): Pick<Explanation, "path" | "operator" | "logic"> {
  return { path, operator: isOperation(logic) ? Object.keys(logic)[0] : undefined, logic };
}

function skipped(logic: unknown, path: string): Explanation {
  const parts: readonly unknown[] = isOperation(logic) ? partsOf(logic)[1] : Array.isArray(logic) ? logic : [];
  const children = parts.map((part, index) => skipped(part, path + segmentTo(logic as object, index)));
  return { ...describe(logic, path), outcome: "skipped", children };
}
