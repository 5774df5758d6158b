/** Rows of a file → canonical orders. Rows with the same source and number are lines of one order. */
import { type Order, type Problem, readOrder, type WorkspaceSettings } from "@switchyard/orders";
import type { FieldMapping } from "@switchyard/store";
import { MAPPING_TARGETS } from "./columns.ts";
import type { Row, Table } from "./rows.ts";

export interface HistoryOrder {
  /** The first of its rows. */
  row: number;
  text: string;
  read: { ok: true; order: Order; at: number } | { ok: false; problems: Problem[] };
}
export interface HistoryContext {
  settings: WorkspaceSettings;
  /** The source of rows that name none. */
  source: string;
  /** For orders that do not say when they were ordered. */
  now: number;
  mapping: FieldMapping | null;
}

/** Reads every order of the table, good or bad, in the order of first appearance. */
export function* readHistoryOrders(table: Table, context: HistoryContext): Generator<HistoryOrder> {
  for (const group of groupRows(table.rows, context)) {
    const [first] = group;
    if (first === undefined) continue;
    const input = first.input === null ? null : withLines(first.input, group);
    yield { row: first.number, text: first.text, read: readOne(input, first.number, context) };
  }
}

function readOne(input: Input | null, row: number, { settings, now }: HistoryContext): HistoryOrder["read"] {
  if (input === null) {
    const message = { zh: "这一行不是 JSON 对象", en: "The line is not a JSON object" };
    return { ok: false, problems: [{ pointer: "", code: "malformed_json", message }] };
  }
  const read = readOrder(input, { settings, receivedAt: now, id: `h${row}` });
  if (!read.ok) return { ok: false, problems: read.problems };
  const at = read.order.ordered_at ?? read.order.received_at;
  return { ok: true, at, order: { ...read.order, received_at: at } };
}

type Input = Record<string, unknown>;
interface Mapped {
  number: number;
  text: string;
  /** Null: not an object. */
  input: Input | null;
  line: Input | null;
}

function* groupRows(rows: Iterable<Row>, context: HistoryContext): Iterable<Mapped[]> {
  const hasLines = Object.values(context.mapping ?? {}).some((target) => target.startsWith("lines."));
  if (!hasLines) {
    for (const row of rows) yield [mapRow(row, context)];
    return;
  }
  const groups = new Map<string, Mapped[]>();
  for (const row of rows) {
    const mapped = mapRow(row, context);
    const id = mapped.input?.external_id;
    const key =
      typeof id === "string" && mapped.line !== null
        ? JSON.stringify([mapped.input?.source, id.trim()])
        : `#${row.number}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mapped]);
    else group.push(mapped);
  }
  yield* groups.values();
}

/** Blank cells are not said. */
function mapRow({ number, text, value }: Row, { mapping, source }: HistoryContext): Mapped {
  if (value === null) return { number, text, input: null, line: null };
  const input: Input = { source };
  let line: Input | null = null;
  for (const [column, cell] of Object.entries(value)) {
    if (cell === "" || cell === undefined) continue;
    const target = mapping === null ? column : (mapping[column] ?? unmapped(column));
    if (target.startsWith("lines.")) {
      line ??= {};
      line[target.slice("lines.".length)] = cell;
    } else input[target] = cell;
  }
  return { number, text, input, line };
}

/** A column that was mapped to nothing is kept in `raw`, also where its header is a field's name. */
const unmapped = (column: string) => (MAPPING_TARGETS.includes(column) ? `column ${column}` : column);

function withLines(input: Input, group: readonly Mapped[]): Input {
  const lines = group.flatMap(({ line }) => line ?? []);
  return lines.length === 0 ? input : { ...input, lines };
}
