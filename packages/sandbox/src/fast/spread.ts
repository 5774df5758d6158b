/**
 * Many questions about one column at once. Each value has a word with a bit for each of 32 questions; a block of 32 rows is 32
 * such words, and turned on its side (rows for columns) it is a word of rows for each question.
 */
import type { Bits, CodeColumn } from "../columns/column.ts";

export type Codes = CodeColumn["codes"];
/** Questions of one word. */
export const QUESTIONS = 32;
/** Up to so many, asking one by one is quicker than turning blocks. */
const FEW = 5;

/** `masks`: code → a bit for each question. `into`: a set of rows for each question, empty as yet. */
export function spread(rows: number, codes: Codes | Int32Array, masks: Int32Array, into: readonly Bits[]): void {
  if (into.length > FEW) spreadMany(rows, codes, masks, into);
  else for (const [question, bits] of into.entries()) spreadOne(rows, codes, masks, question, bits);
}

function spreadOne(rows: number, codes: Codes | Int32Array, masks: Int32Array, question: number, bits: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    const from = word << 5;
    const count = Math.min(32, rows - from);
    let yes = 0;
    for (let bit = 0; bit < count; bit += 1)
      yes |= (((masks[codes[from + bit] as number] as number) >>> question) & 1) << bit;
    bits[word] = yes;
  }
}

function spreadMany(rows: number, codes: Codes | Int32Array, masks: Int32Array, into: readonly Bits[]): void {
  const block = new Int32Array(32);
  const words = (rows + 31) >>> 5;
  for (let word = 0; word < words; word += 1) {
    const from = word << 5;
    const count = Math.min(32, rows - from);
    let some = 0;
    for (let bit = 0; bit < count; bit += 1) {
      const mask = masks[codes[from + bit] as number] as number;
      block[bit] = mask;
      some |= mask;
    }
    if (some === 0) continue;
    if (count < 32) block.fill(0, count);
    turn(block, into.length);
    for (let question = 0; question < into.length; question += 1)
      (into[question] as Bits)[word] = block[question] as number;
  }
}

/** Bit `c` of word `r` changes places with bit `r` of word `c`, in the first words at least. (Warren, Hacker's Delight, 7-3.) */
function turn(block: Int32Array, words = 32): void {
  swap(block, 16, 0x0000ffff, words);
  swap(block, 8, 0x00ff00ff, words);
  swap(block, 4, 0x0f0f0f0f, words);
  swap(block, 2, 0x33333333, words);
  swap(block, 1, 0x55555555, words);
}

function swap(block: Int32Array, by: number, mask: number, words: number): void {
  for (let high = 0; high < words; high += by * 2) {
    for (let at = high; at < high + by; at += 1) {
      const [one, other] = [block[at] as number, block[at + by] as number];
      const moved = ((one >>> by) ^ other) & mask;
      block[at] = one ^ (moved << by);
      block[at + by] = other ^ moved;
    }
  }
}
