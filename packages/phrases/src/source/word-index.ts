import { folded } from "./fold.ts";

const LETTER = /[a-z0-9_]/;

/** Names and what they stand for; finds the longest name that stands at a place. One look-up a different length. */
export class WordIndex<T> {
  readonly #entries = new Map<string, T[]>();
  #lengths: number[] = [];

  add(name: string, value: T): void {
    const word = folded(name);
    if (word === "") return;
    const known = this.#entries.get(word);
    if (known !== undefined) {
      if (!known.includes(value)) known.push(value);
      return;
    }
    this.#entries.set(word, [value]);
    if (!this.#lengths.includes(word.length)) this.#lengths = [...this.#lengths, word.length].sort((a, b) => b - a);
  }

  /** The longest name at `at`, whole words only where it is written in letters; null when there is none. */
  longest(low: string, at: number): { length: number; values: readonly T[] } | null {
    for (const length of this.#lengths) {
      if (at + length > low.length) continue;
      const values = this.#entries.get(low.slice(at, at + length));
      if (values !== undefined && isWhole(low, at, length)) return { length, values };
    }
    return null;
  }

  get words(): Iterable<string> {
    return this.#entries.keys();
  }

  get(word: string): readonly T[] {
    return this.#entries.get(folded(word)) ?? [];
  }
}

function isWhole(low: string, at: number, length: number): boolean {
  const before = at > 0 && LETTER.test(low.charAt(at)) && LETTER.test(low.charAt(at - 1));
  const end = at + length;
  const after = end < low.length && LETTER.test(low.charAt(end - 1)) && LETTER.test(low.charAt(end));
  return !before && !after;
}
