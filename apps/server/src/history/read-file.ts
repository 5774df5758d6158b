/**
 * A file of recorded orders, row by row: spreadsheets through the house's one table reader, in a process of its own; NDJSON line
 * by line. Memory does not depend on the size of the file, but for an xlsx, whose caps bound it.
 */
import { createReadStream } from "node:fs";
import { createTableReader, type TableCaps } from "@switchyard/connectors";
import { MAX_DEPTH } from "@switchyard/orders";
import type { DatasetFormat } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { isTooDeep } from "../text/json-text.ts";

export interface HistoryFile {
  /** Whose it is: it waits behind that house's files, not behind others'. */
  workspace: string;
  path: string;
  format: DatasetFormat;
}
export interface FileRow {
  /** As a spreadsheet or an editor counts them. */
  row: number;
  /** The beginning of it, for people. */
  text: string;
  /** Cells of a table, or the object of a line; null: the line is no JSON object, or a deeper one than an order may be. */
  value: string[] | Record<string, unknown> | null;
}
export type FileEvent = { type: "columns"; columns: string[] } | { type: "rows"; rows: FileRow[] };

export const FILE_LIMITS: Readonly<Record<DatasetFormat, number>> = {
  csv: 1024 * MEGABYTE,
  ndjson: 1024 * MEGABYTE,
  xlsx: 50 * MEGABYTE,
};
/** A history is longer than what is taken in at once, and nobody waits at the screen for its end. */
const CAPS: Readonly<Record<"csv" | "xlsx", Partial<TableCaps>>> = {
  csv: { bytes: FILE_LIMITS.csv, rows: 20_000_000, cells: 400_000_000, timeMs: 1_800_000 },
  xlsx: {
    bytes: FILE_LIMITS.xlsx, partBytes: 512 * MEGABYTE, inflatedBytes: 768 * MEGABYTE, rows: 1_048_576, cells: 20_000_000,
    timeMs: 300_000, memoryMb: 768,
  }, // biome-ignore format: a table
};
const SHOWN = 500;
const tables = createTableReader();

/** First the columns, then the rows in batches. Throws `invalid_file` with the reason. */
export async function* readHistoryFile({ workspace, path, format }: HistoryFile): AsyncGenerator<FileEvent> {
  if (format === "ndjson") {
    yield* readLines(path);
    return;
  }
  for await (const event of tables.read({ path }, { format, caps: CAPS[format] }, workspace)) {
    if (event.type === "failed") throw new Refusal("invalid_file", { problems: [event.problem] });
    if (event.type === "columns") yield { type: "columns", columns: event.columns };
    else if (event.type === "rows")
      yield {
        type: "rows",
        rows: event.rows.map(({ row, cells }) => ({ row, text: cells.join(",").slice(0, SHOWN), value: cells })),
      };
  }
}

const BATCH = 500;
const LONGEST_LINE = MEGABYTE;

/** Columns are the fields of the first batch. */
async function* readLines(path: string): AsyncGenerator<FileEvent> {
  let rows: FileRow[] = [];
  let isFirst = true;
  const batch = function* (): Generator<FileEvent> {
    if (isFirst) yield { type: "columns", columns: fieldsOf(rows) };
    isFirst = false;
    if (rows.length > 0) yield { type: "rows", rows };
    rows = [];
  };
  for await (const row of lines(path)) {
    rows.push(row);
    if (rows.length >= BATCH) yield* batch();
  }
  yield* batch();
}

const fieldsOf = (rows: readonly FileRow[]): string[] => [
  ...new Set(rows.flatMap(({ value }) => (value === null || Array.isArray(value) ? [] : Object.keys(value)))),
];

async function* lines(path: string): AsyncGenerator<FileRow> {
  const decoder = new TextDecoder();
  let rest = "";
  let row = 0;
  /** A line over the limit is told by its beginning, and its end is waited for. */
  let isTooLong = false;
  for await (const slice of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const parts = (rest + decoder.decode(slice, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) {
      row += 1;
      if (isTooLong) isTooLong = false;
      else if (line.trim() !== "") yield rowOf(row, line);
    }
    if (rest.length <= LONGEST_LINE) continue;
    if (!isTooLong) yield { row: row + 1, text: rest.slice(0, SHOWN), value: null };
    isTooLong = true;
    rest = "";
  }
  if (!isTooLong && rest.trim() !== "") yield rowOf(row + 1, rest);
}

const rowOf = (row: number, line: string): FileRow => ({ row, text: line.slice(0, SHOWN), value: objectOf(line) });

function objectOf(line: string): Record<string, unknown> | null {
  if (isTooDeep(line, MAX_DEPTH)) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
