/** The lines of an order, from what conditions ask of their summaries. */
import { formatMoney, type OrderLineInput } from "@switchyard/orders";
import { decideAbsent, type FactState } from "../domain/fact-state.ts";
import { hasNumber, type NumberDomain, pickNumber } from "../domain/number-domain.ts";
import type { StateRead } from "./due.ts";
import { hull, numberOf } from "./instants.ts";
import { chooseEntries, chooseText, keeps } from "./texts.ts";

/** Each list fact and the field of a line that it lists. */
const LISTS = {
  skus: "sku", sizes: "size", colors: "color", categories: "category", brands: "brand", origins: "origin",
  batch_nos: "batch_no", style_codes: "style_code", item_names: "name",
} as const; // biome-ignore format: a table
type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];
const NUMBERS = ["line_count", "total_qty", "max_line_qty", "goods_amount", "sku_count", "size_count"] as const;
const LINE_FACT_NAMES: readonly string[] = [...LIST_NAMES, ...NUMBERS, "item_text"];
/** There as soon as there is a line. */
const WITH_LINES = [...LIST_NAMES, "total_qty", "max_line_qty", "sku_count", "size_count"];
/** Where all lines agree on these, the order has them too. */
const PROMOTED = { brands: "brand", style_codes: "style_code", origins: "origin" } as const;

export type LinesChoice = { ok: true; lines: OrderLineInput[]; priced: boolean } | { ok: false; never: boolean };
const NEVER: LinesChoice = { ok: false, never: true };
const PERHAPS: LinesChoice = { ok: false, never: false };

const isThere = (state: FactState | undefined): boolean => state !== undefined && decideAbsent(state) === false;
const isGone = (state: FactState | undefined): boolean => state !== undefined && !state.present;

export function makeLines(states: StateRead, currency: string): LinesChoice {
  const count = numberOf(states("line_count"));
  const isEmptyAllowed = count === null || hasNumber(count, 0);
  const isAsked = LINE_FACT_NAMES.some((name) => name !== "line_count" && isThere(states(name)));
  const isRefused = WITH_LINES.some((name) => isGone(states(name)));
  if (isAsked && isRefused) return NEVER;
  if (!isAsked && isEmptyAllowed) return { ok: true, lines: [], priced: false };
  if (isRefused) return NEVER;
  return someLines(states, count, currency);
}

interface Wanted {
  lists: Partial<Record<ListName, string[]>>;
  lines: number;
  total: number;
  most: number;
  sizes: number;
}

function someLines(states: StateRead, count: NumberDomain | null, currency: string): LinesChoice {
  const lists = chooseLists(states);
  if (lists === null) return NEVER;
  const sizes = chooseSizes(states, lists);
  if (sizes === null) return NEVER;
  const figures = chooseFigures(states, count, lists, sizes);
  if (figures === null) return contradicts(states, count, sizes) ? NEVER : PERHAPS;
  const lines = fill(figures);
  const words = addWords(states, lines, lists);
  if (words !== null) return words;
  return addPrices(states, lines, figures.total, currency);
}

/** `sku_count` is the length of `skus`, so both bind it. */
function chooseLists(states: StateRead): Wanted["lists"] | null {
  const lists: Wanted["lists"] = {};
  const skuCount = numberOf(states("sku_count"));
  for (const name of LIST_NAMES) {
    const state = states(name);
    if (state === undefined && !(name === "skus" && skuCount !== null)) continue;
    const list: FactState = state ?? {
      absent: true,
      present: true,
      domain: { type: "list", has: [], hasNot: [], min: 0, max: 5000 },
    };
    if (list.domain.type !== "list") continue;
    let atLeast = list.domain.min;
    if (name === "skus" && skuCount !== null) {
      const fits = fitting(skuCount, list.domain.min, list.domain.max);
      if (fits === null) return null;
      atLeast = fits;
    }
    lists[name] = chooseEntries(name, list, atLeast);
  }
  return lists;
}

/** The least number of the domain from `min` on, or null when it is past `max`. */
function fitting(domain: NumberDomain, min: number, max: number): number | null {
  const from =
    domain.only === null
      ? pickNumber({ ...domain, lo: Math.max(domain.lo, min), loOpen: domain.lo >= min && domain.loOpen }, min)
      : Math.min(...domain.only.filter((value) => value >= min), Number.POSITIVE_INFINITY);
  return from === null || from > max || from < min ? null : from;
}

