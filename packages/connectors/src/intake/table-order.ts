/** From rows of an uploaded table to order inputs: which column is which field, dates as people write them, sizes in one cell. */

import type { FactSpec, SpokenDay } from "@switchyard/orders";
import { serialToDate } from "../table/sheet-value.ts";
import type { TableRow } from "../table/table.ts";
import { type Problem, problem } from "../text.ts";

/** How a column is read. `sizes` makes one line for each size of "S:100;M:200". */
export interface ColumnTarget {
  /** A field of the order, `line.<field>` of its line, or `custom.<name>`. */
  field: string;
  as: "text" | "date" | "sizes";
}
/** By the column's name. A column that is not named goes to the order's raw fields. */
export type TableMapping = Readonly<Record<string, ColumnTarget>>;

/** Names that columns have in the wild beside the facts' own, compared without case, blanks and punctuation. */
const KNOWN_COLUMNS: [field: string, as: ColumnTarget["as"], ...names: string[]][] = [
  ["external_id", "text", "订单号", "订单编号", "单号", "order no", "order id", "order number"],
  ["po_no", "text", "po", "采购单号", "合同号", "po no", "po number"],
  ["brand", "text", "品牌", "brand"],
  ["customer_id", "text", "客户编号", "客户代码", "customer id", "customer code"],
  ["customer_grade", "text", "客户等级", "等级", "grade"],
  ["buyer_name", "text", "客户", "客户名称", "买家", "收件人", "customer", "buyer"],
  ["line.style_code", "text", "款号", "款式", "货号", "style", "style code", "style no"],
  ["line.sku", "text", "sku", "商品编码", "物料编码", "part no", "part code"],
  ["line.name", "text", "品名", "商品名称", "名称", "product", "description"],
  ["line.color", "text", "颜色", "色号", "color", "colour"],
  ["line.size", "sizes", "尺码", "尺码数量", "尺寸", "规格", "size", "sizes"],
  ["line.qty", "text", "数量", "件数", "qty", "quantity"],
  ["line.unit_price", "text", "单价", "unit price", "price"],
  ["amount", "text", "金额", "总金额", "订单金额", "amount", "total"],
  ["currency", "text", "币种", "currency"],
  ["due_at", "date", "交期", "交货日期", "交货期", "due", "due date", "delivery date"],
  ["ordered_at", "date", "下单时间", "下单日期", "订单日期", "order date", "invoicedate"],
  ["paid_at", "date", "付款时间", "paid at"],
  ["province", "text", "省", "省份", "收货省", "收货省份", "收件省份", "province"],
  ["city", "text", "市", "城市", "收货市", "收货城市", "收件城市", "city"],
  ["warehouse", "text", "仓库", "warehouse"],
  ["carrier", "text", "承运商", "快递公司", "物流公司", "carrier", "courier"],
  ["urgency", "text", "加急", "紧急程度", "urgency", "urgent"],
  ["note", "text", "备注", "说明", "note", "remark"],
  ["tags", "text", "标签", "tags"],
  ["status", "text", "状态", "status"],
];

const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    // What it is counted in: 金额(元), 数量（件）, amount (CNY).
    .replace(/[(](?:元|人民币|rmb|cny|¥|件|pcs|套)[)]\s*$/, "")
    .replace(/[\s_\-()()::*.]+/g, "");
/** Given by the upload or by us: no column is guessed to say them. */
const NOT_SAID = new Set(["source", "received_at", "due_date"]);
const inTheWild = new Map<string, ColumnTarget>(
  KNOWN_COLUMNS.flatMap(([field, as, ...names]) => names.map((name) => [plainName(name), { field, as }] as const)),
);

/** How many of the cells are names that columns have. A heading above a table, and a row of data, have next to none. */
export const namesAmong = (cells: readonly string[]): number =>
  cells.filter((cell) => cell.length <= 40 && inTheWild.has(plainName(cell))).length;

/**
 * A first guess for a person to correct, by names in the wild and by those that the facts have. No field is given twice.
 */
