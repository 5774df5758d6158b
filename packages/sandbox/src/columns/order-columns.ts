/** Orders taken apart into columns: what conditions may read of them, and what is needed to name them. */
import { COMPUTED_FACTS, DEFAULT_SETTINGS, factReader, isClockFact, type Order } from "@switchyard/orders";
import { textKey } from "../decision-hash.ts";
import { type Bits, type Column, columnOf } from "./column.ts";

/** Facts that stand in the order itself; those of the clock and of the workspace are made of them when they are read. */
export const STORED_FACTS: readonly string[] = COMPUTED_FACTS.filter((name) => name !== "custom" && !isClockFact(name));
const isStored = new Set(STORED_FACTS);
/** A column that may be asked for by a condition; others are known to be missing, or are not for columns at all. */
export const isStoredFact = (name: string): boolean =>
  isStored.has(name) || (name.startsWith("custom.") && !name.includes(".", 7));

/** Beside the facts. `key.a`, `key.b`: the hash of the id. `following`: how many events about the order come later. */
export const ID = "id";
export const KEY_A = "key.a";
export const KEY_B = "key.b";
export const AT = "at";
export const FOLLOWING = "following";
/** 1 where the order is not as intake gives orders: only the engine itself says what becomes of it. */
export const ODD = "odd";

export interface RecordedOrder {
  order: Order;
  at: number;
  /** Undefined: nobody knows. */
  following?: number | undefined;
}

/** Some rows of a data set, in order of time. Columns are read when they are asked for. */
export interface OrderChunk {
  rows: number;
  column(name: string): Column;
  /** The whole order, for what columns cannot decide. */
  order(row: number): Order;
  /** Rows that the run is about; null: all. */
  wanted?: Bits | null;
}

/** Texts and lists beyond these are left to the engine, which counts what it costs to read them. */
export const LONGEST = 4000;
export const LONGEST_LIST = 100;

const isName = (value: unknown): boolean => typeof value === "string" && value.length < LONGEST;
const isValue = (value: unknown): boolean =>
  typeof value === "string"
    ? value.length < LONGEST
    : typeof value === "number"
      ? Number.isFinite(value) && !Object.is(value, -0)
      : typeof value === "boolean";
const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= LONGEST_LIST && value.every((one) => isValue(one));

export const isWhole = (order: Order, at: number): boolean => isPlain(order) && Number.isSafeInteger(at);

/** As intake gives orders, in whatever types; anything else is odd. */
function isPlain(order: Order): boolean {
  const { id, source, tags, lines, custom } = order;
  if (!isName(id) || id === "" || !isName(source) || !isList(tags) || !Array.isArray(lines)) return false;
  if (lines.length > LONGEST_LIST || !lines.every(isPlainLine)) return false;
  if (typeof custom !== "object" || custom === null) return false;
  for (const name of Object.keys(custom)) {
    const value: unknown = custom[name];
    if (name.includes(".") || !(isValue(value) || isList(value))) return false;
  }
  const fields: Record<string, unknown> = order as unknown as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    if (name === "tags" || name === "lines" || name === "custom" || name === "raw") continue;
    const value = fields[name];
    if (value !== undefined && !isValue(value)) return false;
  }
  return true;
}

const LINE_NUMBERS = new Set(["line_no", "qty", "unit_price"]);
function isPlainLine(line: unknown): boolean {
  if (typeof line !== "object" || line === null) return false;
  let length = 0;
  for (const [name, value] of Object.entries(line)) {
    if (value === undefined) continue;
    if (LINE_NUMBERS.has(name)) {
      if (typeof value !== "number" || !Number.isFinite(value)) return false;
    } else if (typeof value !== "string") return false;
    else length += value.length;
  }
  return length <= LONGEST_LIST;
}

/** A chunk of orders that are in memory: a column is made when it is asked for. */
export function chunkOf(orders: readonly RecordedOrder[]): OrderChunk {
  const known = new Map<string, Column>();
  const odd = orders.map(({ order, at }) => (isWhole(order, at) ? undefined : 1));
  const make = (name: string): Column => {
    if (name === ODD) return columnOf(odd);
    const read = readerOf(name);
    return columnOf(orders.map((one, row) => read(one, odd[row] !== undefined)));
  };
  return {
    rows: orders.length,
    column(name) {
      const column = known.get(name) ?? make(name);
      known.set(name, column);
      return column;
    },
    order(row) {
      const found = orders[row];
      if (found === undefined) throw new RangeError(`row ${row}`);
      return found.order;
    },
  };
}

type ReadColumn = (one: RecordedOrder, isOdd: boolean) => unknown;

/** Of odd orders only what names them. */
export function readerOf(name: string): ReadColumn {
  switch (name) {
    case ID:
      return ({ order }) => order.id;
    case KEY_A:
      return ({ order }) => textKey(String(order.id)).a;
    case KEY_B:
      return ({ order }) => textKey(String(order.id)).b;
    case AT:
      return ({ at }) => at;
    case FOLLOWING:
      return ({ following }) => following;
  }
  if (!isStoredFact(name)) return () => undefined;
  if (name.startsWith("custom.")) return ({ order }, isOdd) => (isOdd ? undefined : order.custom[name.slice(7)]);
  const read = factReader([name], DEFAULT_SETTINGS);
  return ({ order, at }, isOdd) => (isOdd ? undefined : read(order, at)[name]);
}
