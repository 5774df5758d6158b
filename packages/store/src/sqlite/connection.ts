/** Opening a SQLite file so that what is acknowledged is on the disk. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreError } from "../port/errors.ts";

export type Connection = Database.Database;

/**
 * `synchronous=FULL` is set and asserted on every open: better-sqlite3 reopens a WAL file at NORMAL, which loses
 * acknowledged orders in a power cut.
 */
export function openWriter(file: string): Connection {
  const db = new Database(file, { timeout: 5000 });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  // Shorter pauses at no cost an order; decision 0033.
  db.pragma("wal_autocheckpoint = 1000");
  db.pragma("trusted_schema = OFF");
  db.pragma("foreign_keys = ON");
  db.pragma("cache_size = -16000");
  db.pragma("temp_store = MEMORY");
  assertDurable(db);
  return db;
}

/** Throws `no_file` where there is none. */
export function openReadOnly(file: string): Connection {
  if (!existsSync(file)) throw noFile(file);
  const db = new Database(file, { timeout: 5000, readonly: true, fileMustExist: true });
  db.pragma("query_only = ON");
  db.pragma("trusted_schema = OFF");
  db.pragma("cache_size = -8000");
  return db;
}

/** Throws unless the connection is in WAL mode and waits for the disk at every commit. */
export function assertDurable(db: Connection): void {
  const mode = db.pragma("journal_mode", { simple: true });
  const synchronous = db.pragma("synchronous", { simple: true });
  if (mode === "wal" && synchronous === 2) return;
  throw new StoreError("not_durable", {
    zh: `数据库没有以持久方式打开（journal_mode=${mode},synchronous=${synchronous}）。请把数据目录放在支持 WAL 的本地磁盘上。`,
    en: `The database is not open durably (journal_mode=${mode}, synchronous=${synchronous}). Put the data directory on a local disk that supports WAL.`,
  });
}

const noFile = (file: string) =>
  new StoreError("no_file", {
    zh: `没有找到文件 ${file}。`,
    en: `There is no file ${file}.`,
  });