export function suggestMapping(columns: readonly string[], facts: readonly FactSpec[]): TableMapping {
  const asFact = new Map<string, ColumnTarget>();
  for (const { name: field, kind, type, label, synonyms } of facts) {
    if (kind !== "field" || NOT_SAID.has(field)) continue;
    for (const word of [field, label.zh, label.en, ...synonyms.zh, ...synonyms.en])
      if (!asFact.has(plainName(word)))
        asFact.set(plainName(word), { field, as: type === "instant" ? "date" : "text" });
  }
  const used = new Set<string>();
  const found: [string, ColumnTarget][] = [];
  for (const column of columns) {
    const targets = [inTheWild, asFact].flatMap((names) => names.get(plainName(column)) ?? []);
    const target = targets.find(({ field }) => !used.has(field));
    if (target === undefined) continue;
    used.add(target.field);
    found.push([column, target]);
  }
  return Object.fromEntries(found);
}

export interface RowInput {
  row: number;
  input: Record<string, unknown>;
  warnings: Problem[];
}

export interface RowOptions {
  mapping: TableMapping;
  source: string;
  /** What people write for a date as ISO text, null for anything else: `isoDate` of @switchyard/orders. */
  isoDate: (written: string) => string | null;
  /** What the day of the upload makes of 12月5日 or 明天: `spokenDay` of @switchyard/orders; without it they stay as they are. */
  spokenDay?: (written: string) => SpokenDay | null;
  /** In which amounts are that name none: `¥199.00` is read where it is CNY. */
  currency?: string;
  /** What an empty cell of a column that has a field says: nothing, or null: the field is to be empty. */
  empty?: "keep" | "clear";
}

/**
 * One row as the body of an order; whether it is a good one, `readOrder` says. Where no column is the order's number, the PO's is: a
 * factory's sheet often has no other.
 */
export function rowToOrder(
  columns: readonly string[],
  { row, cells }: TableRow,
  { mapping, source, isoDate, spokenDay, currency, empty = "keep" }: RowOptions,
): RowInput {
  // A column of currencies may say another one.
  const written = Object.values(mapping).some(({ field }) => field === "currency") ? undefined : currency;
  const order = new Map<string, unknown>([["source", source]]);
  const line = new Map<string, unknown>();
  const custom = new Map<string, unknown>();
  const raw = new Map<string, unknown>();
  let sizes: { size: string; qty: number }[] | null = null;
  const added: Problem[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    const target = Object.hasOwn(mapping, column) ? mapping[column] : undefined;
    const [group, name = ""] = placeOf(target?.field ?? "");
    const fields = group === "line" ? line : group === "custom" ? custom : order;
    if (cell === "") {
      if (empty === "clear" && target !== undefined && !IDENTITY.has(name)) fields.set(name, null);
    } else if (target === undefined) raw.set(column, cell);
    else if (target.as === "sizes") {
      sizes = readSizes(cell);
      if (sizes === null) line.set("size", cell);
    } else {
      const day = target.as === "date" ? readWholeDate(cell, isoDate) : null;
      const guess = target.as === "date" && day === null ? (spokenDay?.(cell) ?? null) : null;
      if (guess !== null) added.push(dayGiven(cell, guess, row));
      const said = withTime(target.field, day ?? guess?.text ?? null);
      const value = said ?? (COUNTED.has(target.field) ? ungrouped(target.field, cell, written) : cell);
      fields.set(name, value);
    }
  }
  const po = order.get("po_no");
  const numbered = columns.some((column) => Object.hasOwn(mapping, column) && mapping[column]?.field === "external_id");
  if (!numbered && typeof po === "string") order.set("external_id", po);
  const warnings = [...added, ...(sizes === null ? [] : checkSum(sizes, line.get("qty"), row))];
  const lines = linesOf(line, sizes);
  const input = {
    ...Object.fromEntries(order),
    ...(lines.length === 0 ? {} : { lines: lines.every(isNothing) ? null : lines }),
    ...(custom.size === 0 ? {} : { custom: Object.fromEntries(custom) }),
    ...(raw.size === 0 ? {} : { table_row: Object.fromEntries(raw) }),
  };
  return { row, input, warnings };
}

const placeOf = (field: string) => (field.includes(".") ? field.split(".") : ["", field]);
/** Without them it is no order's row. */
const IDENTITY: ReadonlySet<string> = new Set(["source", "external_id"]);

