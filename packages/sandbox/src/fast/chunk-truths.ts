/** The truths of one chunk, each worked out once. What is given out is not to be written to. */
import type { Bits, Column } from "../columns/column.ts";
import type { OrderChunk } from "../columns/order-columns.ts";
import { allBits, andBits, andNotBits, countBoth, isEmpty, noBits, orBits } from "./bits.ts";
import type { Derive } from "./derived.ts";
import { rowsOfMany } from "./leaf.ts";
import { spread } from "./spread.ts";
import type { Truth, TruthId, Truths } from "./truth.ts";

export class ChunkTruths {
  readonly rows: number;
  /** Rows of which some condition throws. */
  readonly failed: Bits;
  readonly #truths: Truths;
  readonly #chunk: OrderChunk;
  readonly #derive: ReadonlyMap<string, Derive>;
  readonly #bits: (Bits | undefined)[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #present = new Map<string, Bits>();
  readonly #all: Bits;
  readonly #none: Bits;

  constructor(truths: Truths, chunk: OrderChunk, derive: ReadonlyMap<string, Derive>) {
    this.#truths = truths;
    this.#chunk = chunk;
    this.#derive = derive;
    this.rows = chunk.rows;
    this.failed = noBits(chunk.rows);
    this.#all = allBits(chunk.rows);
    this.#none = noBits(chunk.rows);
  }

  readonly column = (name: string): Column => {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const derive = this.#derive.get(name);
    const column = derive === undefined ? this.#chunk.column(name) : derive(this.rows, this.column);
    this.#columns.set(name, column);
    return column;
  };

  /** First what is asked of columns; then what is made of that: every truth stands after those that it is made of. */
  work(): void {
    const { banks, list } = this.#truths;
    for (const { column, leaves, bank } of banks) {
      const sets = bank.take(this.rows, this.column(column), this.failed);
      for (const [place, id] of leaves.entries()) this.#bits[id] = sets[place];
    }
    for (const [id, truth] of list.entries()) this.#bits[id] ??= this.#work(truth);
  }

  bits(id: TruthId): Bits {
    return this.#bits[id] ?? this.#none;
  }

  /** Of every row, whatever it is. */
  isAlways(id: TruthId): boolean {
    return this.bits(id) === this.#all;
  }

  countIn(id: TruthId, rows: Bits): number {
    return countBoth(this.bits(id), rows);
  }

  /** Rows in which a column has a value. */
  present(name: string): Bits {
    const known = this.#present.get(name);
    if (known !== undefined) return known;
    const rows = this.#presentIn(this.column(name));
    this.#present.set(name, rows);
    return rows;
  }

  #presentIn(column: Column): Bits {
    if (column.kind === "numbers") return column.valid ?? this.#all;
    const there = noBits(this.rows);
    spread(this.rows, column.codes, new Int32Array(column.values.length + 1).fill(1).fill(0, 0, 1), [there]);
    return there;
  }

  #work(truth: Truth): Bits {
    switch (truth.kind) {
      case "all":
        return this.#all;
      case "none":
        return this.#none;
      case "not":
        return andNotBits(this.#all.slice(), this.bits(truth.part));
      case "and":
        return this.#and(truth.parts);
      case "or":
        return truth.parts.reduce((bits, part) => orBits(bits, this.bits(part)), noBits(this.rows));
      case "brand":
        return this.#ofBrands(truth.brands);
      case "leaf":
        return this.#none;
      case "many":
        return rowsOfMany(truth.many, this.rows, this.column, this.failed);
      case "failed":
        orBits(this.failed, this.#all);
        return this.#none;
    }
  }

  /** Where nobody is left, nobody comes back. */
  #and([first, ...others]: readonly TruthId[]): Bits {
    const bits = first === undefined ? this.#all.slice() : this.bits(first).slice();
    for (const part of others) andBits(bits, this.bits(part));
    return isEmpty(bits) ? this.#none : bits;
  }

  #ofBrands(brands: ReadonlySet<string>): Bits {
    const column = this.column("brand");
    if (column.kind === "numbers") return this.#none;
    const isOne = column.values.map((brand) => (typeof brand === "string" && brands.has(brand) ? 1 : 0));
    const rows = noBits(this.rows);
    spread(this.rows, column.codes, Int32Array.from([0, ...isOne]), [rows]);
    return rows;
  }
}
