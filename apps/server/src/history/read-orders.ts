/** Rows of a file → canonical orders. Rows with the same source and number are lines of one order, wherever they stand. */
import {
  MAX_DEPTH,
  type Order,
  type Problem,
  pointerTo,
  readMoment,
  readOrder,
  type WorkspaceSettings,
} from "@switchyard/orders";
import type { RowGroups } from "@switchyard/store";
import { MOMENT_FIELDS } from "./columns.ts";
import { EVENT_AT, type Input, isShared, type MappedRow, type RowContext, rowMapper } from "./map-row.ts";
import type { FileRow } from "./read-file.ts";

export interface HistoryOrder {
  /** The first of its rows. */
  row: number;
  text: string;
  read: { ok: true; order: Order; at: number; moments: Record<string, number> } | { ok: false; problems: Problem[] };
}
export interface HistoryContext extends RowContext {
  settings: WorkspaceSettings;
  /** For orders of a file that tells no time at all. */
  now: number;
}

/** Rows of one order that are looked at. */
const MOST_ROWS = 10_000;

/** Reads every order, good or bad, in the order of first appearance. `groups` is asked for where rows lie apart. */
export async function* readHistoryOrders(
  batches: AsyncIterable<readonly FileRow[]>,
  context: HistoryContext,
  groups: () => RowGroups,
): AsyncGenerator<HistoryOrder[]> {
  const mapped = rowMapper(context);
  if (!isShared(context.mapping)) {
    for await (const rows of batches) yield rows.map((row) => orderOf([mapped(row)], 1, context));
    return;
  }
  const kept = groups();
  try {
    for await (const rows of batches)
      for (const row of rows.map(mapped)) kept.add(keyOf(row), row.row, JSON.stringify(row));
    let orders: HistoryOrder[] = [];
    for (const { rows, count } of kept.groups(MOST_ROWS)) {
      orders.push(
        orderOf(
          rows.map(({ text }): MappedRow => JSON.parse(text)),
          count,
          context,
        ),
      );
      if (orders.length < BATCH) continue;
      yield orders;
      orders = [];
    }
    if (orders.length > 0) yield orders;
  } finally {
    kept.close();
  }
}
const BATCH = 500;

function keyOf({ row, input, happened }: MappedRow): string {
  const id = input?.external_id;
  return typeof id === "string" && (input?.lines !== undefined || happened !== null)
    ? JSON.stringify([input?.source, id.trim()])
    : `#${row}`;
}

function orderOf(group: readonly MappedRow[], count: number, context: HistoryContext): HistoryOrder {
  const [first] = group;
  const { row, text, input } = first ?? { row: 0, text: "", input: null };
  if (count > group.length) return { row, text, read: { ok: false, problems: [TOO_MANY_ROWS] } };
  return { row, text, read: readOne(input === null ? null : withOthers(input, group), row, context) };
}

/** Lines of all rows, and what the rows say that happened. */
function withOthers(input: Input, group: readonly MappedRow[]): Input {
  const lines = group.flatMap((one) => (Array.isArray(one.input?.lines) ? one.input.lines : []));
  const whole: Input = lines.length === 0 ? { ...input } : { ...input, lines };
  for (const { happened } of group) if (happened !== null) whole[fieldOf(happened.name)] = happened.at;
  return whole;
}

function readOne(said: Input | null, row: number, context: HistoryContext): HistoryOrder["read"] {
  if (said === null) return { ok: false, problems: [NO_OBJECT] };
  const { settings, now } = context;
  const { input, moments, problems } = readMoments(said, settings.zone);
  if (problems.length > 0) return { ok: false, problems };
  const read = readOrder(input, { settings, receivedAt: now, id: `h${row}` });
  if (!read.ok) return { ok: false, problems: read.problems };
  const { ordered_at, paid_at } = read.order;
  const times = [paid_at, ...Object.values(moments)].filter((one) => one !== undefined);
  const at = ordered_at ?? (times.length > 0 ? Math.min(...times) : saysWhen(context) ? null : now);
  if (at === null) return { ok: false, problems: [NO_TIME] };
  return { ok: true, at, moments, order: { ...read.order, received_at: at } };
}

/** Whether the file tells when orders were placed: one that leaves it out has no place in that history, today least of all. */
const saysWhen = ({ mapping, columns }: HistoryContext): boolean =>
  (mapping === null ? columns : Object.values(mapping)).some((one) => one === "ordered_at" || one === EVENT_AT);

/** Takes out of the row what happened later: it is no content of the order. */
function readMoments(said: Input, zone: string) {
  const input: [string, unknown][] = [];
  const moments: Record<string, number> = {};
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(said)) {
    const field = Object.hasOwn(MOMENT_FIELDS, name) ? MOMENT_FIELDS[name] : undefined;
    if (field === undefined) {
      input.push([name, value]);
      continue;
    }
    if (value === null || value === "") continue;
    const read = typeof value === "string" || typeof value === "number" ? readMoment(value, zone) : null;
    if (read?.kind === "instant") moments[field.state] = read.at;
    else problems.push({ pointer: pointerTo("", name), code: "not_an_instant", message: NOT_AN_INSTANT });
  }
  return { input: Object.fromEntries(input), moments, problems };
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

const NO_TIME: Problem = {
  pointer: "/ordered_at",
  code: "required",
  message: {
    zh: "没有下单时间，也没有付款、发货等时间，排不进历史",
    en: "No time of ordering, paying or shipping: it has no place in the history",
  },
};
const NOT_AN_INSTANT = { zh: "不是带时刻的时间", en: "Not a date with a time" };
const NO_OBJECT: Problem = {
  pointer: "",
  code: "malformed_json",
  message: {
    zh: `这一行不是 JSON 对象，或嵌套超过 ${MAX_DEPTH} 层`,
    en: `The line is not a JSON object, or nested more than ${MAX_DEPTH} levels deep`,
  },
};
const TOO_MANY_ROWS: Problem = {
  pointer: "",
  code: "too_many_rows",
  message: {
    zh: `一张订单超过 ${MOST_ROWS} 行，请检查订单号对应的列`,
    en: `One order has more than ${MOST_ROWS} rows: look which column holds the order number`,
  },
};
