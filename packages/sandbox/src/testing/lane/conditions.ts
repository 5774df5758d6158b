/** Random conditions over random facts: what a set of rows should be, by the compiler itself. */
import { compile, type Logic, truthy } from "@switchyard/logic";
import type { Order } from "@switchyard/orders";
import fc from "fast-check";
import { hasBit } from "../../columns/column.ts";
import { chunkOf, isStoredFact } from "../../columns/order-columns.ts";
import type { ChunkTruths } from "../../fast/chunk-truths.ts";
import type { Truths } from "../../fast/truth.ts";

/** What is under test: perhaps with a planted fault. */
export interface TruthRoom {
  Truths: typeof Truths;
  ChunkTruths: typeof ChunkTruths;
}
export interface ConditionCase {
  conditions: Logic[];
  rows: object[];
}

const NUMBERS = [0, 1, 2.5, -3, 30_000, 30_001, -1e300, 1e308];
const TEXTS = ["A", "AB", "", "5"];
const fact = fc.constantFrom("amount", "due_at", "brand", "note", "tags", "custom.mark", "custom.points");
const read = fact.map((name): Logic => ({ var: name }));
const constant: fc.Arbitrary<Logic> = fc.constantFrom<Logic>(...NUMBERS, ...TEXTS, true, false, null);
const pair = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(read, constant) },
  { weight: 2, arbitrary: fc.tuple(constant, read) },
  fc.tuple(read, read),
);
const OPERATORS = ["<", "<=", ">", ">=", "===", "!==", "==", "!="];
const number = fc.constantFrom<Logic>(...NUMBERS);
const numeric = fc.constantFrom<Logic>({ var: "amount" }, { var: "due_at" }, { var: "custom.points" });
const leaf: fc.Arbitrary<Logic> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...OPERATORS), fc.oneof(fc.tuple(numeric, number), fc.tuple(number, numeric)))
      .map(([by, [a, b]]): Logic => ({ [by]: [a, b] })),
  },
  fc.constantFrom(...OPERATORS).map((by): Logic => ({ [by]: [{ var: "custom.mark" }, { var: "custom.points" }] })),
  fc.tuple(fc.constantFrom(...OPERATORS), pair).map(([by, [a, b]]): Logic => ({ [by]: [a, b] })),
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

const amount = fc.integer({ min: -20, max: 80 }).map((n) => n / 2);
const bound = fc
  .tuple(fc.constantFrom(...OPERATORS), amount)
  .map(([by, value]): Logic => ({ [by]: [{ var: "amount" }, value] }));

/** Few questions of a column are asked otherwise than many; blocks of 32 rows otherwise than what is left. */
export const conditionArbitrary: fc.Arbitrary<ConditionCase> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      conditions: fc.array(logic, { minLength: 1, maxLength: 4 }),
      rows: fc.array(facts, { minLength: 1, maxLength: 70 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      conditions: fc.array(leaf, { minLength: 60, maxLength: 90 }),
      rows: fc.array(facts, { minLength: 33, maxLength: 70 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      conditions: fc.array(bound, { minLength: 60, maxLength: 90 }),
      rows: fc.array(fc.record({ amount: some(amount), tags: fc.constant([]), custom: fc.constant({}) }), {
        minLength: 20,
        maxLength: 40,
      }),
    }),
  },
);

/** What chance comes upon too rarely: two things that are both not so, of no row beyond the last. */
export const KNOWN_CONDITIONS: readonly ConditionCase[] = [
  {
    conditions: [{ and: [{ "!": { var: "brand" } }, { "!": { var: "note" } }] }],
    rows: [{ tags: [], custom: {} }],
  },
];

/** The columns of another flow in which two facts have changed places. */
const SWAPPED: Record<string, string> = { brand: "note", note: "brand" };
const columnOf = (path: string) => (isStoredFact(path) ? path : null);
const swappedColumnOf = (path: string) => columnOf(SWAPPED[path] ?? path);

/** Null: every row has its answer. */
export function wrongTruth(room: TruthRoom, { conditions, rows }: ConditionCase): string | null {
  const truths = new room.Truths();
  const asked = conditions.flatMap((one) => [
    { one, id: truths.of(one, new Map(), columnOf), swaps: false },
    { one, id: truths.of(one, new Map(), swappedColumnOf), swaps: true },
  ]);
  const orders = rows.map((row, n) => ({ order: recorded(row, n), at: n, following: 0 }));
  const columns = new room.ChunkTruths(truths, chunkOf(orders), new Map());
  columns.work();
  for (const { one, id, swaps } of asked) {
    const bits = columns.bits(id);
    for (let row = rows.length; row < bits.length * 32; row += 1)
      if (hasBit(bits, row)) return `${JSON.stringify(one)}: there is no row ${row}`;
    for (const [row, values] of rows.entries()) {
      if (hasBit(columns.failed, row)) continue;
      const wanted = answerOf(one, swaps ? swapped(values) : values);
      if (wanted !== hasBit(bits, row))
        return `${JSON.stringify(one)} of ${JSON.stringify(values)} should be ${wanted}`;
    }
  }
  return null;
}

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
const swapped = (row: { brand?: unknown; note?: unknown }): object => ({ ...row, brand: row.note, note: row.brand });

function answerOf(one: Logic, values: object): boolean | "it throws" {
  try {
    return truthy(compile(one)(plain(values)));
  } catch {
    return "it throws";
  }
}
