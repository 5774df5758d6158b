/** What comes out of an uploaded table, and what may go in. Cells are text: nothing is guessed into numbers, 00123 stays 00123. */
import type { Problem } from "../text.ts";

export type TableFormat = "csv" | "xlsx";

export interface TableCaps {
  /** Size of the file. */
  bytes: number;
  /** Real inflated bytes of one part of an xlsx, and of all that is read of it, whatever it is packed in. */
  partBytes: number;
  inflatedBytes: number;
  /** Of what inflates more than so many times its size, a part counts as a bomb from `smallPart` on, a file from `smallFile` on. */
  ratio: number;
  smallPart: number;
  smallFile: number;
  /** Entries of the zip. */
  entries: number;
  rows: number;
  columns: number;
  cells: number;
  cellChars: number;
  /** Processor time of the reading process. Where the system does not tell it: time in which it was asked and had not answered. */
  timeMs: number;
  /** Heap of that process. */
  memoryMb: number;
}
const MB = 1024 * 1024;
/** Honest sheets of 100,000 rows go through: 20 columns of text inflate to some 150 MB, twenty times their size. */
export const DEFAULT_CAPS: Readonly<Record<TableFormat, TableCaps>> = {
  xlsx: {
    bytes: 50 * MB, partBytes: 256 * MB, inflatedBytes: 384 * MB, ratio: 100, smallPart: 20 * MB, smallFile: 40 * MB,
    entries: 200, rows: 500_000, columns: 512, cells: 5_000_000, cellChars: 32_767, timeMs: 120_000, memoryMb: 512,
  }, // biome-ignore format: a table
  csv: {
    bytes: 100 * MB, partBytes: 0, inflatedBytes: 0, ratio: 0, smallPart: 0, smallFile: 0,
    entries: 0, rows: 500_000, columns: 512, cells: 10_000_000, cellChars: 32_767, timeMs: 120_000, memoryMb: 256,
  }, // biome-ignore format: a table
};

export interface TableOptions {
  format: TableFormat;
  caps?: Partial<TableCaps>;
  /** Name of the sheet; default the first visible one. */
  sheet?: string;
  /** Row that holds the names, from 1; default the first with names that columns have, otherwise the first that is not empty. */
  headerRow?: number;
  /** For CSV; default: found out (UTF-8, UTF-16 with its mark, GB 18030). */
  encoding?: "utf-8" | "gb18030" | "utf-16le" | "utf-16be";
  delimiter?: string;
}

/** What the reading process is told. */
export interface TableTask {
  /** Null: the bytes come on its standard input. */
  path: string | null;
  options: TableOptions;
}

export const capsOf = (options: TableOptions): TableCaps => ({ ...DEFAULT_CAPS[options.format], ...options.caps });

export interface TableRow {
  /** Number of the row in the file, from 1. */
  row: number;
  /** One text for each column, empty where nothing stood. */
  cells: string[];
}

export type TableEvent =
  | {
      type: "columns";
      columns: string[];
      headerRow: number;
      sheet: string | null;
      sheets: string[];
      encoding: string | null;
    }
  | { type: "rows"; rows: TableRow[] }
  /** Oddities that stopped nothing: a repeated column, an error in a cell. At most fifty. */
  | { type: "end"; rows: number; cells: number; notices: Problem[] }
  | { type: "failed"; problem: Problem };

/** Stops the reading with a reason that may be shown. */
export class TableFault extends Error {
  readonly problem: Problem;
  constructor(code: string, zh: string, en: string, pointer = "") {
    super(code);
    this.problem = { pointer, code, message: { zh, en } };
  }
}

/** Rows as they are found, before the header is known. */
export type RawRow = TableRow;

export interface Source {
  rows: Iterable<RawRow>;
  sheet: string | null;
  sheets: string[];
  encoding: string | null;
}
