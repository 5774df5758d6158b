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

export class FigureTally {
  readonly #count: FigureCount = { of: 0, yes: 0, unjudged: 0, missing: {} };
  /** Milliseconds. */
  readonly #times: number[] = [];
  readonly #figure: Figure;

  constructor(figure: Figure) {
    this.#figure = figure;
  }

  add(judged: Judged): void {
    const count = this.#count;
    if (judged.is === "missing") {
      count.unjudged += 1;
      for (const fact of judged.missing) count.missing[fact] = (count.missing[fact] ?? 0) + 1;
      return;
    }
    count.of += 1;
    if (judged.is === "no") return;
    count.yes += 1;
    if (figureUnit(this.#figure) === "hour") this.#times.push(judged.ms);
  }

  count(): FigureCount {
    return { ...this.#count, missing: { ...this.#count.missing } };
  }

  /** Percent or hours to one decimal, half up; null: there were no orders. */
  value(): number | null {
    const { of, yes } = this.#count;
    if (of === 0) return null;
    switch (this.#figure.kind) {
      case "share":
      case "over":
        return oneDecimal(yes * 100, of);
      case "mean":
        return oneDecimal(
          this.#times.reduce((sum, ms) => sum + ms, 0),
          this.#times.length * HOUR,
        );
      case "median": {
        const sorted = Float64Array.from(this.#times).sort();
        const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
        return oneDecimal(low + high, 2 * HOUR);
      }
    }
  }
}

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
