/** A row of a file as a source would send it: cells by the mapping of the intake, objects by their own names. */
import { type ColumnTarget, rowToOrder, type TableMapping, TIMES_OF_DAYS } from "@switchyard/connectors";
import { isoDate } from "@switchyard/orders";
import type { FieldMapping } from "@switchyard/store";
import { MAPPING_TARGETS, MOMENT_FIELDS } from "./columns.ts";
import type { FileRow } from "./read-file.ts";

export type Input = Record<string, unknown>;
export interface MappedRow {
  row: number;
  text: string;
  /** Null: no object. */
  input: Input | null;
  /** Of a row that tells one thing that happened to its order. */
  happened: { name: string; at: unknown } | null;
}
export interface RowContext {
  columns: readonly string[];
  /** Null: the file's own names are the order's. */
  mapping: FieldMapping | null;
  /** The source of rows that name none. */
  source: string;
}

const EVENT_NAME = "event.name";
export const EVENT_AT = "event.at";
/** Without the dot, which means a group of fields to the intake. */
const NAME_CELL = "event name";
const AT_CELL = "event at";
const cellOf = (target: string) => (target === EVENT_NAME ? NAME_CELL : target === EVENT_AT ? AT_CELL : target);

/** Whether rows of one number are one order: lines of it, or what happened to it. */
export const isShared = (mapping: FieldMapping | null): boolean =>
  Object.values(mapping ?? {}).some((target) => target.startsWith("lines.") || target === EVENT_NAME);

export function rowMapper({ columns, mapping, source }: RowContext): (row: FileRow) => MappedRow {
  const table = tableMapping(mapping ?? {});
  return ({ row, text, value }) => {
    if (value === null) return { row, text, input: null, happened: null };
    const said = Array.isArray(value)
      ? rowToOrder(columns, { row, cells: value }, { mapping: table, source, isoDate }).input
      : objectInput(value, mapping, source);
    for (const [field, time] of TIMES) {
      const day = dayOf(said[field]);
      if (day !== null) said[field] = `${day}T${time}`;
    }
    const { [NAME_CELL]: name, [AT_CELL]: at, ...input } = said;
    return { row, text, input, happened: typeof name === "string" ? { name, at } : null };
  };
}

/** A day without a time, in a row of NDJSON too. */
const TIMES: readonly (readonly [field: string, time: string])[] = [
  ...Object.entries(TIMES_OF_DAYS),
  ...Object.keys(MOMENT_FIELDS).map((field) => [field, "23:59:59"] as const),
];
function dayOf(value: unknown): string | null {
  const date = typeof value === "string" ? isoDate(value) : null;
  return date?.length === "2026-01-20".length ? date : null;
}

/** The same in the intake's words. */
function tableMapping(mapping: FieldMapping): TableMapping {
  return Object.fromEntries(Object.entries(mapping).map(([column, target]) => [column, columnTarget(target)]));
}
/** A mapping that the intake kept, in the words of a history. */
export const fieldMapping = (mapping: TableMapping): FieldMapping =>
  Object.fromEntries(
    Object.entries(mapping).map(([column, { field }]) => [column, field.replace(/^line\./, "lines.")]),
  );

function columnTarget(target: string): ColumnTarget {
  const field = cellOf(target).replace(/^lines\./, "line.");
  if (field === "line.size") return { field, as: "sizes" };
  const isDate = target.endsWith("_at") || target === EVENT_AT || Object.hasOwn(MOMENT_FIELDS, target);
  return { field, as: isDate ? "date" : "text" };
}

/** Blank fields are not said. Through maps, so that a field called `__proto__` is one that `readOrder` refuses. */
function objectInput(value: Input, mapping: FieldMapping | null, source: string): Input {
  const input = new Map<string, unknown>([["source", source]]);
  const line = new Map<string, unknown>();
  for (const [name, cell] of Object.entries(value)) {
    if (cell === "" || cell === undefined) continue;
    const own = mapping !== null && Object.hasOwn(mapping, name) ? mapping[name] : undefined;
    const target = mapping === null ? name : (own ?? unmapped(name));
    if (target.startsWith("lines.")) line.set(target.slice("lines.".length), cell);
    else input.set(cellOf(target), cell);
  }
  if (line.size > 0) input.set("lines", [Object.fromEntries(line)]);
  return Object.fromEntries(input);
}

/** What was mapped to nothing is kept in `raw`, also where its name is a field's. */
const unmapped = (name: string) => (MAPPING_TARGETS.includes(name) ? `column ${name}` : name);
