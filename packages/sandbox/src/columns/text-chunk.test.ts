import type { Order } from "@switchyard/orders";
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseArbitrary } from "../testing/lane/generate.ts";
import { hasValues } from "./column.ts";
import { AT, chunkOf, FOLLOWING, ID, KEY_A, KEY_B, ODD, type RecordedOrder, STORED_FACTS } from "./order-columns.ts";
import { chunkOfTexts, type OrderTexts } from "./text-chunk.ts";

function textsOf(stored: readonly string[], { at = 0, following = [0 as number | undefined] } = {}): OrderTexts {
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

/** What parsing every order gives, column by column. */
function expectSame(stored: readonly string[], options: Parameters<typeof textsOf>[1] = {}): void {
  const texts = textsOf(stored, options);
  const orders = stored.map((text, row): RecordedOrder => {
    const order = JSON.parse(text) as Order;
    return { order, at: texts.at[row] as number, following: texts.following[row] };
  });
  const [known, chunk] = [chunkOf(orders), chunkOfTexts(texts)];
  const customs = orders.flatMap(({ order }) => Object.keys(order.custom ?? {})).map((name) => `custom.${name}`);
  const names = [ID, KEY_A, KEY_B, AT, FOLLOWING, ODD, ...STORED_FACTS, ...customs, "none", "custom.none", "custom"];
  for (const name of names) expect({ name, column: chunk.column(name) }).toEqual({ name, column: known.column(name) });
  for (const [row, { order }] of orders.entries()) expect(chunk.order(row)).toEqual(order);
  const all = names.filter((name) => hasValues(known.column(name)));
  expect([...chunk.columns().keys()].sort()).toEqual([...new Set(all)].sort());
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
const written = (more: Record<string, unknown>): string => JSON.stringify({ ...PLAIN, ...more });

test("[F4] columns made of stored orders' bytes are those made of the orders", () => {
  fc.assert(
    fc.property(caseArbitrary, ({ orders }) => {
      const following = orders.map((one) => one.following);
      expectSame(
        orders.map(({ order }) => JSON.stringify(order)),
        { at: 1000, following: following.length > 0 ? following : [0] },
      );
    }),
    { numRuns: 60 },
  );
});

const long = "x".repeat(3999);
const line = (more: object) => [{ line_no: 1, qty: 1, ...more }];
const ODDITIES: Record<string, string[]> = {
  "texts that need escapes, and letters of every length": [
    written({ note: 'a"b\\c\n\u0001', brand: "é中𝄞\ud800", id: 'O"2' }),
    written({ note: "a", brand: "é中𝄞", id: "中", tags: ['"', "]", "\\"] }),
    written({ note: "", po_no: "\\\\" }),
  ],
  "numbers of every kind": [
    ...[0, 7, -7, 1.5, 0.1, -0.5, 1e21, 1e-9, 2 ** 53, 123456789012345, 1234567890123456].map((amount) => written({ amount })),
    written({}).replace('"amount":12000', '"amount":-0'),
    written({}).replace('"amount":12000', '"amount":1.0'),
    written({}).replace('"amount":12000', '"amount":1e400'),
  ],
  "a column of several types": [
    ...["a", 1, true, false, null, [], {}, ["a"], "1"].map((brand) => written({ brand })),
    written({ note: 1 }),
    written({ note: true, tags: [1, true, "x", 1.5] }),
  ],
  "names and texts at their longest": [
    ...[long, `${long}x`, long.replace("x", "\n")].flatMap((note) => [written({ note }), written({ id: note })]),
    ...[100, 101].map((count) => written({ tags: Array.from({ length: count }, (_, n) => `t${n % 7}`) })),
    ...[100, 101].map((count) => written({ lines: Array.from({ length: count }, () => line({})[0]) })),
    ...[100, 101].map((count) => written({ lines: line({ name: "中".repeat(count) }) })),
    ...[50, 51].map((count) => written({ lines: line({ name: "𝄞".repeat(count) }) })),
  ],
  "orders that are not as intake gives them": [
    ...["id", "source", "tags", "lines", "custom", "raw", "received_at"].flatMap((name) => [
      ...[undefined, null, 1, "", "text", [], {}, [1], [null], [{}], { a: { b: 1 } }].map((value) => written({ [name]: value })),
    ]),
    ...[{ qty: "1" }, { qty: undefined }, { name: 1 }, { name: null }, { line_no: 1.5 }, { qty: 1.5 }, { sku: 'a"' }].map((more) => written({ lines: line(more) })),
    written({ custom: { "a.b": 1 } }),
    written({ custom: { 'a"b': 1, "": "x", mark: null } }),
    written({ custom: { __proto__x: 1, mark: ["\n"] } }),
    written({ other: "x", another: 5, last: { deep: 1 } }),
    written({ 'na"me': "x", "": 1 }),
  ],
  "fields that stand twice, and JSON written otherwise": [
    written({}).replace('"brand":', '"brand":"first","brand":'),
    written({}).replace('"qty":2', '"qty":1,"qty":2'),
    written({}).replaceAll(":", ": "),
    written({}).replace('"shop"', '"sh\\u006fp"'),
    written({}).replace('"brand"', '"br\\u0061nd"'),
    `${written({})} `,
  ],
}; // biome-ignore format: a list

for (const [name, stored] of Object.entries(ODDITIES)) {
  test(`[F4] so they are of ${name}`, () => {
    expectSame(stored);
    for (const one of stored) expectSame([one, written({})]);
    expectSame([...stored, ...stored], { at: 0.5 });
  });
}

test("[F4] no orders at all are no columns", () => expectSame([]));
