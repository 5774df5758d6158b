/** The truths of one chunk, each worked out once. What is given out is not to be written to. */
import { type Bits, type Column, textAt } from "../columns/column.ts";
import type { OrderChunk } from "../columns/order-columns.ts";
import { allBits, andBits, andNotBits, noBits, orBits } from "./bits.ts";
import type { Derive } from "./derived.ts";
import { presentRows } from "./kernel.ts";
import type { Truth, TruthId, Truths } from "./truth.ts";

export class ChunkTruths {
  readonly rows: number;
  /** Rows of which some condition throws. */
  readonly failed: Bits;
  readonly #truths: Truths;
  readonly #chunk: OrderChunk;
  readonly #derive: ReadonlyMap<string, Derive>;
  readonly #bits: Bits[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #present = new Map<string, Bits>();

  constructor(truths: Truths, chunk: OrderChunk, derive: ReadonlyMap<string, Derive>) {
    this.#truths = truths;
    this.#chunk = chunk;
    this.#derive = derive;
    this.rows = chunk.rows;
    this.failed = noBits(chunk.rows);
  }

  readonly column = (name: string): Column => {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const derive = this.#derive.get(name);
    const column = derive === undefined ? this.#chunk.column(name) : derive(this.rows, this.column);
    this.#columns.set(name, column);
    return column;
  };

  /** Every truth stands after those that it is made of. */
  work(): void {
    for (let id = this.#bits.length; id < this.#truths.list.length; id += 1) {
      const truth = this.#truths.list[id];
      this.#bits.push(truth === undefined ? noBits(this.rows) : this.#work(truth));
    }
  }

  bits(id: TruthId): Bits {
    return this.#bits[id] ?? noBits(this.rows);
  }

  /** Rows in which a column has a value. */
  present(name: string): Bits {
    const known = this.#present.get(name);
    if (known !== undefined) return known;
    const rows = presentRows(this.rows, this.column(name));
    this.#present.set(name, rows);
    return rows;
  }

  #work(truth: Truth): Bits {
    switch (truth.kind) {
      case "all":
        return allBits(this.rows);
      case "none":
        return noBits(this.rows);
      case "not":
        return andNotBits(allBits(this.rows), this.bits(truth.part));
      case "and":
        return truth.parts.reduce((bits, part) => andBits(bits, this.bits(part)), allBits(this.rows));
      case "or":
        return truth.parts.reduce((bits, part) => orBits(bits, this.bits(part)), noBits(this.rows));
      case "brand":
        return this.#ofBrands(truth.brands);
      case "leaf":
        return truth.kernel(this.rows, this.column, this.failed);
    }
  }

  #ofBrands(brands: ReadonlySet<string>): Bits {
    const column = this.column("brand");
    const bits = noBits(this.rows);
    for (let row = 0; row < this.rows; row += 1) {
      const brand = textAt(column, row);
      if (brand !== undefined && brands.has(brand)) bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
    }
    return bits;
  }
}
