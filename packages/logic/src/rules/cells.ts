/** More cells than this would file rules in too many of them. */
const MOST = 512;

/** The numbers that a fact is compared with cut the line into cells; a rule waits in those where it may be true. */
export class Cells {
  private readonly bounds: Float64Array;
  /** Trigger of the first cell. */
  first = 0;

  constructor(values: readonly number[]) {
    const sorted = [...new Set(values)].sort((a, b) => a - b);
    const step = Math.max(1, sorted.length / MOST);
    const count = Math.ceil(sorted.length / step);
    this.bounds = Float64Array.from({ length: count }, (_, i) => sorted[Math.trunc(i * step)] as number);
  }

  get count(): number {
    return this.bounds.length + 1;
  }

  /** Cell of a number: how many bounds are not above it. */
  cellOf(value: number): number {
    let low = 0;
    let high = this.bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.bounds[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Last cell that has numbers below `value`. */
  cellBelow(value: number): number {
    const cell = this.cellOf(value);
    return cell > 0 && this.bounds[cell - 1] === value ? cell - 1 : cell;
  }
}
