import type { Order } from "@switchyard/orders";
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseArbitrary } from "../testing/lane/generate.ts";
import { valueAt } from "./column.ts";
import { COLUMNS_VERSION, readColumns, writeColumns } from "./column-file.ts";
import { chunkOf, type OrderChunk, type RecordedOrder } from "./order-columns.ts";

/** A file in memory. */
function memory() {
  const parts: Uint8Array[] = [];
  const whole = () => Buffer.concat(parts);
  return {
    output: {
      write: (bytes: Uint8Array) => void parts.push(bytes.slice()),
      encode: (text: string) => new TextEncoder().encode(text),
      digest: () => String(whole().length),
    },
    input: () => ({
      size: whole().length,
      read: (at: number, length: number) => Uint8Array.from(whole().subarray(at, at + length)),
      decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
    }),
    whole,
  };
}

const asJson = (order: Order): Order => JSON.parse(JSON.stringify(order));

const NAMES = [
  "id", "key.a", "at", "following", "odd", "brand", "amount", "tags", "item_text", "custom.mark", "none",
]; // biome-ignore format: a word list

function expectSame(chunk: OrderChunk | null | undefined, orders: readonly RecordedOrder[]): void {
  const known = chunkOf(orders);
  expect(chunk?.rows).toBe(orders.length);
  for (const [row, { order }] of orders.entries()) {
    expect(chunk?.order(row)).toEqual(order);
    for (const name of NAMES) {
      const column = chunk?.column(name);
      expect(column && valueAt(column, row)).toEqual(valueAt(known.column(name), row));
    }
  }
}

test("[F4] a prepared data set gives the columns and the orders that it was made of", () => {
  fc.assert(
    fc.property(caseArbitrary, ({ orders }) => {
      const plain = orders.map((one) => ({ ...one, order: asJson(one.order) }));
      const file = memory();
      const writer = writeColumns(file.output, "hash");
      for (const one of plain) writer.add(one);
      writer.finish();
      const read = readColumns(file.input());
      expect(read).toMatchObject({ rows: plain.length, source: "hash", chunks: 1 });
      expectSame(read?.read(0), plain);
    }),
    { numRuns: 50 },
  );
});

test("[F4] a chunk that is added at once comes back in its columns, and stands in the file between those before and after it", () => {
  fc.assert(
    fc.property(caseArbitrary, fc.nat(), ({ orders }, at) => {
      const plain = orders.map((one) => ({ ...one, order: asJson(one.order) }));
      const file = memory();
      const writer = writeColumns(file.output, "hash", { least: 2 });
      const [first, ...others] = plain;
      if (first === undefined || others.length < 2) return;
      const half = 2 + (at % (others.length - 1));
      expect(writer.addChunk([first])).toBeNull();
      expectSame(writer.addChunk(others.slice(0, half)), others.slice(0, half));
      for (const one of others.slice(half)) writer.add(one);
      writer.finish();
      const read = readColumns(file.input());
      const parts = [[first], others.slice(0, half), others.slice(half)].filter(({ length }) => length > 0);
      expect(read).toMatchObject({ rows: plain.length, chunks: parts.length });
      for (const [place, part] of parts.entries()) expectSame(read?.read(place), part);
    }),
    { numRuns: 50 },
  );
});

test("[F4] a file that was cut off, or of another version, is none", () => {
  const file = memory();
  const writer = writeColumns(file.output, "hash");
  writer.finish();
  const input = file.input();
  expect(readColumns(input)?.rows).toBe(0);
  expect(readColumns({ ...input, size: input.size - 8 })).toBeNull();
  expect(readColumns({ ...input, size: 3 })).toBeNull();
  const other = Buffer.from(file.whole());
  other.writeUInt32LE(COLUMNS_VERSION + 1, other.length - 12);
  expect(readColumns({ ...input, read: (at, length) => Uint8Array.from(other.subarray(at, at + length)) })).toBeNull();
});
