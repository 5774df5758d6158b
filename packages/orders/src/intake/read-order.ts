/** Turns what a source sent into a canonical order, or says by JSON pointer why it cannot be one. */
import { fieldsOf } from "../brands.ts";
import { dateText } from "../calendar/civil.ts";
import { endOfDayNumber, localDay } from "../calendar/local.ts";
import { minorDigits } from "../money.ts";
import type { Order } from "../order.ts";
import type { WorkspaceSettings } from "../settings.ts";
import { DEFAULT_STATE_MACHINE } from "../states/default-machine.ts";
import { stateNamed } from "../states/machine.ts";
import { type Problem, pointerTo, quoted } from "../text.ts";
import { normaliseText } from "./normalise.ts";
import { readCustom } from "./read-custom.ts";
import { promoteFromLines, readLines } from "./read-lines.ts";
import {
  problem,
  type Reader,
  readDue,
  readInstant,
  readList,
  readMoney,
  readText,
  type TextForm,
  warning,
} from "./reader.ts";
import { provinceOfAddress } from "./regions.ts";
import { shapeProblems } from "./shape.ts";

export interface ReadContext {
  settings: WorkspaceSettings;
  /** The runtime's instant of reception and id for the order. */
  receivedAt: number;
  id: string;
}

export type ReadResult =
  | { ok: true; order: Order; warnings: Problem[] }
  | { ok: false; problems: Problem[]; warnings: Problem[] };

type TextField = Exclude<
  { [K in keyof Order]-?: Order[K] extends string | undefined ? K : never }[keyof Order],
  "id" | "due_date" | "currency" | "status"
>;

/** Every plain text field: how it is normalised and how long it may be. */
const TEXT_FIELDS: [TextField, TextForm, number][] = [
  ["po_no", "code", 128],
  ["brand", "text", 128],
  ["customer_id", "text", 128],
  ["customer_grade", "grade", 64],
  ["buyer_name", "text", 200],
  ["address_key", "text", 256],
  ["province", "region", 100],
  ["city", "text", 100],
  ["channel", "text", 128],
  ["shop", "text", 200],
  ["warehouse", "text", 128],
  ["payment_method", "text", 128],
  ["style_code", "code", 128],
  ["origin", "text", 128],
  ["urgency", "urgency", 64],
  ["tracking_no", "code", 128],
  ["carrier", "carrier", 128],
  ["note", "note", 5000],
];

const KNOWN = new Set([
  ...TEXT_FIELDS.map(([name]): string => name),
  ...["source", "external_id", "ordered_at", "paid_at", "due_at", "due_date", "amount", "currency", "tags", "status"],
  ...["lines", "custom"],
]);

type Input = Record<string, unknown>;

function isRecord(value: unknown): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readOrder(input: unknown, context: ReadContext): ReadResult {
  const misshapen = shapeProblems(input);
  if (misshapen.some(({ code }) => code !== "not_finite")) return { ok: false, problems: misshapen, warnings: [] };
  const { settings } = context;
  const reader: Reader = { zone: settings.zone, problems: misshapen, warnings: [] };
  if (!isRecord(input)) {
    problem(reader, "", "wrong_type", "订单须为 JSON 对象", "An order is a JSON object");
    return { ok: false, problems: reader.problems, warnings: [] };
  }
  const order = readFields(input, context, reader);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems, warnings: reader.warnings };
  return { ok: true, order, warnings: reader.warnings };
}

function readFields(input: Input, { settings, receivedAt, id }: ReadContext, reader: Reader): Order {
  const order: Order = {
    id,
    source: required(input, "source", reader),
    external_id: required(input, "external_id", reader),
    received_at: receivedAt,
    tags: readList(reader, input.tags, "/tags", "text") ?? [],
    lines: [],
    custom: {},
    raw: {},
  };
  for (const [name, form, max] of TEXT_FIELDS) {
    const value = readText(reader, input[name], `/${name}`, form, max);
    if (value !== undefined) order[name] = value;
  }
  if (order.province === undefined) {
    const province = provinceIn(input.address, order.address_key);
    if (province !== undefined) order.province = province;
  }
  readTimes(input, order, reader);
  readMoneyFields(input, order, settings, reader);
  readStatus(input, order, settings, reader);
  promoteFromLines(order);
  readUnknown(input, order, settings, reader);
  return order;
}

/** Where the source names no province, its address line may begin with one: `address`, or a key that is the line itself. */
export function provinceIn(...lines: unknown[]): string | undefined {
  for (const line of lines) {
    if (typeof line !== "string" || line.length > LONGEST_ADDRESS) continue;
    const province = provinceOfAddress(normaliseText(line));
    if (province !== null) return province;
  }
  return undefined;
}
const LONGEST_ADDRESS = 1000;

