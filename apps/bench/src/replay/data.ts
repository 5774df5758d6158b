/** One history on the disk in three forms: columns, a table with the facts in columns, rows of JSON as the server keeps them. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import {
  CHUNK_ROWS,
  type ColumnFile,
  chunkOfTexts,
  FIRST_CHUNK_ROWS,
  readColumns,
  type TextChunk,
  writeColumns,
} from "@switchyard/sandbox";
import Database from "better-sqlite3";
import { ruleOrder } from "./rules.ts";

export function writeColumnFile(path: string, count: number): void {
  const handle = openSync(path, "w");
  const hash = createHash("sha256");
  const output = {
    write(bytes: Uint8Array) {
      hash.update(bytes);
      for (let put = 0; put < bytes.length; ) put += writeSync(handle, bytes, put);
    },
    encode: (text: string) => Buffer.from(text),
    digest: () => hash.copy().digest("hex"),
  };
  const writer = writeColumns(output, "bench", { keeps: false });
  // As the server makes it: the first chunk is small.
  for (let n = 0, next = FIRST_CHUNK_ROWS; n < count; n = next, next += CHUNK_ROWS)
    writer.addChunk(stored(n, Math.min(next, count)));
  writer.finish();
  closeSync(handle);
}

function stored(from: number, to: number): TextChunk {
  const orders = Array.from({ length: to - from }, (_, row) => ruleOrder(from + row));
  let end = 0;
  const texts = orders.map((order) => JSON.stringify(order));
  const ends = texts.map(({ length }) => (end += length));
  const bytes = Buffer.from(texts.join(""));
  const [at, following] = [orders.map((order) => order.received_at), orders.map(() => 0)];
  return chunkOfTexts({ bytes, ends, at, following, text: (start, stop) => bytes.toString("latin1", start, stop) });
}

export function openColumnFile(path: string): ColumnFile {
  const handle = openSync(path, "r");
  const file = readColumns({
    size: fstatSync(handle).size,
    read(at, length) {
      const bytes = new Uint8Array(length);
      for (let got = 0; got < length; ) got += readSync(handle, bytes, got, length - got, at + got);
      return bytes;
    },
    decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"),
  });
  if (file === null) throw new Error(`${path} is no file of columns`);
  return file;
}

/** The facts that the rules read, in a table's columns. Lists are JSON. */
export const FACTS = [
  "id", "source", "at", "received_at", "style_code", "amount", "province", "total_qty", "channel", "brand", "tags", "due_date",
] as const; // biome-ignore format: a word list

const NUMBERS = new Set<string>(["at", "received_at", "amount", "total_qty"]);

export function writeTables(path: string, count: number): void {
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = OFF");
  // Without a type a number would be kept, and written, as a fraction.
  const typed = FACTS.map((name) => `${name} ${NUMBERS.has(name) ? "integer" : "text"}`);
  db.exec(`create table facts (n integer primary key, ${typed.join(", ")})`);
  db.exec("create table rows (n integer primary key, at integer, body text)");
  const addFacts = db.prepare(`insert into facts values (?, ${FACTS.map(() => "?").join(", ")})`);
  const addRow = db.prepare("insert into rows values (?,?,?)");
  for (let from = 0; from < count; from += 10_000) {
    db.transaction(() => {
      for (let n = from; n < Math.min(count, from + 10_000); n += 1) {
        const order = ruleOrder(n);
        const { id, source, received_at: at, style_code, amount, province, channel, brand, tags, due_date } = order;
        const pieces = order.lines.reduce((sum, { qty }) => sum + qty, 0);
        addFacts.run(
          ...[n, id, source, at, at, style_code, amount, province ?? null, pieces, channel, brand ?? null],
          ...[JSON.stringify(tags), due_date ?? null],
        );
        addRow.run(n, at, JSON.stringify(order));
      }
    })();
  }
  db.close();
}
