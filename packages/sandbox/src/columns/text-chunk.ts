/**
 * A chunk of orders as a store has them, in JSON: columns are made of the bytes (`order-spans.ts`), and an order is parsed only where
 * somebody asks for it, or where it is not as intake gives orders. The columns are those of `chunkOf`, to the byte.
 */
import type { Order } from "@switchyard/orders";
import { textKey } from "../decision-hash.ts";
import { type Column, codesOf, columnOf, hasValues, missingColumn, wideCodes } from "./column.ts";
import { isNumberAt, wholeAt } from "./json-bytes.ts";
import { plainKey } from "./list-chunk.ts";
import {
  AT, FOLLOWING, ID, isStoredFact, isWhole, KEY_A, KEY_B, ODD, type OrderChunk, type RecordedOrder, readerOf, STORED_FACTS,
} from "./order-columns.ts"; // biome-ignore format: a word list
import { OrderSpans, slotOf } from "./order-spans.ts";
import { TextCodes } from "./text-codes.ts";

/** One row after the other. */
export interface OrderTexts {
  /** Each order as `JSON.stringify` wrote it, in UTF-8. */
  bytes: Uint8Array;
  /** Where each ends. */
  ends: ArrayLike<number>;
  at: readonly number[];
  following: readonly (number | undefined)[];
  /** The text of a stretch of the bytes. */
  text(from: number, to: number): string;
}
export interface TextChunk extends OrderChunk {
  texts: OrderTexts;
  /** All columns in which some order has a value. */
  columns(): Map<string, Column>;
}

const [LINES, CUSTOM, TAGS] = ["lines", "custom", "tags"].map(slotOf) as [number, number, number];
/** `{}` */
const EMPTY = 2;

export function chunkOfTexts(texts: OrderTexts): TextChunk {
  const { at, following } = texts;
  const rows = at.length;
  const orders = new StoredOrders(texts);
  const known = new Map<string, Column>();
  let keys: { a: Column; b: Column } | null = null;
  const make = (name: string): Column => {
    if (name === KEY_A || name === KEY_B) {
      keys ??= orders.keys();
      return name === KEY_A ? keys.a : keys.b;
    }
    if (name === AT) return columnOf(at);
    if (name === FOLLOWING) return columnOf(following);
    return name === ID || name === ODD || isStoredFact(name) ? orders.column(name) : missingColumn(rows);
  };
  const column = (name: string): Column => {
    const found = known.get(name) ?? make(name);
    known.set(name, found);
    return found;
  };
  return {
    ...{ rows, texts, column },
    order: (row) => orders.order(row),
    columns() {
      const names = [ID, KEY_A, KEY_B, AT, FOLLOWING, ODD, ...STORED_FACTS, ...orders.customNames()];
      const all = names.map((name): [string, Column] => [name, column(name)]);
      return new Map(all.filter(([, one]) => hasValues(one)));
    },
  };
}

/** The orders of a chunk, most of them known only by where their values lie. */
class StoredOrders {
  readonly #texts: OrderTexts;
  readonly #spans: OrderSpans;
  readonly #rows: number;
  /** Orders that had to be parsed: row → order. Undefined: it did not have to be. */
  readonly #parsed = new Map<number, { one: RecordedOrder; isOdd: boolean }>();
  #lines: (RecordedOrder | null)[] | null = null;
  #customs: (RecordedOrder | null)[] | null = null;

  constructor(texts: OrderTexts) {
    this.#texts = texts;
    this.#rows = texts.at.length;
    this.#spans = new OrderSpans(texts.bytes, this.#rows);
    for (let row = 0; row < this.#rows; row += 1) {
      const at = texts.at[row] as number;
      if (Number.isSafeInteger(at) && this.#spans.find(row, this.#from(row), this.#to(row))) continue;
      const order = this.order(row);
      this.#parsed.set(row, { one: { order, at }, isOdd: !isWhole(order, at) });
    }
  }

  #from(row: number): number {
    return row === 0 ? 0 : (this.#texts.ends[row - 1] as number);
  }
  #to(row: number): number {
    return this.#texts.ends[row] as number;
  }
  #value(from: number, to: number): unknown {
    return JSON.parse(this.#texts.text(from, to));
  }