/** A day without a time, of fields that are instants: orders come at its beginning, what happens to them has happened by its end. */
export const TIMES_OF_DAYS: Readonly<Record<string, string>> = { ordered_at: "00:00:00", paid_at: "23:59:59" };
const withTime = (field: string, day: string | null): string | null => {
  const time = Object.hasOwn(TIMES_OF_DAYS, field) ? TIMES_OF_DAYS[field] : undefined;
  return time !== undefined && day?.length === 10 ? `${day}T${time}` : day;
};

const COUNTED: ReadonlySet<string> = new Set(["line.qty", "line.unit_price", "amount"]);
/** What an amount is in, or a quantity, where people write it into the cell: as in a column's name. */
const YUAN = /^(?:¥|￥|RMB|CNY)\s*(?=\d)|(?<=\d)\s*(?:元|RMB|CNY)$/i;
const PIECES = /(?<=\d)\s*(?:件|pcs|套)$/i;
function unitless(field: string, cell: string, currency: string | undefined): string {
  const text = cell.normalize("NFKC").trim();
  if (field === "line.qty") return text.replace(PIECES, "");
  // Of another currency it would be another amount.
  return currency === "CNY" ? text.replace(YUAN, "") : text;
}

/** `1,200` and `１，２００` as spreadsheets show numbers, `12件`, `¥199.00`; anything else stays as it is. */
function ungrouped(field: string, cell: string, currency: string | undefined): string {
  const text = unitless(field, cell, currency);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  return /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(",", "") : cell;
}

function linesOf(
  line: ReadonlyMap<string, unknown>,
  sizes: { size: string; qty: number }[] | null,
): Record<string, unknown>[] {
  const common = Object.fromEntries(line);
  if (sizes === null) return line.size === 0 ? [] : [common];
  return sizes.map(({ size, qty }) => ({ ...common, size, qty }));
}

/** All of its cells are empty, and meant so. */
const isNothing = (line: Record<string, unknown>) => Object.values(line).every((value) => value === null);

function checkSum(sizes: readonly { qty: number }[], said: unknown, row: number): Problem[] {
  const sum = sizes.reduce((total, { qty }) => total + qty, 0);
  if (said === undefined || said === null || Number(said) === sum) return [];
  const total = String(said).slice(0, 20);
  return [
    problem(
      "qty_mismatch",
      `各尺码合计 ${sum}，与数量 ${total} 不符`,
      `The sizes add up to ${sum}, the quantity says ${total}`,
      `/rows/${row}`,
    ),
  ];
}

/** "S:100;M:200;L:100", also with full-width signs, commas or blanks; null where the cell is something else ("S/M/L"). */
export function readSizes(cell: string): { size: string; qty: number }[] | null {
  const parts = cell
    .normalize("NFKC")
    // One blank, not a run: a run would be looked through again from each of its blanks.
    .split(/[;,、\n]+|\s(?=[^\s:=*×]+\s*[:=*×])/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const sizes: { size: string; qty: number }[] = [];
  for (const part of parts) {
    const found = /^([^:=*×]{1,20}?)\s*[:=*×]\s*(\d{1,9})\s*件?$/.exec(part);
    if (found === null) return null;
    sizes.push({ size: (found[1] ?? "").trim(), qty: Number(found[2]) });
  }
  return sizes.length === 0 || new Set(sizes.map(({ size }) => size)).size !== sizes.length ? null : sizes;
}

/** Serial numbers of spreadsheets (46044) too. */
function readWholeDate(cell: string, isoDate: RowOptions["isoDate"]): string | null {
  const text = cell.normalize("NFKC").trim();
  return /^\d{5}(\.\d+)?$/.test(text) ? serialToDate(Number(text)) : isoDate(text);
}

const dayGiven = (cell: string, { text, by }: SpokenDay, row: number): Problem => {
  const [said, day, at] = [cell.slice(0, 20), text.slice(0, 10), `/rows/${row}`];
  return by === "year"
    ? problem(
        "year_given",
        `“${said}”没有写年份，按离今天最近的年份读作 ${day}`,
        `“${said}” names no year; it is read as ${day}, the nearest to today`,
        at,
      )
    : problem(
        "day_given",
        `“${said}”从今天算起，读作 ${day}；换一天再上传同一张表，读出的日期就不同了`,
        `“${said}” is counted from today and read as ${day}; the same sheet uploaded on another day gives another date`,
        at,
      );
};
