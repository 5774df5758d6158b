/** All questions that are asked of one column, asked together. */
import { type Bits, type Column, valueAt } from "../columns/column.ts";
import { type Asked, byRow, type Leaf } from "./leaf.ts";
import { ABSENT, Ranks } from "./ranks.ts";
import { type Codes, QUESTIONS, spread } from "./spread.ts";

/** A bit for each question, 32 a word; and whether one of them throws. */
interface Answers {
  words: Int32Array;
  fails: boolean;
}

/** Values whose answers are kept from one chunk to the next. */
const MOST_KEPT = 20_000;

export class Bank {
  readonly #leaves: readonly Leaf[];
  readonly #words: number;
  readonly #kept = new Map<unknown, Answers>();
  /** Of numbers against bounds, which all chunks answer alike; null: some question is of another kind. */
  readonly #ranked: { ranks: Ranks; answers: Answers[] } | null;

  constructor(leaves: readonly Leaf[]) {
    this.#leaves = leaves;
    this.#words = Math.ceil(leaves.length / QUESTIONS);
    this.#ranked = this.#rank();
  }

  /** One set of rows for each question. */
  take(rows: number, column: Column, failed: Bits, none: () => Bits): Bits[] {
    if (column.kind === "codes") {
      const answers = [this.#ofValue(undefined), ...column.values.map((value) => this.#ofValue(value))];
      return this.#spread(rows, column.codes, answers, failed, none);
    }
    if (this.#ranked !== null)
      return this.#spread(rows, this.#ranked.ranks.codes(rows, column), this.#ranked.answers, failed, none);
    return this.#leaves.map((leaf) => byRow(rows, (row) => leaf.ask(valueAt(column, row)), failed));
  }

  #spread(rows: number, any: Codes | Int32Array, answers: readonly Answers[], failed: Bits, none: () => Bits): Bits[] {
    const sets = this.#leaves.map(none);
    // Codes of one width: the loops below are then made for no other.
    const codes = answers.length < 0x1_0000 && !(any instanceof Uint16Array) ? new Uint16Array(any) : any;
    for (let word = 0; word < this.#words; word += 1) {
      const masks = new Int32Array(answers.length);
      for (let code = 0; code < masks.length; code += 1) masks[code] = (answers[code] as Answers).words[word] as number;
      spread(rows, codes, masks, sets.slice(word * QUESTIONS, (word + 1) * QUESTIONS));
    }
    if (answers.some(({ fails }) => fails)) {
      const wrong = byRow(rows, (row) => answers[codes[row] as number]?.fails === true, failed);
      for (let word = 0; word < wrong.length; word += 1)
        failed[word] = (failed[word] as number) | (wrong[word] as number);
    }
    return sets;
  }

  #ofValue(value: unknown): Answers {
    const kept = this.#kept.get(value);
    if (kept !== undefined) return kept;
    const answers = this.#answers((leaf) => leaf.ask(value));
    // Of lists, each chunk has its own.
    if (typeof value !== "object" && this.#kept.size < MOST_KEPT) this.#kept.set(value, answers);
    return answers;
  }

  #answers(ask: (leaf: Leaf) => Asked): Answers {
    const words = new Int32Array(this.#words);
    let fails = false;
    for (const [place, leaf] of this.#leaves.entries()) {
      const said = ask(leaf);
      if (said === true) words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31));
      else if (said === null) fails = true;
    }
    return { words, fails };
  }

  #rank(): { ranks: Ranks; answers: Answers[] } | null {
    if (this.#leaves.some(({ ofNumber }) => ofNumber === null)) return null;
    const ranks = new Ranks(
      this.#leaves.flatMap(({ ofNumber }) => (typeof ofNumber === "object" && ofNumber ? [ofNumber.value] : [])),
    );
    const answers = Array.from({ length: ranks.size }, (_, code) =>
      this.#answers(({ ofNumber, ask }) => {
        if (code === ABSENT || ofNumber === null) return ask(undefined);
        return typeof ofNumber === "boolean" ? ofNumber : ranks.answer(code, ofNumber);
      }),
    );
    return { ranks, answers };
  }
}
