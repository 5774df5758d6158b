/** Summaries of an order's lines. An order without lines has none of them but `line_count`: its quantity is not known. */
import type { Order, OrderLine } from "../order.ts";

type ListField = "sku" | "size" | "color" | "category" | "brand" | "origin" | "batch_no" | "style_code" | "name";

/** From here on looking through what was found takes longer than asking a set. */
const MANY = 32;

function distinct(lines: readonly OrderLine[], field: ListField): string[] {
  if (lines.length > MANY) return [...new Set(lines.flatMap((line) => line[field] ?? []))];
  const values: string[] = [];
  for (const line of lines) {
    const value = line[field];
    if (value !== undefined && !values.includes(value)) values.push(value);
  }
  return values;
}

function totalQty(lines: readonly OrderLine[]): number {
  let sum = 0;
  for (const line of lines) sum += line.qty;
  return sum;
}

/** Distinct sizes of which at least one piece is ordered; sizes are codes, so `m` and `Ｍ` are one. */
function sizeCount(lines: readonly OrderLine[]): number {
  const ordered = lines.filter(({ qty }) => qty > 0);
  return distinct(ordered, "size").length;
}

function itemText(lines: readonly OrderLine[]): string | undefined {
  const words = new Set<string>();
  for (const { name, brand, sku, category } of lines) {
    for (const word of [name, brand, sku, category]) if (word !== undefined) words.add(word);
  }
  return words.size === 0 ? undefined : [...words].join(" ");
}

function goodsAmount(lines: readonly OrderLine[]): number | undefined {
  let sum = 0;
  for (const { qty, unit_price } of lines) {
    if (unit_price === undefined) return undefined;
    sum += qty * unit_price;
  }
  return Number.isSafeInteger(sum) ? sum : undefined;
}

export type LineFact = keyof typeof LINE_FACTS;

/** Each is asked only of orders that have lines. */
export const LINE_FACTS = {
  total_qty: totalQty,
  max_line_qty: (lines: readonly OrderLine[]) => lines.reduce((most, line) => Math.max(most, line.qty), 0),
  goods_amount: goodsAmount,
  sku_count: (lines: readonly OrderLine[]) => distinct(lines, "sku").length,
  size_count: sizeCount,
  skus: (lines: readonly OrderLine[]) => distinct(lines, "sku"),
  sizes: (lines: readonly OrderLine[]) => distinct(lines, "size"),
  colors: (lines: readonly OrderLine[]) => distinct(lines, "color"),
  categories: (lines: readonly OrderLine[]) => distinct(lines, "category"),
  brands: (lines: readonly OrderLine[]) => distinct(lines, "brand"),
  origins: (lines: readonly OrderLine[]) => distinct(lines, "origin"),
  batch_nos: (lines: readonly OrderLine[]) => distinct(lines, "batch_no"),
  style_codes: (lines: readonly OrderLine[]) => distinct(lines, "style_code"),
  item_names: (lines: readonly OrderLine[]) => distinct(lines, "name"),
  item_text: itemText,
} satisfies Record<string, (lines: readonly OrderLine[]) => unknown>;

export function isLineFact(name: string): name is LineFact {
  return Object.hasOwn(LINE_FACTS, name);
}

/** One line summary; undefined where the lines do not say. */
export function lineFact(name: LineFact, order: Order): unknown {
  return order.lines.length === 0 ? undefined : LINE_FACTS[name](order.lines);
}
