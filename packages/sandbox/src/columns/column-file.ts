/**
 * A prepared data set: chunks of columns, one after the other, then a table of what lies where. Only the columns that are asked
 * for are read, and one chunk at a time. Whoever has a file system gives the bytes; numbers lie in the machine's own order
 * (little-endian on all that run this), each block on a multiple of eight.
 */
import { type Bits, type Column, missingColumn } from "./column.ts";
import type { OrderChunk } from "./order-columns.ts";
import type { TextChunk } from "./text-chunk.ts";

/** Raised whenever what is stored, or what is made of orders, changes: files of another version are made anew. */
export const COLUMNS_VERSION = 1;
const MAGIC = 0x53575943;
const TAIL = 16;
/** Orders of a chunk: its columns fit into the processor's cache, and few hundred chunks make ten million. */
export const CHUNK_ROWS = 16_384;
/** Of the first chunk of orders that are read from rows: few, for its figures are the first that anybody sees. */
export const FIRST_CHUNK_ROWS = 2048;

export interface ColumnOutput {
  write(bytes: Uint8Array): void;
  /** UTF-8. */
  encode(text: string): Uint8Array;
  /** Of all bytes that were written: what the file's content is known by. */
  digest(): string;
}
export interface ColumnInput {
  size: number;
  /** A copy of its own, beginning on a multiple of eight. */
  read(at: number, length: number): Uint8Array;
  decode(bytes: Uint8Array): string;
}

interface Block {
  at: number;
  bytes: number;
}
type Stored =
  | { kind: "numbers"; values: Block; small: boolean; valid: Block | null }
  | { kind: "codes"; codes: Block; width: 1 | 2 | 4; values: Block };
interface StoredChunk {
  rows: number;
  first: number;
  last: number;
  columns: Record<string, Stored>;
  /** Each order's JSON, and where each ends; null: orders were not kept. */
  orders: { text: Block; ends: Block } | null;
}
interface Table {
  version: number;
  /** What it was made of: the data set's own hash. */
  source: string;
  content: string;
  rows: number;
  chunks: StoredChunk[];
}

export interface ColumnWriter {
  /** Stored orders, as a chunk of their own: whoever runs it too has its columns already. */
  addChunk(chunk: TextChunk): void;
  /** What was added so far is whole. */
  finish(): void;
}

/** Takes orders in order of time. `keeps`: whole orders too, for what columns cannot decide. */
export function writeColumns(output: ColumnOutput, source: string, { keeps = true } = {}): ColumnWriter {
  const chunks: StoredChunk[] = [];
  let at = 0;
  let rows = 0;

  function put(bytes: Uint8Array): Block {
    const block = { at, bytes: bytes.byteLength };
    output.write(bytes);
    const rest = -bytes.byteLength & 7;
    if (rest > 0) output.write(new Uint8Array(rest));
    at += bytes.byteLength + rest;
    return block;
  }
  const putArray = (array: ArrayBufferView) => put(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  const putText = (text: string) => put(output.encode(text));

  function putColumn(column: Column): Stored {
    if (column.kind === "numbers") {
      const small = column.values instanceof Int32Array;
      return { kind: "numbers", values: putArray(column.values), small, valid: column.valid && putArray(column.valid) };
    }
    const width = column.codes.BYTES_PER_ELEMENT === 1 ? 1 : column.codes.BYTES_PER_ELEMENT === 2 ? 2 : 4;
    return { kind: "codes", codes: putArray(column.codes), width, values: putText(JSON.stringify(column.values)) };
  }

  function putColumns(made: ReadonlyMap<string, Column>): Record<string, Stored> {
    const columns: Record<string, Stored> = {};
    for (const [name, column] of made) columns[name] = putColumn(column);
    return columns;
  }

  return {
    addChunk(chunk) {
      const [first, last] = [chunk.texts.at[0], chunk.texts.at.at(-1)];
      if (first === undefined || last === undefined) return;
      const columns = putColumns(chunk.columns());
      const { bytes, ends } = chunk.texts;
      const texts = keeps ? { text: put(bytes), ends: putArray(Uint32Array.from(ends)) } : null;
      chunks.push({ rows: chunk.rows, first, last, columns, orders: texts });
      rows += chunk.rows;
    },
    finish() {
      const table: Table = { version: COLUMNS_VERSION, source, content: output.digest(), rows, chunks };
      const { bytes } = putText(JSON.stringify(table));
      putArray(new Uint32Array([MAGIC, COLUMNS_VERSION, bytes, -bytes & 7]));
    },
  };
}

export interface ColumnFile {
  rows: number;
  source: string;
  chunks: number;
  /** Instants of the chunk's first and last order. */
  span(chunk: number): { first: number; last: number; rows: number };
  read(chunk: number): OrderChunk;
}

/** Null: no such file, or of another version. */
export function readColumns(input: ColumnInput): ColumnFile | null {
  if (input.size < TAIL) return null;
  const [magic, version, bytes = 0, rest = 0] = new Uint32Array(input.read(input.size - TAIL, TAIL).buffer);
  if (magic !== MAGIC || version !== COLUMNS_VERSION || bytes + rest + TAIL > input.size) return null;
  const table = JSON.parse(input.decode(input.read(input.size - TAIL - rest - bytes, bytes))) as Table;
  const { rows, source, chunks } = table;
  const chunkAt = (place: number): StoredChunk => {
    const chunk = chunks[place];
    if (chunk === undefined) throw new RangeError(`chunk ${place}`);
    return chunk;
  };
  return { rows, source, chunks: chunks.length, span: chunkAt, read: (place) => readChunk(input, chunkAt(place)) };
}

function readChunk(input: ColumnInput, { rows, columns, orders }: StoredChunk): OrderChunk {
  const known = new Map<string, Column>();
  let ends: Uint32Array | null = null;
  return {
    rows,
    column(name) {
      const found = known.get(name);
      if (found !== undefined) return found;
      const stored = columns[name];
      const column = stored === undefined ? missingColumn(rows) : readColumn(input, stored);
      known.set(name, column);
      return column;
    },
    order(row) {
      if (orders === null) throw new Error("this data set was prepared without its orders");
      ends ??= new Uint32Array(input.read(orders.ends.at, orders.ends.bytes).buffer);
      const from = row === 0 ? 0 : (ends[row - 1] ?? 0);
      return JSON.parse(input.decode(input.read(orders.text.at + from, (ends[row] ?? from) - from)));
    },
  };
}

function readColumn(input: ColumnInput, stored: Stored): Column {
  const buffer = ({ at, bytes }: Block) => input.read(at, bytes).buffer;
  if (stored.kind === "numbers") {
    const values = stored.small ? new Int32Array(buffer(stored.values)) : new Float64Array(buffer(stored.values));
    const valid: Bits | null = stored.valid && new Int32Array(buffer(stored.valid));
    return { kind: "numbers", values, valid };
  }
  const codes =
    stored.width === 1
      ? new Uint8Array(buffer(stored.codes))
      : stored.width === 2
        ? new Uint16Array(buffer(stored.codes))
        : new Uint32Array(buffer(stored.codes));
  const values = JSON.parse(input.decode(input.read(stored.values.at, stored.values.bytes))) as unknown[];
  return { kind: "codes", codes, values };
}
