/** Orders of a day or a period counted, and the value that they give. */
import { type Figure, figureUnit } from "./figure.ts";
import type { Judged } from "./judge-figure.ts";

export interface FigureCount {
  /** Orders that could be judged. */
  of: number;
  /** Of these, those that the figure asks for. */
  yes: number;
  /** Orders that could not be judged: in no other number. */
  unjudged: number;
  /** Fact → orders that could not be judged for want of it. */
  missing: Record<string, number>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Amounts are kept in whole ten-thousandths, so that their sum is exact. */
const PARTS = 10_000;

export class FigureTally {
  readonly #count: FigureCount = { of: 0, yes: 0, unjudged: 0, missing: {} };
  /** Milliseconds. */
  readonly #times: number[] = [];
  #amount: number | null = null;
  readonly #figure: Figure;

  constructor(figure: Figure) {
    this.#figure = figure;
  }

  add(judged: Judged): void {
    const count = this.#count;
    if (judged.is === "amount") {
      this.#amount = (this.#amount ?? 0) + Math.round(judged.amount * PARTS);
      return;
    }
    if (judged.is === "missing") {
      count.unjudged += 1;
      for (const fact of judged.missing) count.missing[fact] = (count.missing[fact] ?? 0) + 1;
      return;
    }
    count.of += 1;
    if (judged.is === "no") return;
    count.yes += 1;
    if (isTime(this.#figure)) this.#times.push(judged.ms);
  }

  count(): FigureCount {
    return { ...this.#count, missing: { ...this.#count.missing } };
  }

  /** To one decimal, half up, an amount for each order to two; null: there were no orders, or nothing was reported. */
  value(): number | null {
    const { of, yes } = this.#count;
    if (of === 0) return null;
    switch (this.#figure.kind) {
      case "share":
      case "over":
      case "followed":
      case "among":
        return oneDecimal(yes * 100, of);
      case "per_order":
        return this.#amount === null ? null : Math.round((this.#amount * 100) / (of * PARTS)) / 100;
      case "gap":
        return this.#mean(DAY);
      case "mean":
      case "mean_after":
        return this.#mean(HOUR);
      case "median":
      case "median_after": {
        const sorted = Float64Array.from(this.#times).sort();
        const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
        return oneDecimal(low + high, 2 * HOUR);
      }
    }
  }

  #mean(unit: number): number {
    return oneDecimal(
      this.#times.reduce((sum, ms) => sum + ms, 0),
      this.#times.length * unit,
    );
  }
}

const isTime = (figure: Figure) => ["hour", "day"].includes(figureUnit(figure));

/** A quotient of whole numbers that are not negative, to one decimal, half up: in whole numbers, so that 0.05 is 0.1. */
export function oneDecimal(numerator: number, denominator: number): number {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  return Number((20n * n + d) / (2n * d)) / 10;
}

/** Whether a value is on the good side of the figure's bound; null: it has none, or there is no value. */
export function isGood({ good }: Figure, value: number | null): boolean | null {
  if (good === undefined || value === null) return null;
  return good.at === "most" ? value <= good.value : value >= good.value;
}
