/** Opening a SQLite file so that what is acknowledged is on the disk. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreError } from "../port/errors.ts";

export type Connection = Database.Database;

/** "SWYD": marks the file as ours. */
export const APPLICATION_ID = 0x53_57_59_44;

/**
 * Throws `not_a_switchyard_file` for another program's file, before anything is changed in it (`journal_mode` is written down
 * in the file itself); an empty one may become ours.
 *
 * `synchronous=FULL` is set and asserted on every open: better-sqlite3 reopens a WAL file at NORMAL, which loses
 * acknowledged orders in a power cut.
 */
export function openWriter(file: string): Connection {
  const db = new Database(file, { timeout: 5000 });
  try {
    if (!isOurs(db) && db.prepare("select count(*) from sqlite_schema").pluck().get() !== 0) throw notOurs(file);
    makeDurable(db);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function makeDurable(db: Connection): void {
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  // Shorter pauses at no cost an order; decision 0033.
  db.pragma("wal_autocheckpoint = 1000");
  db.pragma("trusted_schema = OFF");
  db.pragma("foreign_keys = ON");
  db.pragma("cache_size = -16000");
  db.pragma("temp_store = MEMORY");
  assertDurable(db);
}

export const isOurs = (db: Connection): boolean => db.pragma("application_id", { simple: true }) === APPLICATION_ID;

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

export const notOurs = (file: string) =>
  new StoreError("not_a_switchyard_file", {
    zh: `${file} 不是编组站的数据文件。请用 DATA_DIR 指定别的数据目录。`,
    en: `${file} is not a Switchyard file. Name another data directory with DATA_DIR.`,
  });
const noFile = (file: string) =>
  new StoreError("no_file", {
    zh: `没有找到文件 ${file}。`,
    en: `There is no file ${file}.`,
  });
