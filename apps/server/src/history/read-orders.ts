/** Rows of a file → canonical orders. Rows with the same source and number are lines of one order. */
import { type Order, type Problem, pointerTo, readMoment, readOrder, type WorkspaceSettings } from "@switchyard/orders";
import type { FieldMapping } from "@switchyard/store";
import { MAPPING_TARGETS, MOMENT_FIELDS } from "./columns.ts";
import type { Row, Table } from "./rows.ts";

export interface HistoryOrder {
  /** The first of its rows. */
  row: number;
  text: string;
  read: { ok: true; order: Order; at: number; moments: Record<string, number> } | { ok: false; problems: Problem[] };
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

function readOne(said: Input | null, row: number, { settings, now }: HistoryContext): HistoryOrder["read"] {
  if (said === null) {
    const message = { zh: "这一行不是 JSON 对象", en: "The line is not a JSON object" };
    return { ok: false, problems: [{ pointer: "", code: "malformed_json", message }] };
  }
  const { input, moments, problems } = readMoments(said, settings.zone);
  if (problems.length > 0) return { ok: false, problems };
  const read = readOrder(input, { settings, receivedAt: now, id: `h${row}` });
  if (!read.ok) return { ok: false, problems: read.problems };
  const at = read.order.ordered_at ?? read.order.received_at;
  return { ok: true, at, moments, order: { ...read.order, received_at: at } };
}

/** Takes out of the row what happened later: it is no content of the order. */
function readMoments(said: Input, zone: string) {
  const input: Input = {};
  const moments: Record<string, number> = {};
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(said)) {
    const field = Object.hasOwn(MOMENT_FIELDS, name) ? MOMENT_FIELDS[name] : undefined;
    if (field === undefined) {
      input[name] = value;
      continue;
    }
    if (value === null || value === "") continue;
    const read = typeof value === "string" || typeof value === "number" ? readMoment(value, zone) : null;
    if (read?.kind === "instant") moments[field.state] = read.at;
    else problems.push({ pointer: pointerTo("", name), code: "not_an_instant", message: NOT_AN_INSTANT });
  }
  return { input, moments, problems };
}
const NOT_AN_INSTANT = { zh: "不是带时刻的时间", en: "Not a date with a time" };

type Input = Record<string, unknown>;
interface Mapped {
  number: number;
  text: string;
  /** Null: not an object. */
  input: Input | null;
  line: Input | null;
  /** Of a row that tells one thing that happened to its order. */
  happened: { name: string; at: unknown } | null;
}

function* groupRows(rows: Iterable<Row>, context: HistoryContext): Iterable<Mapped[]> {
  const targets = Object.values(context.mapping ?? {});
  const isShared = targets.some((target) => target.startsWith("lines.") || target === "event.name");
  if (!isShared) {
    for (const row of rows) yield [mapRow(row, context)];
    return;
  }
  const groups = new Map<string, Mapped[]>();
  for (const row of rows) {
    const mapped = mapRow(row, context);
    const id = mapped.input?.external_id;
    const key =
      typeof id === "string" && (mapped.line !== null || mapped.happened !== null)
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
  if (value === null) return { number, text, input: null, line: null, happened: null };
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
  const { "event.name": name, "event.at": at, ...rest } = input;
  if (typeof name !== "string") return { number, text, input, line, happened: null };
  return { number, text, input: rest, line, happened: { name, at } };
}

/** A column that was mapped to nothing is kept in `raw`, also where its header is a field's name. */
const unmapped = (column: string) => (MAPPING_TARGETS.includes(column) ? `column ${column}` : column);

function withLines(input: Input, group: readonly Mapped[]): Input {
  const lines = group.flatMap(({ line }) => line ?? []);
  const whole: Input = lines.length === 0 ? { ...input } : { ...input, lines };
  for (const { happened } of group) if (happened !== null) whole[fieldOf(happened.name)] = happened.at;
  return whole;
}

/** An event's name as a field of its order: a state's name, or what people call creating and paying. */
function fieldOf(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  if (/^(order)?(created|received|placed)$|^下单$/.test(plain)) return "ordered_at";
  if (/^(payment(confirmed|received)|paid)$|^(已)?付款$/.test(plain)) return "paid_at";
  for (const [field, { state }] of Object.entries(MOMENT_FIELDS)) if (state.toLowerCase() === plain) return field;
  return `event ${name}`;
}
