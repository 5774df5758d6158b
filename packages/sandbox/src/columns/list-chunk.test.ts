import fc from "fast-check";
import { expect, test } from "vitest";
import { textKey } from "../decision-hash.ts";
import { type Column, columnOf } from "./column.ts";
import { type ColumnList, chunkOfLists } from "./list-chunk.ts";
import { ID, KEY_A, KEY_B } from "./order-columns.ts";

function listOf(json: string): ColumnList {
  const bytes = Buffer.from(json);
  return { bytes, text: (from, to) => bytes.toString("utf8", from, to) };
}
const columnIn = (rows: number, json: string): Column =>
  chunkOfLists(rows, new Map([["one", listOf(json)]])).column("one");

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom("", "a", "中", 'a"b', "\\", "null", "1"),
);
const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const scalar = fc.oneof(text, number, fc.boolean());
/** Numbers of lists are plain ones: others are refused. */
const inList = fc.oneof(text, fc.integer(), fc.boolean());
const listsOf = <T>(value: fc.Arbitrary<T>) => fc.array(fc.option(value, { freq: 4 }), { maxLength: 80 });

test("[F4] columns made of a table's lists are those made of the values", () => {
  const lists = fc.oneof(
    listsOf(number),
    listsOf(text),
    listsOf<unknown>(fc.oneof(scalar, fc.array(inList, { maxLength: 3 }))),
  );
  fc.assert(
    fc.property(lists, (values) => {
      const json = JSON.stringify(values);
      const plain = (JSON.parse(json) as unknown[]).map((value) => value ?? undefined);
      expect(columnIn(values.length, json)).toEqual(columnOf(plain));
    }),
    { numRuns: 300 },
  );
});

test("[F4] numbers may be written as a database writes fractions", () => {
  expect(columnIn(3, "[1.0,null,25.0]")).toEqual(columnOf([1, undefined, 25]));
  expect(columnIn(3, "[-0.0,1e21,123456789012345678]")).toEqual(columnOf([-0, 1e21, 123456789012345680]));
});

test("[F4] ids are hashed as their texts are", () => {
  const ids = ["O1", "中", 'a"\\', "O-22"];
  const chunk = chunkOfLists(ids.length, new Map([[ID, listOf(JSON.stringify(ids))]]));
  expect(chunk.column(KEY_A)).toEqual(columnOf(ids.map((id) => textKey(id).a)));
  expect(chunk.column(KEY_B)).toEqual(columnOf(ids.map((id) => textKey(id).b)));
});

test("what columns do not know is refused", () => {
  expect(() => columnIn(1, `["${"x".repeat(4001)}"]`)).toThrow(RangeError);
  expect(() => columnIn(1, `[["a",{}]]`)).toThrow(RangeError);
  expect(() => chunkOfLists(1, new Map()).order(0)).toThrow("no whole orders");
});
