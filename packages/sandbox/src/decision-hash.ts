/**
 * A hash of all decisions of a run, in two lanes. It is a sum: parts of a history may be run apart and added up. Each decision
 * says its instant, so that order in time counts. It tells two runs apart; it keeps nobody out.
 */
export interface TextKey {
  a: number;
  b: number;
}

/** What the two lanes of `textKey` begin with, and by what they go on. */
export const KEY_BEGINS = { a: 0x811c9dc5 | 0, b: 0xc9dc5118 | 0 };
export const KEY_FACTOR = 0x01000193;

/** FNV-1a in two lanes. */
export function textKey(text: string): TextKey {
  let { a, b } = KEY_BEGINS;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, KEY_FACTOR);
    b = Math.imul(b ^ (code + i), KEY_FACTOR);
  }
  return { a, b };
}

const known = new Map<string, TextKey>();
/** Of names, which are few: nodes, destinations. */
export function nameKey(name: string): TextKey {
  const found = known.get(name);
  if (found !== undefined) return found;
  const key = textKey(name);
  if (known.size < 10_000) known.set(name, key);
  return key;
}

const outcomes = new Map<string, Map<string | null, TextKey>>();
/** Of few outcomes and few destinations: no text is made for one that is known. */
export function outcomeKey(outcome: string, destination: string | null): TextKey {
  const found = outcomes.get(outcome)?.get(destination);
  if (found !== undefined) return found;
  const key = nameKey(`${outcome} ${destination ?? ""}`);
  const known = outcomes.get(outcome) ?? new Map<string | null, TextKey>();
  if (known.size < 10_000) outcomes.set(outcome, known.set(destination, key));
  return key;
}

export class DecisionHash {
  #a = 0;
  #b = 0;

  /** `what`: the key of the outcome plus those of the nodes, whatever their order. Lanes may have run over 32 bits. */
  add(order: TextKey, at: number, whatA: number, whatB: number): void {
    const high = Math.floor(at / 0x1_0000_0000);
    this.#a = (this.#a + mixA(order.a, whatA, at, high)) | 0;
    this.#b = (this.#b + mixB(order.b, whatB, at, high)) | 0;
  }

  /** One decision for each of the rows. */
  addRows(rows: Int32Array, { at, keyA, keyB, a, b }: DecidedRows): void {
    let [sumA, sumB] = [this.#a, this.#b];
    for (let word = 0; word < rows.length; word += 1) {
      for (let left = rows[word] as number; left !== 0; left &= left - 1) {
        const row = (word << 5) + 31 - Math.clz32(left & -left);
        const moment = at[row] as number;
        const high = Math.floor(moment / 0x1_0000_0000);
        sumA = (sumA + mixA(keyA[row] as number, a[row] as number, moment, high)) | 0;
        sumB = (sumB + mixB(keyB[row] as number, b[row] as number, moment, high)) | 0;
      }
    }
    [this.#a, this.#b] = [sumA, sumB];
  }

  /** Sixteen hexadecimal digits. */
  text(): string {
    return hex(this.#a) + hex(this.#b);
  }
}

type Numbers = Int32Array | Float64Array;
export interface DecidedRows {
  at: Numbers;
  /** Of the orders' ids. */
  keyA: Numbers;
  keyB: Numbers;
  /** Of what was decided. */
  a: Numbers;
  b: Numbers;
}

function mixA(order: number, what: number, at: number, high: number): number {
  let a = Math.imul(order ^ what, 0x9e3779b1);
  a = Math.imul(a ^ (a >>> 15) ^ at, 0x85ebca77);
  a = Math.imul(a ^ (a >>> 13) ^ high, 0xc2b2ae3d);
  return a ^ (a >>> 16);
}
function mixB(order: number, what: number, at: number, high: number): number {
  let b = Math.imul(order ^ what, 0x27d4eb2f);
  b = Math.imul(b ^ (b >>> 15) ^ at, 0x165667b1);
  b = Math.imul(b ^ (b >>> 13) ^ high, 0x9e3779b1);
  return b ^ (b >>> 16);
}

/** Of parts of a history, the hash of the whole. */
export function addHashes(one: string, other: string): string {
  const lane = (text: string, at: number) => Number.parseInt(text.slice(at, at + 8), 16);
  return hex(lane(one, 0) + lane(other, 0)) + hex(lane(one, 8) + lane(other, 8));
}

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, "0");
