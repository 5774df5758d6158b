/** Facts of many orders, one column a fact. Missing is never null, NaN or "": it is a place without a value. */

/** One bit a row, from the lowest; beyond the last row all are 0. */
export type Bits = Int32Array;

/** `valid` null: every row has a value. */
export interface NumberColumn {
  kind: "numbers";
  values: Float64Array | Int32Array;
  valid: Bits | null;
}
/** Any JSON value, each kept once: row → place in `values` plus 1; 0 is missing. */
export interface CodeColumn {
  kind: "codes";
  codes: Uint8Array | Uint16Array | Uint32Array;
  values: readonly unknown[];
}
export type Column = NumberColumn | CodeColumn;

/** A column that no order of the chunk has. */
export const missingColumn = (rows: number): CodeColumn => ({ kind: "codes", codes: new Uint8Array(rows), values: [] });

/** Whether any row has one. */
export const hasValues = (column: Column): boolean => column.kind === "numbers" || column.values.length > 0;

export const hasBit = (bits: Bits, row: number): boolean => (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;

/** The value of a row; undefined where it is missing. */
export function valueAt(column: Column, row: number): unknown {
  if (column.kind === "codes") return column.values[(column.codes[row] ?? 0) - 1];
  return column.valid === null || hasBit(column.valid, row) ? column.values[row] : undefined;
}

export const textAt = (column: Column, row: number): string | undefined => {
  const value = valueAt(column, row);
  return typeof value === "string" ? value : undefined;
};

/** The numbers of a column that has one in every row. */
export function numbersOf(column: Column, rows: number): Float64Array | Int32Array {
  if (column.kind === "numbers" && column.valid === null) return column.values;
  const numbers = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) numbers[row] = Number(valueAt(column, row));
  return numbers;
}

/** The smallest form of a list of values; undefined: missing. Values are JSON: no null, no number that JSON has not. */
export function columnOf(values: readonly unknown[]): Column {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value !== undefined && typeof value !== "number") return codeColumn(values);
  }
  return numberColumn(values as (number | undefined)[]);
}

export const eachRow = (rows: number, value: (row: number) => unknown): Column =>
  columnOf(Array.from({ length: rows }, (_, row) => value(row)));

function numberColumn(list: readonly (number | undefined)[]): Column {
  const values = new Float64Array(list.length);
  const valid = new Int32Array((list.length + 31) >>> 5);
  let there = 0;
  for (let row = 0; row < list.length; row += 1) {
    const value = list[row];
    if (value === undefined) continue;
    there += 1;
    values[row] = value;
    valid[row >>> 5] = (valid[row >>> 5] as number) | (1 << (row & 31));
  }
  return numbersFrom(values, valid, there);
}

/** `values`: 0 where `valid` has no bit. `there`: how many it has. */
export function numbersFrom(values: Float64Array, valid: Bits, there: number): Column {
  const rows = values.length;
  if (there === 0) return missingColumn(rows);
  const small = new Int32Array(rows);
  let isSmall = true;
  for (let row = 0; isSmall && row < rows; row += 1) {
    const value = values[row] as number;
    small[row] = value;
    isSmall = small[row] === value && (value !== 0 || 1 / value > 0);
  }
  return { kind: "numbers", values: isSmall ? small : values, valid: there === rows ? null : valid };
}

function codeColumn(list: readonly unknown[]): CodeColumn {
  // Lists are told apart by their text.
  const codeOf = { plain: new Map<unknown, number>(), list: new Map<unknown, number>() };
  const values: unknown[] = [];
  const wide = wideCodes(list.length);
  for (let row = 0; row < list.length; row += 1) {
    const value = list[row];
    if (value === undefined) continue;
    const isList = typeof value === "object";
    const key = isList ? JSON.stringify(value) : value;
    const known = isList ? codeOf.list : codeOf.plain;
    let code = known.get(key);
    if (code === undefined) {
      code = values.push(value);
      known.set(key, code);
    }
    wide[row] = code;
  }
  return codesOf(wide, values);
}

/** Room for the codes of so many rows: there are never more values. */
export const wideCodes = (rows: number): Uint16Array | Uint32Array =>
  rows < 0x1_0000 ? new Uint16Array(rows) : new Uint32Array(rows);

/** In the smallest form that holds the codes. */
export function codesOf(wide: Uint16Array | Uint32Array, values: readonly unknown[]): CodeColumn {
  const codes = values.length < 0x100 ? Uint8Array.from(wide) : values.length < 0x1_0000 ? toShort(wide) : wide;
  return { kind: "codes", codes, values };
}
const toShort = (wide: Uint16Array | Uint32Array) => (wide instanceof Uint16Array ? wide : Uint16Array.from(wide));
