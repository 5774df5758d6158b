import { BudgetExceeded } from "./errors.ts";

/**
 * What one evaluation may cost. `steps` counts evaluated sub-expressions and the elements an operator walks; `size`
 * counts the characters and elements that are built; `depth` is the nesting of the rule.
 */
export interface Budget {
  readonly steps?: number;
  readonly size?: number;
  readonly depth?: number;
}

/** About 50 ms and some ten megabytes at worst; the conformance suites need less than 1 % of it. */
export const DEFAULT_BUDGET: Required<Budget> = { steps: 100_000, size: 1_000_000, depth: 64 };

/** Nesting of arrays inside data that an operator may turn into text. The engine's own stack ends near 5,000. */
const DATA_DEPTH = 1_000;
/** What a number, a date or an object is taken to be as text. */
const SCALAR_LENGTH = 16;
/** A step buys this many characters of text to search or compare. */
const CHARACTERS_PER_STEP = 1_024;

/** Counts one evaluation against its budget and throws `BudgetExceeded` when it is used up. */
export class Meter {
  readonly steps: number;
  readonly size: number;
  private stepsLeft: number;
  private sizeLeft: number;

  constructor(budget: Budget = DEFAULT_BUDGET) {
    this.steps = budget.steps ?? DEFAULT_BUDGET.steps;
    this.size = budget.size ?? DEFAULT_BUDGET.size;
    this.stepsLeft = this.steps;
    this.sizeLeft = this.size;
  }

  /** Steps taken so far. */
  get used(): number {
    return this.steps - this.stepsLeft;
  }

  /** `count` sub-expressions are about to be evaluated. */
  step(count: number): void {
    this.stepsLeft -= count;
    if (this.stepsLeft < 0) throw new BudgetExceeded("steps", this.steps);
  }

  /** `count` characters or elements are about to be built. */
  grow(count: number): void {
    this.sizeLeft -= count;
    if (this.sizeLeft < 0) throw new BudgetExceeded("size", this.size);
  }

  /** An operator is about to read `value` as a primitive: long texts and lists cost steps. */
  weigh(value: unknown): void {
    if (typeof value === "string") {
      if (value.length >= CHARACTERS_PER_STEP) this.step(Math.trunc(value.length / CHARACTERS_PER_STEP));
    } else if (Array.isArray(value)) this.step(Math.ceil(cost(value, CHARACTERS_PER_STEP, this.stepsLeft, 0)));
  }

  /** An operator is about to join `value` into a text. */
  growText(value: unknown): void {
    this.grow(cost(value, 1, this.sizeLeft, 0));
  }
}

/** Elements of nested lists plus characters ÷ `charactersPerUnit`, or anything above `most` once that is certain. */
function cost(value: unknown, charactersPerUnit: number, most: number, depth: number): number {
  if (typeof value === "string") return value.length / charactersPerUnit;
  if (!Array.isArray(value)) return SCALAR_LENGTH / charactersPerUnit;
  if (depth > DATA_DEPTH) throw new BudgetExceeded("depth", DATA_DEPTH);
  let total = value.length;
  for (let i = 0; i < value.length && total <= most; i++) {
    total += cost(value[i], charactersPerUnit, most - total, depth + 1);
  }
  return total;
}