  order(row: number): Order {
    const known = this.#parsed.get(row);
    return known === undefined ? (this.#value(this.#from(row), this.#to(row)) as Order) : known.one.order;
  }

  column(name: string): Column {
    if (name === ODD) return this.#list(() => undefined, name);
    if (name === "line_count") return this.#list((row) => this.#spans.lines[row], name);
    if (name === "total_qty")
      return this.#list((row) => (this.#spans.lines[row] === 0 ? undefined : this.#spans.pieces[row]), name);
    if (name.startsWith("custom.")) return this.#read(name, this.#customsOf());
    const slot = slotOf(name);
    // Stored facts that are no fields are those of lines.
    if (slot < 0) return this.#read(name, this.#linesOf());
    return this.#areNumbers(slot, name) ? this.#numbers(slot, name) : this.#codes(slot, name);
  }

  /** `of`: rows that were not parsed. */
  #list(of: (row: number) => unknown, name: string): Column {
    const read = readerOf(name);
    const values: unknown[] = new Array(this.#rows);
    for (let row = 0; row < this.#rows; row += 1) values[row] = of(row);
    for (const [row, { one, isOdd }] of this.#parsed)
      values[row] = name === ODD ? (isOdd ? 1 : undefined) : read(one, isOdd);
    return columnOf(values);
  }
  #read(name: string, parts: readonly (RecordedOrder | null)[]): Column {
    const read = readerOf(name);
    return this.#list((row) => {
      const part = parts[row];
      return part ? read(part, false) : undefined;
    }, name);
  }

  #linesOf(): readonly (RecordedOrder | null)[] {
    this.#lines ??= this.#parts(LINES, "lines");
    return this.#lines;
  }
  #customsOf(): readonly (RecordedOrder | null)[] {
    this.#customs ??= this.#parts(CUSTOM, "custom");
    return this.#customs;
  }
  /** What facts of lines and custom fields read of an order; null: nothing, or it was parsed whole. */
  #parts(slot: number, field: "lines" | "custom"): (RecordedOrder | null)[] {
    return this.#texts.at.map((at, row) => {
      const [from, to] = [this.#spans.startOf(row, slot), this.#spans.endOf(row, slot)];
      return to - from <= EMPTY ? null : { order: { [field]: this.#value(from, to) } as unknown as Order, at };
    });
  }
  customNames(): string[] {
    const parsed = [...this.#parsed.values()].map(({ one, isOdd }) => (isOdd ? null : one));
    const names = [...this.#customsOf(), ...parsed].flatMap((one) => Object.keys(one?.order.custom ?? {}));
    return [...new Set(names)].map((name) => `custom.${name}`);
  }

  #areNumbers(slot: number, name: string): boolean {
    const { bytes } = this.#texts;
    for (let row = 0; row < this.#rows; row += 1) {
      const start = this.#spans.startOf(row, slot);
      if (start !== 0 && !isNumberAt(bytes, start)) return false;
    }
    const read = readerOf(name);
    for (const { one, isOdd } of this.#parsed.values())
      if (!["number", "undefined"].includes(typeof read(one, isOdd))) return false;
    return true;
  }
  #numbers(slot: number, name: string): Column {
    const { bytes } = this.#texts;
    return this.#list((row) => {
      const start = this.#spans.startOf(row, slot);
      if (start === 0) return undefined;
      const whole = wholeAt(bytes, start);
      return Number.isNaN(whole) ? Number.parseFloat(this.#texts.text(start, start + 20)) : whole;
    }, name);
  }

  #codes(slot: number, name: string): Column {
    const wide = wideCodes(this.#rows);
    const codes = new TextCodes(this.#texts);
    const read = readerOf(name);
    for (let row = 0; row < this.#rows; row += 1) {
      const start = this.#spans.startOf(row, slot);
      if (start !== 0)
        wide[row] = slot === TAGS ? codes.listAt(start, this.#spans.endOf(row, slot)) : codes.scalarAt(start);
      else if (this.#parsed.size > 0) {
        const parsed = this.#parsed.get(row);
        const value = parsed && read(parsed.one, parsed.isOdd);
        if (value !== undefined) wide[row] = codes.valueOf(value);
      }
    }
    return codesOf(wide, codes.values);
  }

  /** Of plain letters the hash is made as they stand. */
  keys(): { a: Column; b: Column } {
    const slot = slotOf(ID);
    const [a, b] = [new Int32Array(this.#rows), new Int32Array(this.#rows)];
    for (let row = 0; row < this.#rows; row += 1) {
      const start = this.#spans.startOf(row, slot);
      const key = (start === 0 ? null : plainKey(this.#texts.bytes, start + 1)) ?? textKey(String(this.order(row).id));
      a[row] = key.a;
      b[row] = key.b;
    }
    const columnFor = (values: Int32Array): Column =>
      values.length === 0 ? missingColumn(0) : { kind: "numbers", values, valid: null };
    return { a: columnFor(a), b: columnFor(b) };
  }
}
