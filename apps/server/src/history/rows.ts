/** Rows of a file of orders: CSV with a header, or one JSON object a line. Values stay text: 00123 is not 123. */
import Papa from "papaparse";
import { Refusal } from "../http/problem.ts";

export type TextFormat = "csv" | "ndjson";

export interface Row {
  /** From 1, the header not counted (CSV), or the line's number (NDJSON). */
  number: number;
  /** Null: the line is not JSON. */
  value: Record<string, unknown> | null;
  text: string;
}
export interface Table {
  columns: string[];
  rows: Iterable<Row>;
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Throws `invalid_file` for a file without a usable header. */
export function readTable(format: TextFormat, text: string): Table {
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return format === "csv" ? readCsv(content) : readNdjson(content);
}

function readCsv(text: string): Table {
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: "greedy", dynamicTyping: false });
  const [header, ...rows] = parsed.data;
  const columns = (header ?? []).map((name) => name.trim());
  checkHeader(columns);
  return {
    columns,
    rows: rows.map((cells, index) => {
      const value: Record<string, unknown> = {};
      columns.forEach((column, place) => {
        if (column !== "") value[column] = cells[place] ?? "";
      });
      return { number: index + 1, value, text: cells.join(",").slice(0, 500) };
    }),
  };
}

function checkHeader(columns: readonly string[]): void {
  const named = columns.filter((column) => column !== "");
  const twice = named.find((column, place) => named.indexOf(column) !== place);
  const forbidden = named.find((column) => FORBIDDEN.has(column));
  const say = (code: string, zh: string, en: string) =>
    new Refusal("invalid_file", { problems: [{ pointer: "", code, message: { zh, en } }] });
  if (named.length === 0) throw say("no_header", "第一行应为列名", "The first row must name the columns");
  if (named.length > 500) throw say("too_many_columns", "列数超过 500", "There are more than 500 columns");
  if (twice !== undefined) throw say("same_column", `列名重复:${twice}`, `Two columns have the name ${twice}`);
  if (forbidden !== undefined)
    throw say("forbidden_key", `不允许的列名 ${forbidden}`, `The column name ${forbidden} is not allowed`);
}

/** Columns are the fields of the first hundred objects. Objects are made one at a time: a large file is not held twice. */
function readNdjson(text: string): Table {
  const lines = text.split("\n");
  const columns = new Set(lines.slice(0, 100).flatMap((line) => Object.keys(objectOf(line) ?? {})));
  return { columns: [...columns], rows: ndjsonRows(lines) };
}

function* ndjsonRows(lines: readonly string[]): Generator<Row> {
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== "") yield { number: index + 1, text: line.slice(0, 500), value: objectOf(line) };
  }
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
