/** The truths of one chunk, each worked out once. What is given out is not to be written to. */
import type { Bits, Column } from "../columns/column.ts";
import type { OrderChunk } from "../columns/order-columns.ts";
import { allBits, andNotBits, countBoth, type Meant, noBits, orBits, orFour, SetsAgain, toBoth } from "./bits.ts";
import type { Derive } from "./derived.ts";
import { rowsOfMany } from "./leaf.ts";
import { spread } from "./spread.ts";
import type { Truth, TruthId, Truths } from "./truth.ts";

export class ChunkTruths {
  readonly rows: number;
  /** Rows of which some condition throws. */
  readonly failed: Bits;
  readonly #truths: Truths;
  readonly #sets: SetsAgain;
  readonly #chunk: OrderChunk;
  readonly #derive: ReadonlyMap<string, Derive>;
  readonly #bits: (Bits | undefined)[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #present = new Map<string, Bits>();
  #countedIn: Bits | null = null;
  #counts: (number | undefined)[] = [];
  readonly #all: Bits;
  readonly #none: Bits;

  constructor(truths: Truths, chunk: OrderChunk, derive: ReadonlyMap<string, Derive>, sets = new SetsAgain()) {
    sets.begin(chunk.rows);
    this.#sets = sets;
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
      const sets = bank.take(this.rows, this.column(column), this.failed, this.#sets.none);
      for (const [place, id] of leaves.entries()) this.#bits[id] = sets[place];
    }
    // What is not so is mostly asked together with something that is, and then no set is made of it.
    for (const [id, truth] of list.entries()) if (truth.kind !== "not") this.#bits[id] ??= this.#work(truth);
  }

  bits(id: TruthId): Bits {
    const known = this.#bits[id];
    if (known !== undefined) return known;
    const truth = this.#truths.list[id];
    if (truth?.kind !== "not") return this.#none;
    const bits = andNotBits(this.#all.slice(), this.bits(truth.part));
    this.#bits[id] = bits;
    return bits;
  }

  /** Of every row, whatever it is. */
  isAlways(id: TruthId): boolean {
    return this.bits(id) === this.#all;
  }

  /** Counted once, as long as it is asked of the same rows. */
  countIn(id: TruthId, rows: Bits): number {
    if (rows !== this.#countedIn) [this.#countedIn, this.#counts] = [rows, []];
    const known = this.#counts[id];
    if (known !== undefined) return known;
    const truth = this.#truths.list[id];
    const count =
      truth?.kind === "not"
        ? this.countIn(this.#truths.all, rows) - this.countIn(truth.part, rows)
        : countBoth(this.bits(id), rows);
    this.#counts[id] = count;
    return count;
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
    if (!column.codes.includes(0)) return this.#all;
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
      case "and":
        return this.#and(truth.parts);
      case "or":
        return this.#or(truth.parts);
      case "brand":
        return this.#ofBrands(truth.brands);
      case "leaf":
      case "not":
        return this.#none;
      case "many":
        return rowsOfMany(truth.many, this.rows, this.column, this.failed);
      case "failed":
        orBits(this.failed, this.#all);
        return this.#none;
    }
  }

  /** Of two parts or more. Where nobody is left, nobody comes back. */
  #and([first, ...others]: readonly TruthId[]): Bits {
    if (first === undefined) return this.#all;
    const into = this.#sets.any();
    let one = this.#meant(first);
    for (const part of others) {
      const other = this.#meant(part);
      if (other.bits === this.#none && other.turn === 0) return this.#none;
      if (!toBoth(into, one, other)) return this.#none;
      one = { bits: into, turn: 0 };
    }
    const last = into.length - 1;
    into[last] = (into[last] as number) & (this.#all[last] as number);
    return into;
  }
  #meant(id: TruthId): Meant {
    const truth = this.#truths.list[id];
    return truth?.kind === "not" ? { bits: this.bits(truth.part), turn: -1 } : { bits: this.bits(id), turn: 0 };
  }

  #or(parts: readonly TruthId[]): Bits {
    const none = this.#none;
    const sets = parts.map((part) => this.bits(part)).filter((bits) => bits !== none);
    const bits = this.#sets.none();
    for (let place = 0; place < sets.length; place += 4) {
      const [one = none, two = none, three = none, four = none] = sets.slice(place, place + 4);
      orFour(bits, one, two, three, four);
    }
    return bits;
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