/** How many sizes have pieces; adds sizes where conditions want more than the list names. */
function chooseSizes(states: StateRead, lists: Wanted["lists"]): number | null {
  const domain = numberOf(states("size_count"));
  if (domain === null) return lists.sizes?.length ?? 0;
  const state = states("sizes");
  const list = state?.domain.type === "list" ? state.domain : null;
  const wanted = fitting(domain, 0, list?.max ?? 5000);
  if (wanted === null) return null;
  const known = lists.sizes ?? [];
  if (hasNumber(domain, known.length)) return known.length;
  if (wanted <= known.length) return wanted;
  const blank: FactState = {
    absent: false,
    present: true,
    domain: { type: "list", has: [], hasNot: [], min: 0, max: 5000 },
  };
  lists.sizes = chooseEntries("sizes", state ?? blank, wanted);
  return lists.sizes.length >= wanted ? wanted : null;
}

function chooseFigures(
  states: StateRead,
  count: NumberDomain | null,
  lists: Wanted["lists"],
  sizes: number,
): Wanted | null {
  const mixed = (Object.keys(PROMOTED) as (keyof typeof PROMOTED)[]).some(
    (name) => isGone(states(PROMOTED[name])) && lists[name]?.length === 1,
  );
  const [total, most] = [numberOf(states("total_qty")), numberOf(states("max_line_qty"))];
  const lists_ = Math.max(1, mixed ? 2 : 1, sizes, ...Object.values(lists).map((list) => list.length));
  for (const sum of numbersFrom(total, Math.max(sizes, most === null ? 0 : lowest(most)))) {
    if (sum < sizes || (sum === 0 && sizes > 0)) continue;
    const room = sum - Math.max(0, sizes - 1);
    for (const top of most === null ? [room] : numbersDownFrom(most, room)) {
      if (top > sum || (top === 0) !== (sum === 0)) continue;
      const needed = Math.max(lists_, top === 0 ? 1 : Math.ceil((sum - top) / top) + 1, sizes);
      // Sizes with pieces need a piece each beside the largest line.
      if (sizes > 0 && sum - top < sizes - 1) continue;
      const lines = count === null ? needed : fitting(count, needed, 5000);
      if (lines !== null && lines <= 5000) return { lists, lines, total: sum, most: top, sizes };
    }
  }
  return null;
}

/** Contradictions between the bounds alone; whatever else was not found is only not found. */
function contradicts(states: StateRead, count: NumberDomain | null, sizes: number): boolean {
  const bounds = (name: string) => {
    const domain = numberOf(states(name));
    return domain === null ? { lo: 0, hi: Number.POSITIVE_INFINITY } : hull(domain);
  };
  const [total, most] = [bounds("total_qty"), bounds("max_line_qty")];
  const lines = count === null ? { lo: 1, hi: 5000 } : hull(count);
  const lists = LIST_NAMES.map((name) => states(name)?.domain).map((domain) =>
    domain?.type === "list" ? domain.min : 0,
  );
  return (
    total.hi < Math.max(sizes, most.lo) ||
    lines.hi < Math.max(1, sizes, ...lists) ||
    total.lo > lines.hi * most.hi ||
    most.hi < Math.min(1, total.lo, 1) ||
    (sizes > 0 && most.hi < 1)
  );
}

const lowest = (domain: NumberDomain): number => (domain.only === null ? domain.lo : Math.min(...domain.only));

function numbersFrom(domain: NumberDomain | null, min: number): number[] {
  if (domain === null) return [Math.max(1, min), 0, min + 1, min + 100, min * 5000].filter((value) => value >= min);
  if (domain.only !== null) return [...domain.only];
  const low = Math.max(domain.lo, min);
  const tries = [
    ...Array.from({ length: 12 }, (_, step) => low + step),
    Math.max(low, 100),
    Math.max(low, 10_000),
    domain.hi,
  ];
  return tries.filter((value) => hasNumber(domain, value));
}

function numbersDownFrom(domain: NumberDomain, max: number): number[] {
  if (domain.only !== null) return [...domain.only].sort((a, b) => b - a);
  const high = Math.min(domain.hi, max);
  const tries = [...Array.from({ length: 12 }, (_, step) => high - step), domain.lo, Math.ceil(max / 2)];
  return tries.filter((value) => value >= 0 && hasNumber(domain, value));
}

