/**
 * A chunk of rows of a table, as a database hands over its columns: one JSON list for each, in bytes (SQLite: `json_group_array`). Numbers
 * are read and other values told apart as they stand in the bytes; what was there before is not made again.
 */
import { KEY_BEGINS, KEY_FACTOR, type TextKey, textKey } from "../decision-hash.ts";
import { type Column, codesOf, missingColumn, numbersFrom, wideCodes } from "./column.ts";
import { BACKSLASH, COMMA, EXACT, isNumberAt, LIST, LIST_END, NULL, pastList, QUOTE } from "./json-bytes.ts";
import { ID, KEY_A, KEY_B, LONGEST, type OrderChunk } from "./order-columns.ts";
import { TextCodes } from "./text-codes.ts";

export interface ColumnList {
  /** As `JSON.stringify` writes a list of texts, numbers, truth values and lists of these, in UTF-8; null: missing. */
  bytes: Uint8Array;
  /** The text of a stretch of the bytes. */
  text(from: number, to: number): string;
}

/** `lists`: by the column's name; ids and instants are among them. There are no whole orders: not for flows whose rows the engine decides. */
export function chunkOfLists(rows: number, lists: ReadonlyMap<string, ColumnList>): OrderChunk {
  const known = new Map<string, Column>();
  let keys: { a: Column; b: Column } | null = null;
  const make = (name: string): Column => {
    if (name === KEY_A || name === KEY_B) {
      keys ??= keysOf(lists.get(ID), rows);
      return name === KEY_A ? keys.a : keys.b;
    }
    const list = lists.get(name);
    return list === undefined || rows === 0 ? missingColumn(rows) : (numbersOf(list, rows) ?? codesIn(list, rows));
  };
  return {
    rows,
    column(name) {
      const column = known.get(name) ?? make(name);
      known.set(name, column);
      return column;
    },
    order() {
      throw new Error("there are no whole orders, only columns");
    },
  };
}

const ZERO = 0x30;
/** `null` and the comma after it. */
const PAST_NULL = 5;

/** Null: there are other values too. */
function numbersOf({ bytes, text }: ColumnList, rows: number): Column | null {
  const values = new Float64Array(rows);
  const valid = new Int32Array((rows + 31) >>> 5);
  let there = 0;
  for (let row = 0, at = 1; row < rows; row += 1) {
    if (bytes[at] === NULL) {
      at += PAST_NULL;
      continue;
    }
    if (!isNumberAt(bytes, at)) return null;
    const from = at;
    let value = 0;
    for (let digit = (bytes[at] as number) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[at] as number) - ZERO) {
      value = value * 10 + digit;
      at += 1;
    }
    const isWhole = at > from && at - from <= EXACT && (bytes[at] === COMMA || bytes[at] === LIST_END);
    if (!isWhole) {
      while (bytes[at] !== COMMA && bytes[at] !== LIST_END) at += 1;
      value = Number(text(from, at));
    }
    there += 1;
    values[row] = value;
    valid[row >>> 5] = (valid[row >>> 5] as number) | (1 << (row & 31));
    at += 1;
  }
  return numbersFrom(values, valid, there);
}

function codesIn(list: ColumnList, rows: number): Column {
  const { bytes } = list;
  const wide = wideCodes(rows);
  const codes = new TextCodes(list);
  for (let row = 0, at = 1; row < rows; row += 1) {
    if (bytes[at] === NULL) {
      at += PAST_NULL;
      continue;
    }
    const isList = bytes[at] === LIST;
    const end = isList ? pastList(bytes, at) : 0;
    if (isList && end === 0) throw new RangeError(`a list of row ${row} is none that columns know`);
    wide[row] = isList ? codes.listAt(at, end) : codes.scalarAt(at);
    if (codes.end - at > LONGEST) throw new RangeError(`a text of row ${row} is longer than columns know`);
    at = codes.end + 1;
  }
  return codesOf(wide, codes.values);
}

function keysOf(ids: ColumnList | undefined, rows: number): { a: Column; b: Column } {
  const [a, b] = [new Int32Array(rows), new Int32Array(rows)];
  if (ids === undefined || rows === 0) return { a: missingColumn(rows), b: missingColumn(rows) };
  const { bytes, text } = ids;
  for (let row = 0, at = 1; row < rows; row += 1) {
    let end = at + 1;
    while (bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
    const key = plainKey(bytes, at + 1) ?? textKey(String(JSON.parse(text(at, end + 1))));
    a[row] = key.a;
    b[row] = key.b;
    at = end + 2;
  }
  const columnFor = (values: Int32Array): Column => ({ kind: "numbers", values, valid: null });
  return { a: columnFor(a), b: columnFor(b) };
}

/** `textKey` of a text of ASCII without escapes; null: it is another. */
export function plainKey(bytes: Uint8Array, from: number): TextKey | null {
  let { a, b } = KEY_BEGINS;
  for (let at = from; bytes[at] !== QUOTE; at += 1) {
    const letter = bytes[at] as number;
    if (letter === BACKSLASH || letter >= 0x80) return null;
    a = Math.imul(a ^ letter, KEY_FACTOR);
    b = Math.imul(b ^ (letter + (at - from)), KEY_FACTOR);
  }
  return { a, b };
}
