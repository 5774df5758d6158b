/** Stored orders as bytes: their columns must be those of the parsed orders. */
import type { Order } from "@switchyard/orders";
import { hasValues } from "../../columns/column.ts";
import {
  AT,
  type chunkOf as ChunkOf,
  FOLLOWING,
  ID,
  KEY_A,
  KEY_B,
  ODD,
  type RecordedOrder,
  STORED_FACTS,
} from "../../columns/order-columns.ts";
import type { chunkOfTexts as ChunkOfTexts, OrderTexts } from "../../columns/text-chunk.ts";

/** What is under test: perhaps with a planted fault. */
export interface TextRoom {
  chunkOf: typeof ChunkOf;
  chunkOfTexts: typeof ChunkOfTexts;
}
export interface Moments {
  at?: number;
  following?: readonly (number | undefined)[];
}

function textsOf(stored: readonly string[], { at = 0, following = [0] }: Moments = {}): OrderTexts {
  const texts = stored.map((text) => Buffer.from(text));
  const bytes = Buffer.concat(texts);
  let end = 0;
  return {
    bytes,
    ends: texts.map(({ length }) => (end += length)),
    at: stored.map((_, row) => at + row),
    following: stored.map((_, row) => following[row % following.length]),
    text: (from, to) => bytes.toString("utf8", from, to),
  };
}

/** As text in which no two values are alike: JSON alone has neither -0 nor numbers without end. */
const told = (one: unknown): string =>
  JSON.stringify(one, (_, value: unknown) => {
    if (typeof value === "number")
      return Object.is(value, -0) ? "-0" : Number.isFinite(value) ? value : `the number ${value}`;
    return ArrayBuffer.isView(value) ? [value.constructor.name, ...(value as Int32Array)] : value;
  });

/** What of the bytes is not as parsing every order gives it; null: nothing. */
export function wrongTexts(
  { chunkOf, chunkOfTexts }: TextRoom,
  stored: readonly string[],
  moments?: Moments,
): string | null {
  const texts = textsOf(stored, moments);
  const orders = stored.map((text, row): RecordedOrder => {
    const order = JSON.parse(text) as Order;
    return { order, at: texts.at[row] as number, following: texts.following[row] };
  });
  const [known, chunk] = [chunkOf(orders), chunkOfTexts(texts)];
  const customs = orders.flatMap(({ order }) => Object.keys(order.custom ?? {})).map((name) => `custom.${name}`);
  const names = [ID, KEY_A, KEY_B, AT, FOLLOWING, ODD, ...STORED_FACTS, ...customs, "none", "custom.none", "custom"];
  for (const name of names) {
    const [wanted, made] = [told(known.column(name)), told(chunk.column(name))];
    if (wanted !== made) return `${name}: ${made} should be ${wanted}`;
  }
  for (const [row, { order }] of orders.entries())
    if (told(chunk.order(row)) !== told(order)) return `order ${row} is another`;
  const all = [...new Set(names.filter((name) => hasValues(known.column(name))))].sort();
  const there = [...chunk.columns().keys()].sort();
  return told(there) === told(all) ? null : `the columns ${told(there)} should be ${told(all)}`;
}

const PLAIN: Order = {
  ...{
    id: "O1",
    source: "shop",
    external_id: "E1",
    received_at: 5,
    amount: 120_00,
    brand: "品牌 A",
    tags: ["急", "b"],
  },
  lines: [{ line_no: 1, qty: 2, sku: "S1", name: "女士羊毛大衣", unit_price: 10.5 }],
  custom: { mark: "x", list: ["a"], size: 3, is: true },
  raw: { deep: [{ "}": '"]{\\' }, null] },
};
/** An order as intake gives it, or nearly so. */
export const storedOrder = (more: Record<string, unknown>): string => JSON.stringify({ ...PLAIN, ...more });

const long = "x".repeat(3999);
const line = (more: object) => [{ line_no: 1, qty: 1, ...more }];
/** By what is odd about them. */
export const ODD_TEXTS: Record<string, string[]> = {
  "texts that need escapes, and letters of every length": [
    storedOrder({ note: 'a"b\\c\n\u0001', brand: "é中𝄞\ud800", id: 'O"2' }),
    storedOrder({ note: "a", brand: "é中𝄞", id: "中", tags: ['"', "]", "\\"] }),
    storedOrder({ note: "", po_no: "\\\\" }),
  ],
  "numbers of every kind": [
    ...[0, 7, -7, 1.5, 0.1, -0.5, 1e21, 1e-9, 2 ** 53, 123456789012345, 1234567890123456, 76347974260070890000].map((amount) => storedOrder({ amount })),
    storedOrder({}).replace('"amount":12000', '"amount":-0'),
    storedOrder({}).replace('"amount":12000', '"amount":1.0'),
    storedOrder({}).replace('"amount":12000', '"amount":1e400'),
  ],
  "a column of several types": [
    ...["a", 1, true, false, null, [], {}, ["a"], "1"].map((brand) => storedOrder({ brand })),
    storedOrder({ note: 1 }),
    storedOrder({ note: true, tags: [1, true, "x", 1.5] }),
  ],
  "names and texts at their longest": [
    ...[long, `${long}x`, long.replace("x", "\n")].flatMap((note) => [storedOrder({ note }), storedOrder({ id: note })]),
    ...[100, 101].map((count) => storedOrder({ tags: Array.from({ length: count }, (_, n) => `t${n % 7}`) })),
    ...[100, 101].map((count) => storedOrder({ lines: Array.from({ length: count }, () => line({})[0]) })),
    ...[100, 101].map((count) => storedOrder({ lines: line({ name: "中".repeat(count) }) })),
    ...[50, 51].map((count) => storedOrder({ lines: line({ name: "𝄞".repeat(count) }) })),
  ],
  "orders that are not as intake gives them": [
    ...["id", "source", "tags", "lines", "custom", "raw", "received_at"].flatMap((name) => [
      ...[undefined, null, 1, "", "text", [], {}, [1], [null], [{}], { a: { b: 1 } }].map((value) => storedOrder({ [name]: value })),
    ]),
    ...[{ qty: "1" }, { qty: undefined }, { name: 1 }, { name: null }, { line_no: 1.5 }, { qty: 1.5 }, { sku: 'a"' }].map((more) => storedOrder({ lines: line(more) })),
    storedOrder({ custom: { "a.b": 1 } }),
    storedOrder({ custom: { 'a"b': 1, "": "x", mark: null } }),
    storedOrder({ custom: { __proto__x: 1, mark: ["\n"] } }),
    storedOrder({ other: "x", another: 5, last: { deep: 1 } }),
    storedOrder({ 'na"me': "x", "": 1 }),
  ],
  "names that are nearly those of fields": [
    storedOrder({ brand: undefined, bxaxd: "x" }),
    storedOrder({ lines: line({ qxy: 5 }) }),
  ],
  "fields that stand twice, and JSON written otherwise": [
    storedOrder({}).replace('"brand":', '"brand":"first","brand":'),
    storedOrder({}).replace('"qty":2', '"qty":1,"qty":2'),
    storedOrder({}).replaceAll(":", ": "),
    storedOrder({}).replace('"shop"', '"sh\\u006fp"'),
    storedOrder({}).replace('"brand"', '"br\\u0061nd"'),
    `${storedOrder({})} `,
  ],
}; // biome-ignore format: a list