/** Pieces: the first line has the most, sizes one each, the rest as evenly as the most allows. */
function fill({ lists, lines, total, most, sizes }: Wanted): OrderLineInput[] {
  const rows: OrderLineInput[] = Array.from({ length: lines }, () => ({ qty: 0 }));
  const pieces = rows.map((_, at) => (at === 0 ? most : at < sizes ? 1 : 0));
  let left = total - pieces.reduce((sum, qty) => sum + qty, 0);
  const order = [...rows.keys()].slice(1);
  for (const at of [
    ...order.filter((row) => row < Math.max(sizes, 1)),
    ...order.filter((row) => row >= Math.max(sizes, 1)),
  ]) {
    const more = Math.min(left, most - (pieces[at] ?? 0));
    if (more <= 0) continue;
    // Lines past the counted sizes may name a size only while they have no pieces.
    pieces[at] = (pieces[at] ?? 0) + more;
    left -= more;
  }
  for (const [at, row] of rows.entries()) row.qty = pieces[at] ?? 0;
  for (const name of LIST_NAMES) {
    const entries = lists[name] ?? [];
    if (name === "sizes") placeSizes(rows, entries, sizes);
    else for (const [at, entry] of entries.entries()) Object.assign(rows[at] ?? {}, { [LISTS[name]]: entry });
  }
  return rows;
}

/** The counted sizes on lines with pieces, the others on lines without. */
function placeSizes(rows: OrderLineInput[], entries: readonly string[], counted: number): void {
  const withPieces = rows.filter((row) => Number(row.qty) > 0);
  const without = rows.filter((row) => Number(row.qty) === 0);
  for (const [at, entry] of entries.entries()) {
    const row = at < counted ? withPieces[at] : (without[at - counted] ?? undefined);
    if (row !== undefined) row.size = entry;
    else rows.push({ qty: 0, size: entry });
  }
}

/** Item text is made of names, brands, SKUs and categories: what is wanted in it goes into a name. */
function addWords(states: StateRead, lines: OrderLineInput[], lists: Wanted["lists"]): LinesChoice | null {
  const state = states("item_text");
  if (state === undefined) return null;
  const isSaid = (["item_names", "brands", "skus", "categories"] as const).some(
    (name) => (lists[name]?.length ?? 0) > 0,
  );
  if (!isThere(state)) return isSaid && isGone(state) ? NEVER : null;
  const first = lines[0];
  if (first === undefined || state.domain.type !== "text") return null;
  const names = states("item_names");
  if (names?.domain.type === "list") {
    if (isSaid) return null;
    const text = chooseText("item_text", state, "text", 128);
    if (text === null || names.domain.hasNot.length + names.domain.max < 1) return PERHAPS;
    first.category = text;
    return null;
  }
  const text = chooseText("item_text", state, "text", 500);
  if (text === null || !keeps(text, "text", 500)) return PERHAPS;
  first.name = text;
  return null;
}

/** Prices whose sum is wanted: all of it on a line whose quantity divides it. */
function addPrices(states: StateRead, lines: OrderLineInput[], total: number, currency: string): LinesChoice {
  const state = states("goods_amount");
  if (!isThere(state)) return { ok: true, lines, priced: false };
  const domain = numberOf(state);
  if (domain === null) return PERHAPS;
  const units = [...new Set(lines.map((line) => Number(line.qty)))].filter((qty) => qty > 0).sort((a, b) => a - b);
  const unit = units[0];
  const amount = unit === undefined ? (hasNumber(domain, 0) ? 0 : null) : multiple(domain, unit);
  if (amount === null) return total === 0 ? NEVER : PERHAPS;
  const carrier = lines.find((line) => Number(line.qty) === unit);
  for (const line of lines)
    line.unit_price = formatMoney(line === carrier && unit !== undefined ? amount / unit : 0, currency);
  return { ok: true, lines, priced: true };
}

function multiple(domain: NumberDomain, unit: number): number | null {
  if (domain.only !== null) return domain.only.find((value) => value % unit === 0) ?? null;
  const first = Math.ceil(Math.max(domain.lo, 0) / unit) * unit;
  for (let step = 0; step <= domain.not.length + 1; step += 1)
    if (hasNumber(domain, first + step * unit)) return first + step * unit;
  return null;
}
