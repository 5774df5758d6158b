import { compile, type Logic, truthy } from "@switchyard/logic";
import type { Order } from "@switchyard/orders";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkOf, isStoredFact } from "../columns/order-columns.ts";
import { ChunkTruths } from "./chunk-truths.ts";
import { Truths } from "./truth.ts";

const NUMBERS = [0, 1, 2.5, -3, 30_000];
const TEXTS = ["A", "AB", "", "5"];
const fact = fc.constantFrom("amount", "due_at", "brand", "note", "tags", "custom.mark", "custom.points");
const read = fact.map((name): Logic => ({ var: name }));
const constant: fc.Arbitrary<Logic> = fc.constantFrom<Logic>(...NUMBERS, ...TEXTS, true, false, null);
const pair = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(read, constant) },
  { weight: 2, arbitrary: fc.tuple(constant, read) },
  fc.tuple(read, read),
);
const leaf: fc.Arbitrary<Logic> = fc.oneof(
  fc
    .tuple(fc.constantFrom("<", "<=", ">", ">=", "===", "!==", "==", "!="), pair)
    .map(([by, [a, b]]): Logic => ({ [by]: [a, b] })),
  fc.tuple(constant, read, constant).map(([a, b, c]): Logic => ({ "<=": [a, b, c] })),
  fc.array(fact, { minLength: 1, maxLength: 3 }).map((names): Logic => ({ missing: names })),
  read,
  constant,
  fc.tuple(read, fc.array(constant, { maxLength: 3 })).map(([a, list]): Logic => ({ in: [a, list] })),
  fc.tuple(constant, read).map(([a, b]): Logic => ({ in: [a, b] })),
  read.map((one): Logic => ({ "===": [{ substr: [one, 0, 1] }, "A"] })),
  read.map((one): Logic => ({ ">": [{ reduce: [one, { "+": [{ var: "accumulator" }, 1] }, 0] }, 1] })),
  read.map((one): Logic => ({ unknown: [one] })),
);
const logic: fc.Arbitrary<Logic> = fc.letrec<{ logic: Logic }>((tie) => ({
  logic: fc.oneof(
    { weight: 3, arbitrary: leaf },
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("logic"), { minLength: 1, maxLength: 3 }))
      .map(([by, parts]): Logic => ({ [by]: parts })),
    fc.tuple(fc.constantFrom("!", "!!"), tie("logic")).map(([by, part]): Logic => ({ [by]: [part] })),
  ),
})).logic;

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3, nil: undefined });
const facts = fc.record({
  amount: some(fc.constantFrom(...NUMBERS)),
  due_at: some(fc.constantFrom<number | string>(1, 2.5, "5")),
  brand: some(fc.constantFrom(...TEXTS)),
  note: some(fc.constantFrom<string | number>("A", "AB", 5)),
  tags: fc.array(fc.constantFrom(...TEXTS), { maxLength: 3 }),
  custom: fc.record({ mark: some(fc.constantFrom(...TEXTS)), points: some(fc.constantFrom(...NUMBERS)) }),
});

test("[F2] a condition asked of columns has the answer of the compiler, row by row; where that throws, the row is told apart", () => {
  fc.assert(
    fc.property(
      fc.array(logic, { minLength: 1, maxLength: 4 }),
      fc.array(facts, { minLength: 1, maxLength: 70 }),
      (list, rows) => {
        const truths = new Truths();
        const asked = list.map((one) => truths.of(one, new Map(), (path) => (isStoredFact(path) ? path : null)));
        const orders = rows.map((row, n) => ({ order: recorded(row, n), at: n, following: 0 }));
        const columns = new ChunkTruths(truths, chunkOf(orders), new Map());
        columns.work();
        for (const [place, id] of asked.entries()) {
          const bits = columns.bits(id);
          for (let row = 0; row < bits.length * 32; row += 1) {
            const isSet = (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
            const values = rows[row];
            if (values === undefined) expect(isSet).toBe(false);
            else if ((((columns.failed[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0)
              expect(isSet).toBe(answerOf(list[place] ?? null, values));
          }
        }
        for (const [row, values] of rows.entries()) {
          const isFailed = (((columns.failed[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
          if (!isFailed) for (const one of list) expect(answerOf(one, values)).not.toBe("throws");
        }
      },
    ),
    { numRuns: 1000 },
  );
});

/** An order with nothing but what the conditions read. */
const recorded = (row: object, n: number): Order =>
  ({
    id: `o${n}`,
    source: "s",
    external_id: `${n}`,
    received_at: n,
    lines: [],
    raw: {},
    ...plain(row),
  }) as unknown as Order;
const plain = (row: object): object => JSON.parse(JSON.stringify(row));

function answerOf(one: Logic, values: object): boolean | "throws" {
  try {
    return truthy(compile(one)(plain(values)));
  } catch {
    return "throws";
  }
}
