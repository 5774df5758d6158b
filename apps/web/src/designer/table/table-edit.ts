/** Edits of a decision table. Columns of the grid are its conditions, then its results, counted from 0. Rows keep their identity. */
import type { NodeOf } from "@switchyard/flow";
import type { Block } from "./tsv.ts";

export type Table = NodeOf<"decision_table">;
export type Column = Table["columns"][number];
export type Output = Table["outputs"][number];
export type Row = Table["rows"][number];
export type Cell = Row["cells"][number];
export type Value = Row["values"][number];

export const MOST_ROWS = 5000;
export const MOST_COLUMNS = 30;
export const MOST_OUTPUTS = 10;

export interface Spot {
  row: number;
  col: number;
}
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}
type NewId = () => string;

export const widthOf = (table: Table): number => table.columns.length + table.outputs.length;

export const rangeOf = (a: Spot, b: Spot): Range => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.col, b.col),
  right: Math.max(a.col, b.col),
});

/** What stands at a grid column of a row. */
export const at = (columns: number, row: Row, col: number): Cell | Value =>
  (col < columns ? row.cells[col] : row.values[col - columns]) ?? null;

const emptyRow = (table: Table, id: string): Row => ({
  id,
  cells: table.columns.map(() => null),
  values: table.outputs.map(() => null),
});

export function insertRows(table: Table, place: number, count: number, newId: NewId): Table {
  const room = Math.max(0, Math.min(count, MOST_ROWS - table.rows.length));
  const added = Array.from({ length: room }, () => emptyRow(table, newId()));
  return { ...table, rows: table.rows.toSpliced(place, 0, ...added) };
}

export const removeRows = (table: Table, { top, bottom }: Range): Table => ({
  ...table,
  rows: table.rows.toSpliced(top, bottom - top + 1),
});

/** Moves a block of rows up or down by one; at the edge nothing changes. */
export function moveRows(table: Table, { top, bottom }: Range, by: -1 | 1): Table {
  const block = table.rows.slice(top, bottom + 1);
  if (top + by < 0 || bottom + by >= table.rows.length) return table;
  return { ...table, rows: table.rows.toSpliced(top, block.length).toSpliced(top + by, 0, ...block) };
}

const swap = <T>(list: readonly T[], from: number, to: number): T[] => {
  const moved = [...list];
  const [one] = moved.splice(from, 1);
  if (one !== undefined) moved.splice(to, 0, one);
  return moved;
};

export const addColumn = (table: Table, column: Column): Table => ({
  ...table,
  columns: [...table.columns, column],
  rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, null] })),
});

export const addOutput = (table: Table, output: Output): Table => ({
  ...table,
  outputs: [...table.outputs, output],
  rows: table.rows.map((row) => ({ ...row, values: [...row.values, null] })),
});

export function removeColumn(table: Table, col: number): Table {
  const own = col - table.columns.length;
  if (own < 0) {
    const rows = table.rows.map((row) => ({ ...row, cells: row.cells.toSpliced(col, 1) }));
    return { ...table, columns: table.columns.toSpliced(col, 1), rows };
  }
  const rows = table.rows.map((row) => ({ ...row, values: row.values.toSpliced(own, 1) }));
  return { ...table, outputs: table.outputs.toSpliced(own, 1), rows };
}

/** Conditions move among conditions, results among results. */
export function moveColumn(table: Table, col: number, by: -1 | 1): Table {
  const own = col - table.columns.length;
  if (own < 0) {
    if (col + by < 0 || col + by >= table.columns.length) return table;
    const rows = table.rows.map((row) => ({ ...row, cells: swap(row.cells, col, col + by) }));
    return { ...table, columns: swap(table.columns, col, col + by), rows };
  }
  if (own + by < 0 || own + by >= table.outputs.length) return table;
  const rows = table.rows.map((row) => ({ ...row, values: swap(row.values, own, own + by) }));
  return { ...table, outputs: swap(table.outputs, own, own + by), rows };
}

/** Another fact, operator or effect; `read` takes over what stood in the cells. */
export function changeColumn(table: Table, col: number, column: Column, read: (cell: Cell) => Cell): Table {
  const rows = table.rows.map((row) => ({ ...row, cells: row.cells.with(col, read(row.cells[col] ?? null)) }));
  return { ...table, columns: table.columns.with(col, column), rows };
}

export function changeOutput(table: Table, own: number, output: Output, read: (value: Value) => Value): Table {
  const rows = table.rows.map((row) => ({ ...row, values: row.values.with(own, read(row.values[own] ?? null)) }));
  return { ...table, outputs: table.outputs.with(own, output), rows };
}

/** Reads what was typed into a grid column. */
export interface Reader {
  cell(text: string, col: number): Cell;
  value(text: string, own: number): Value;
}

function put(table: Table, row: Row, col: number, text: string, reader: Reader): Row {
  const own = col - table.columns.length;
  return own < 0
    ? { ...row, cells: row.cells.with(col, reader.cell(text, col)) }
    : { ...row, values: row.values.with(own, reader.value(text, own)) };
}

export const setText = (table: Table, { row, col }: Spot, text: string, reader: Reader): Table => {
  const old = table.rows[row];
  return old === undefined ? table : { ...table, rows: table.rows.with(row, put(table, old, col, text, reader)) };
};

export const clearRange = (table: Table, { top, bottom, left, right }: Range): Table => ({
  ...table,
  rows: table.rows.map((row, index) => {
    if (index < top || index > bottom) return row;
    const from = table.columns.length;
    return {
      ...row,
      cells: row.cells.map((cell, col) => (col >= left && col <= right ? null : cell)),
      values: row.values.map((value, own) => (own + from >= left && own + from <= right ? null : value)),
    };
  }),
});

export interface Pasted {
  table: Table;
  range: Range;
  /** Columns and rows that found no room. */
  lostColumns: number;
  lostRows: number;
}

/** Puts a block at the upper left of a range, adding rows below as needed. One cell fills the whole range, as in Excel. */
export function paste(table: Table, range: Range, block: Block, reader: Reader, newId: NewId): Pasted {
  const first = block[0] ?? [];
  const one = block.length === 1 && first.length === 1;
  const height = one ? range.bottom - range.top + 1 : block.length;
  const wide = one ? range.right - range.left + 1 : Math.max(...block.map((row) => row.length));
  const missing = Math.max(0, range.top + height - table.rows.length);
  const grown = missing === 0 ? table : insertRows(table, table.rows.length, missing, newId);
  const bottom = Math.min(range.top + height, grown.rows.length) - 1;
  const right = Math.min(range.left + wide, widthOf(table)) - 1;
  const rows = grown.rows.map((row, index) => {
    if (index < range.top || index > bottom) return row;
    let next = row;
    for (let col = range.left; col <= right; col += 1) {
      const text = one ? first[0] : block[index - range.top]?.[col - range.left];
      if (text !== undefined) next = put(table, next, col, text, reader);
    }
    return next;
  });
  return {
    table: { ...grown, rows },
    range: { top: range.top, bottom, left: range.left, right },
    lostColumns: Math.max(0, range.left + wide - widthOf(table)),
    lostRows: Math.max(0, range.top + height - grown.rows.length),
  };
}
