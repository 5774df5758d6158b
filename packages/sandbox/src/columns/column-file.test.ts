import type { Order } from "@switchyard/orders";
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseArbitrary } from "../testing/lane/generate.ts";
import { valueAt } from "./column.ts";
import { COLUMNS_VERSION, readColumns, writeColumns } from "./column-file.ts";
import { chunkOf, type OrderChunk, type RecordedOrder } from "./order-columns.ts";
import { chunkOfTexts, type OrderTexts } from "./text-chunk.ts";

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

function textsOf(orders: readonly RecordedOrder[]): OrderTexts {
  const texts = orders.map(({ order }) => Buffer.from(JSON.stringify(order)));
  const bytes = Buffer.concat(texts);
  let end = 0;
  const ends = texts.map(({ length }) => {
    end += length;
    return end;
  });
  const [at, following] = [orders.map((one) => one.at), orders.map((one) => one.following)];
  return { bytes, ends, at, following, text: (from, to) => bytes.toString("utf8", from, to) };
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
      writer.addChunk(chunkOfTexts(textsOf(plain)));
      writer.finish();
      const read = readColumns(file.input());
      expect(read).toMatchObject({ rows: plain.length, source: "hash", chunks: 1 });
      expectSame(read?.read(0), plain);
    }),
    { numRuns: 50 },
  );
});

test("[F4] chunks stand in the file one after the other; one without orders is none", () => {
  fc.assert(
    fc.property(caseArbitrary, fc.nat(), ({ orders }, at) => {
      const plain = orders.map((one) => ({ ...one, order: asJson(one.order) }));
      const file = memory();
      const writer = writeColumns(file.output, "hash");
      if (plain.length < 2) return;
      const to = 2 + (at % (plain.length - 1));
      const [first, between, after] = [plain.slice(0, 1), plain.slice(1, to), plain.slice(to)];
      for (const part of [first, between, [], after, []]) writer.addChunk(chunkOfTexts(textsOf(part)));
      writer.finish();
      const read = readColumns(file.input());
      const there = [first, between, after].filter(({ length }) => length > 0);
      expect(read).toMatchObject({ rows: plain.length, chunks: there.length });
      for (const [place, part] of there.entries()) {
        expectSame(read?.read(place), part);
        expect(read?.span(place)).toMatchObject({ first: part[0]?.at, last: part.at(-1)?.at, rows: part.length });
      }
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
