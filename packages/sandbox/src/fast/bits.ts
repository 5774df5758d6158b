/** Sets of rows of a chunk, 32 rows a word. */
import type { Bits } from "../columns/column.ts";

export const noBits = (rows: number): Bits => new Int32Array((rows + 31) >>> 5);

export function allBits(rows: number): Bits {
  const bits = noBits(rows).fill(-1);
  const left = rows & 31;
  if (left > 0) bits[bits.length - 1] = (1 << left) - 1;
  return bits;
}

export function andBits(into: Bits, other: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] as number) & (other[word] as number);
  return into;
}
/** Sets that are used again for the next chunk: what they held is written over. */
export class SetsAgain {
  #sets: Bits[] = [];
  #words = -1;
  #next = 0;

  /** Whoever has sets of the chunk before has them no longer. */
  begin(rows: number): void {
    this.#next = 0;
    if (this.#words === (rows + 31) >>> 5) return;
    this.#words = (rows + 31) >>> 5;
    this.#sets = [];
  }
  /** It may hold anything. */
  any(): Bits {
    const set = this.#sets[this.#next] ?? new Int32Array(this.#words);
    this.#sets[this.#next] = set;
    this.#next += 1;
    return set;
  }
  readonly none = (): Bits => this.any().fill(0);
}

/** All others, and those beyond the last. */
export const turnedBits = (bits: Bits): Bits => bits.map((word) => ~word);
export function orBits(into: Bits, other: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] as number) | (other[word] as number);
  return into;
}
export function andNotBits(into: Bits, other: Bits): Bits {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] as number) & ~(other[word] as number);
  return into;
}
/** Those of `rows` that nobody has taken before are taken, and added to `into`. */
export function claimBits(into: Bits, taken: Bits, rows: Bits): void {
  for (let word = 0; word < into.length; word += 1) {
    const free = (rows[word] as number) & ~(taken[word] as number);
    into[word] = (into[word] as number) | free;
    taken[word] = (taken[word] as number) | free;
  }
}
/** All four are added to `into` in one pass. */
export function orFour(into: Bits, one: Bits, two: Bits, three: Bits, four: Bits): void {
  for (let word = 0; word < into.length; word += 1)
    into[word] =
      (into[word] as number) |
      ((one[word] as number) | (two[word] as number)) |
      ((three[word] as number) | (four[word] as number));
}
/** A set as it is meant: itself, or (`turn` -1) all rows that are not in it, with those beyond the last. */
export interface Meant {
  bits: Bits;
  turn: 0 | -1;
}
/** `into` becomes what is in both. False: no row is. */
export function toBoth(into: Bits, one: Meant, other: Meant): boolean {
  const [ones, turnOne, others, turnOther] = [one.bits, one.turn, other.bits, other.turn];
  let some = 0;
  for (let word = 0; word < into.length; word += 1) {
    const both = ((ones[word] as number) ^ turnOne) & ((others[word] as number) ^ turnOther);
    into[word] = both;
    some |= both;
  }
  return some !== 0;
}
/** Rows in which the two differ are added to `into`. */
export function orDifference(into: Bits, one: Bits, other: Bits): Bits {
  for (let word = 0; word < into.length; word += 1)
    into[word] = (into[word] as number) | ((one[word] as number) ^ (other[word] as number));
  return into;
}

export const isEmpty = (bits: Bits): boolean => {
  for (let word = 0; word < bits.length; word += 1) if (bits[word] !== 0) return false;
  return true;
};

function bitsIn(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) count += bitsIn(bits[word] as number);
  return count;
}
/** How many rows are in both. */
export function countBoth(one: Bits, other: Bits): number {
  let count = 0;
  for (let word = 0; word < one.length; word += 1) count += bitsIn((one[word] as number) & (other[word] as number));
  return count;
}
/** How many rows from `from` on, below `to`. */
export function countWithin(bits: Bits, from: number, to: number): number {
  let count = 0;
  for (let row = from; row < to; ) {
    if ((row & 31) === 0 && row + 32 <= to) {
      count += bitsIn(bits[row >>> 5] as number);
      row += 32;
    } else {
      count += ((bits[row >>> 5] as number) >>> (row & 31)) & 1;
      row += 1;
    }
  }
  return count;
}

/** Ascending. */
export function eachBit(bits: Bits, visit: (row: number) => void): void {
  for (let word = 0; word < bits.length; word += 1) {
    for (let left = bits[word] as number; left !== 0; left &= left - 1)
      visit((word << 5) + 31 - Math.clz32(left & -left));
  }
}
