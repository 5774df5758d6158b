/**
 * Numbers told apart by the bounds that questions name: each number's code says between which two bounds it lies, or which it is.
 * So a column is looked at once, however many bounds it is held against.
 */
import type { NumberColumn } from "../columns/column.ts";

/** Missing. Then two codes a bound: below it (and not below the last one), and the bound itself; then beyond the last; then NaN. */
export const ABSENT = 0;
const FIRST = 1;

export type By = "<" | "<=" | ">" | ">=" | "===" | "!==";
export interface Bound {
  by: By;
  value: number;
}

export class Ranks {
  readonly #bounds: Float64Array;
  /** Cell of the range of bounds → bounds in cells before it. */
  readonly #before: Int32Array;
  readonly #scale: number;
  /** How many codes there are. */
  readonly size: number;

  constructor(bounds: Iterable<number>) {
    this.#bounds = Float64Array.from(new Set(bounds)).sort();
    const count = this.#bounds.length;
    const cells = count * 4 + 1;
    const span = (this.#bounds[count - 1] ?? 0) - (this.#bounds[0] ?? 0);
    this.#scale = span > 0 && span < Number.POSITIVE_INFINITY ? (cells - 1) / span : 0;
    this.#before = new Int32Array(cells + 1);
    for (const bound of this.#bounds) {
      const cell = this.#cellOf(bound) + 1;
      this.#before[cell] = (this.#before[cell] ?? 0) + 1;
    }
    for (let cell = 1; cell <= cells; cell += 1)
      this.#before[cell] = (this.#before[cell] ?? 0) + (this.#before[cell - 1] ?? 0);
    this.size = FIRST + 2 * count + 2;
  }

  /** Never falls as the number grows, whatever is rounded: so bounds of earlier cells are below a number, those of later ones above. */
  #cellOf(number: number): number {
    return ((number - (this.#bounds[0] as number)) * this.#scale) | 0;
  }

  codes(rows: number, { values, valid }: NumberColumn): Int32Array {
    const codes = new Int32Array(rows);
    const bounds = this.#bounds;
    const before = this.#before;
    const scale = this.#scale;
    const [lowest, highest] = [bounds[0] ?? Number.NaN, bounds[bounds.length - 1] ?? Number.NaN];
    const [beyond, noNumber] = [this.size - 2, this.size - 1];
    for (let row = 0; row < rows; row += 1) {
      const value = values[row] as number;
      if (value > highest) codes[row] = beyond;
      else if (value < lowest) codes[row] = FIRST;
      else if (value >= lowest) {
        const cell = ((value - lowest) * scale) | 0;
        let low = before[cell] as number;
        let high = before[cell + 1] as number;
        while (low < high) {
          const middle = (low + high) >>> 1;
          if ((bounds[middle] as number) < value) low = middle + 1;
          else high = middle;
        }
        codes[row] = FIRST + low * 2 + (bounds[low] === value ? 1 : 0);
      } else codes[row] = bounds.length === 0 ? FIRST : noNumber;
    }
    if (valid !== null)
      for (let row = 0; row < rows; row += 1)
        codes[row] = (codes[row] as number) & -(((valid[row >>> 5] as number) >>> (row & 31)) & 1);
    return codes;
  }

  /** Whether numbers of a code are as the bound says. */
  answer(code: number, { by, value }: Bound): boolean {
    if (code === this.size - 1) return by === "!==";
    const [here, there] = [code - FIRST, this.#bounds.indexOf(value) * 2 + 1];
    switch (by) {
      case "<":
        return here < there;
      case "<=":
        return here <= there;
      case ">":
        return here > there;
      case ">=":
        return here >= there;
      case "===":
        return here === there;
      case "!==":
        return here !== there;
    }
  }
}
