/** JSON values told apart by their bytes: a text that was there before is not made again. */
import { BACKSLASH, CLOSE, COMMA, LIST, LIST_END, QUOTE } from "./json-bytes.ts";

export class TextCodes {
  /** Each once, in the order of their coming; codes are their places plus 1. */
  readonly values: unknown[] = [];
  /** Where the value that was asked for last ended. */
  end = 0;
  readonly #bytes: Uint8Array;
  readonly #text: (from: number, to: number) => string;
  /** Ways of writing a value: its hash, where it began first, where it ended, its code. */
  #known = new Int32Array(64 * 4);
  #count = 0;
  /** Hash → place in `#known` plus 1; who finds it taken takes the next. */
  #table = new Int32Array(256);
  readonly #plain = new Map<unknown, number>();
  readonly #lists = new Map<string, number>();

  constructor({ bytes, text }: { bytes: Uint8Array; text(from: number, to: number): string }) {
    this.#bytes = bytes;
    this.#text = text;
  }

  /** Of a text, a number, true or false; it ends by itself. */
  scalarAt(from: number): number {
    const bytes = this.#bytes;
    let hash = 0;
    let at = from;
    let isPlain = false;
    if (bytes[at] === QUOTE) {
      isPlain = true;
      for (at += 1; bytes[at] !== QUOTE; at += 1) {
        if (bytes[at] === BACKSLASH) {
          isPlain = false;
          hash = Math.imul(hash ^ BACKSLASH, 0x01000193);
          at += 1;
        }
        hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
      }
      at += 1;
    } else {
      for (; bytes[at] !== COMMA && bytes[at] !== CLOSE && bytes[at] !== LIST_END; at += 1)
        hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    }
    return this.#codeOf(from, at, hash, isPlain);
  }

  listAt(from: number, to: number): number {
    let hash = LIST;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (this.#bytes[at] as number), 0x01000193);
    return this.#codeOf(from, to, hash, false);
  }

  /** Of a value that was read in another way. */
  valueOf(value: unknown): number {
    const isList = typeof value === "object";
    const known = isList ? this.#lists.get(JSON.stringify(value)) : this.#plain.get(value);
    if (known !== undefined) return known;
    const code = this.values.push(value);
    if (isList) this.#lists.set(JSON.stringify(value), code);
    else this.#plain.set(value, code);
    return code;
  }

  /** `isPlain`: a text without escapes. */
  #codeOf(from: number, to: number, hash: number, isPlain: boolean): number {
    this.end = to;
    const known = this.#known;
    const table = this.#table;
    const last = table.length - 1;
    let place = (hash ^ (hash >>> 15)) & last;
    for (let one = table[place] as number; one !== 0; one = table[place] as number) {
      const at = (one - 1) * 4;
      if (known[at] === hash && this.#isSame(known[at + 1] as number, known[at + 2] as number, from, to))
        return known[at + 3] as number;
      place = (place + 1) & last;
    }
    const value = isPlain ? this.#text(from + 1, to - 1) : JSON.parse(this.#text(from, to));
    const code = this.valueOf(value);
    this.#add(place, hash, from, to, code);
    return code;
  }

  #isSame(one: number, end: number, other: number, to: number): boolean {
    const bytes = this.#bytes;
    if (end - one !== to - other) return false;
    for (let at = one, there = other; at < end; at += 1, there += 1) if (bytes[at] !== bytes[there]) return false;
    return true;
  }

  #add(place: number, hash: number, from: number, to: number, code: number): void {
    const at = this.#count * 4;
    if (at === this.#known.length) this.#known = grown(this.#known);
    const known = this.#known;
    known[at] = hash;
    known[at + 1] = from;
    known[at + 2] = to;
    known[at + 3] = code;
    this.#count += 1;
    this.#table[place] = this.#count;
    if (this.#count * 2 > this.#table.length) this.#widen();
  }

  #widen(): void {
    const table = new Int32Array(this.#table.length * 4);
    const last = table.length - 1;
    for (let one = 0; one < this.#count; one += 1) {
      const hash = this.#known[one * 4] as number;
      let place = (hash ^ (hash >>> 15)) & last;
      while (table[place] !== 0) place = (place + 1) & last;
      table[place] = one + 1;
    }
    this.#table = table;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(array.length * 2);
  more.set(array);
  return more;
}