function required(input: Input, name: "source" | "external_id", reader: Reader): string {
  const before = reader.problems.length;
  const value = readText(reader, input[name], `/${name}`, "text", 128);
  if (value === undefined && reader.problems.length === before) {
    problem(reader, `/${name}`, "required", "必填", "Required");
  }
  return value ?? "";
}

function readTimes(input: Input, order: Order, reader: Reader): void {
  for (const name of ["ordered_at", "paid_at"] as const) {
    const at = readInstant(reader, input[name], `/${name}`);
    if (at === undefined) continue;
    order[name] = at;
    if (at > order.received_at + 300_000) {
      warning(reader, `/${name}`, "in_the_future", "晚于接收时间", "Later than its reception");
    }
  }
  readDueFields(input, order, reader);
  const since = order.ordered_at ?? order.paid_at;
  if (order.due_at !== undefined && since !== undefined && order.due_at < since) {
    warning(reader, "/due_at", "due_before_ordered", "交期早于下单时间", "Due before it was ordered");
  }
}

/** A date without a time keeps its date and is due by the end of that day; `due_date` says the same by another name. */
function readDueFields(input: Input, order: Order, reader: Reader): void {
  const due = readDue(reader, input.due_at, "/due_at");
  const date = readDue(reader, input.due_date, "/due_date");
  if (date !== undefined && "at" in date) {
    problem(reader, "/due_date", "not_a_date", "只应有日期", "Only a date belongs here");
    return;
  }
  const day = date?.day ?? (due !== undefined && "day" in due ? due.day : undefined);
  if (day === undefined) {
    if (due !== undefined && "at" in due) order.due_at = due.at;
    return;
  }
  const said = due === undefined ? day : "day" in due ? due.day : localDay(due.at, reader.zone);
  if (said !== day) problem(reader, "/due_date", "contradiction", "与 due_at 不是同一天", "Not the same day as due_at");
  order.due_date = dateText(day);
  order.due_at = endOfDayNumber(day, reader.zone);
}

function readMoneyFields(input: Input, order: Order, settings: WorkspaceSettings, reader: Reader): void {
  const said = readText(reader, input.currency, "/currency", "code", 8);
  const currency = said ?? settings.currency;
  if (minorDigits(currency) === null) {
    problem(
      reader,
      "/currency",
      "unknown_currency",
      `未知币种 ${quoted(currency)}`,
      `Unknown currency ${quoted(currency)}`,
    );
    order.lines = [];
    return;
  }
  const amount = readMoney(reader, input.amount, "/amount", currency);
  if (amount !== undefined) order.amount = amount;
  order.lines = readLines(input.lines, order, currency, reader);
  const priced = amount !== undefined || order.lines.some((line) => line.unit_price !== undefined);
  if (said !== undefined || priced) order.currency = currency;
}

function readStatus(input: Input, order: Order, settings: WorkspaceSettings, reader: Reader): void {
  const status = readText(reader, input.status, "/status", "text", 64);
  if (status === undefined) return;
  const state = stateNamed(settings.states ?? DEFAULT_STATE_MACHINE, status);
  order.status = state?.id ?? status;
  if (state === undefined) {
    warning(reader, "/status", "unknown_status", `未知状态 ${quoted(status)}`, `Unknown state ${quoted(status)}`);
  }
}

/** Declared fields may stand in `custom` or at the top; all that is left over is kept in `raw`. */
function readUnknown(input: Input, order: Order, settings: WorkspaceSettings, reader: Reader): void {
  const fields = fieldsOf(settings, order.brand);
  const declared = new Set(fields.map((field) => field.name));
  const atTop: Input = {};
  for (const key of Object.keys(input)) {
    if (KNOWN.has(key) || input[key] === undefined) continue;
    if (declared.has(key)) atTop[key] = input[key];
    else order.raw[key] = input[key];
  }
  const given = input.custom ?? {};
  if (!isRecord(given)) {
    problem(reader, "/custom", "wrong_type", "应为对象", "Expected an object");
    return;
  }
  const undeclared = Object.keys(given).filter((key) => !declared.has(key));
  if (undeclared.length > 0) {
    order.raw.custom = Object.fromEntries(undeclared.map((key) => [key, given[key]]));
    for (const key of undeclared) {
      warning(
        reader,
        pointerTo("/custom", key),
        "undeclared_field",
        "未声明的自定义字段，仅保留原文",
        "Not a declared field: kept aside",
      );
    }
  }
  order.custom = readCustom({ atTop, given, order, fields, currency: settings.currency, reader });
}
