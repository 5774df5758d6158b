/** The lines of an order. */
import type { Order, OrderLine } from "../order.ts";
import { pointerTo } from "../text.ts";
import { isAbsent, problem, type Reader, readInteger, readMoney, readText, type TextForm, warning } from "./reader.ts";

const MAX_LINES = 5000;
const MAX_QTY = 1_000_000_000;

type TextField = { [K in keyof OrderLine]-?: OrderLine[K] extends string | undefined ? K : never }[keyof OrderLine];

const TEXT_FIELDS: [TextField, TextForm, number][] = [
  ["sku", "code", 128],
  ["name", "text", 500],
  ["style_code", "code", 128],
  ["size", "code", 64],
  ["color", "text", 64],
  ["category", "text", 128],
  ["brand", "text", 128],
  ["origin", "text", 128],
  ["batch_no", "code", 128],
];
const KNOWN = new Set([...TEXT_FIELDS.map(([name]): string => name), "line_no", "qty", "unit_price"]);

/** Reads them all; what is not known of a line goes to `raw.lines`, at the line's place. */
export function readLines(value: unknown, order: Order, currency: string, reader: Reader): OrderLine[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problem(reader, "/lines", "wrong_type", "明细须为列表", "Lines are a list");
    return [];
  }
  if (value.length > MAX_LINES) {
    problem(reader, "/lines", "too_many", `超过 ${MAX_LINES} 行`, `More than ${MAX_LINES} lines`);
    return [];
  }
  const lines: OrderLine[] = [];
  const leftOver: (Record<string, unknown> | null)[] = [];
  const numbers = new Set<number>();
  for (let index = 0; index < value.length; index += 1) {
    const pointer = pointerTo("/lines", index);
    const input: unknown = value[index];
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      problem(reader, pointer, "wrong_type", "每行须为对象", "A line is an object");
      continue;
    }
    const line = readLine(input as Record<string, unknown>, index, { pointer, currency, reader });
    if (numbers.has(line.line_no)) {
      problem(
        reader,
        `${pointer}/line_no`,
        "duplicate",
        `行号 ${line.line_no} 重复`,
        `Line number ${line.line_no} is used twice`,
      );
    }
    numbers.add(line.line_no);
    lines.push(line);
    leftOver.push(unknownOf(input as Record<string, unknown>));
  }
  if (leftOver.some((entry) => entry !== null)) order.raw.lines = leftOver;
  return lines;
}

function readLine(
  input: Record<string, unknown>,
  index: number,
  { pointer, currency, reader }: { pointer: string; currency: string; reader: Reader },
): OrderLine {
  const lineNo = isAbsent(input.line_no)
    ? index + 1
    : readInteger(reader, input.line_no, `${pointer}/line_no`, { min: 1, max: MAX_QTY });
  const qty = isAbsent(input.qty)
    ? problem(reader, `${pointer}/qty`, "required", "缺少数量", "The quantity is missing")
    : readInteger(reader, input.qty, `${pointer}/qty`, { min: 0, max: MAX_QTY });
  if (qty === 0) warning(reader, `${pointer}/qty`, "zero_qty", "数量为 0", "The quantity is 0");
  const line: OrderLine = { line_no: lineNo ?? index + 1, qty: qty ?? 0 };
  for (const [name, form, max] of TEXT_FIELDS) {
    if (input[name] === undefined) continue;
    const text = readText(reader, input[name], `${pointer}/${name}`, form, max);
    if (text !== undefined) line[name] = text;
  }
  const price = readMoney(reader, input.unit_price, `${pointer}/unit_price`, currency);
  if (price !== undefined) line.unit_price = price;
  return line;
}

function unknownOf(input: Record<string, unknown>): Record<string, unknown> | null {
  const rest = Object.entries(input).filter(([key, value]) => !KNOWN.has(key) && value !== undefined);
  return rest.length === 0 ? null : Object.fromEntries(rest);
}

/** What the order does not say itself, but all its lines say alike, holds for the order. */
export function promoteFromLines(order: Order): void {
  for (const name of ["brand", "style_code", "origin"] as const) {
    const first = order.lines[0]?.[name];
    if (order[name] === undefined && first !== undefined && order.lines.every((line) => line[name] === first)) {
      order[name] = first;
    }
  }
}
