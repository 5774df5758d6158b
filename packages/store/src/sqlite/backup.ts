/** A copy of the whole file while it is in use, and the way back. Both are verified before anything is put in place. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StoreError } from "../port/errors.ts";
import type { JournalCheckpoint } from "../port/journal.ts";
import { type Connection, openReadOnly } from "./connection.ts";
import { lockFile } from "./lock.ts";
import { assertReadable, ownMigrations } from "./migrate.ts";
import { verifyJournal } from "./verify-journal.ts";

/** What a file was found to hold. */
export interface Inspection {
  bytes: number;
  orders: number;
  /** One for each workspace of the journal. */
  journals: JournalCheckpoint[];
}

/**
 * Writes a copy of a file that may be in use to a new file: one consistent moment, as one file. The copy is checked before
 * it gets its name. Throws `StoreError`: no such file, `file_exists`, not ours, `damaged`.
 */
export async function backupSqlite(file: string, out: string): Promise<Inspection> {
  const target = resolve(out);
  if (existsSync(target)) throw fileExists(target);
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    copyWhole(resolve(file), partial);
    const found = await inspectSqlite(partial);
    renameSync(partial, target);
    sync(dirname(target));
    return found;
  } finally {
    for (const rest of ["", "-wal", "-shm", "-journal"]) rmSync(`${partial}${rest}`, { force: true });
  }
}

/** With what stands in its log only, if there is one beside it. */
function copyWhole(file: string, out: string): void {
  const source = openReadOnly(file);
  try {
    assertReadable(source, ownMigrations());
    source.pragma("query_only = OFF");
    source.prepare("vacuum into ?").run(out);
  } finally {
    source.close();
  }
  sync(out);
}

/** Where what a restore brings lies until it has taken the file's place. */
const incomingOf = (file: string): string => `${file}.restoring`;

/** Throws where a restore was cut off between taking the old file away and putting the backup in its place. */
export function assertRestored(file: string): void {
  if (!existsSync(file) && existsSync(incomingOf(file))) throw halfRestored(file);
}

/**
 * Puts a backup in the place of a file that nobody uses. A file that is there is kept beside it, and only replaced when
 * `replace` says so; answers its new name. Throws `StoreError`: `file_in_use`, `file_exists`, not ours, newer, `damaged`.
 */
export async function restoreSqlite(
  backup: string,
  file: string,
  { replace, now }: { replace: boolean; now: number },
): Promise<Inspection & { kept: string | null }> {
  const target = resolve(file);
  const found = await inspectSqlite(resolve(backup));
  mkdirSync(dirname(target), { recursive: true });
  const unlock = lockFile(target);
  const incoming = incomingOf(target);
  try {
    const isThere = existsSync(target);
    if (isThere && !replace) throw wouldReplace(target);
    rmSync(incoming, { force: true });
    copyWhole(resolve(backup), incoming);
    const kept = isThere ? `${target}.replaced-${new Date(now).toISOString().replace(/[:.]/g, "-")}` : null;
    // The log of the old file belongs to the old file: SQLite would play it into the new one.
    for (const ending of ["", "-wal", "-shm"]) {
      if (kept !== null && existsSync(`${target}${ending}`)) renameSync(`${target}${ending}`, `${kept}${ending}`);
      else rmSync(`${target}${ending}`, { force: true });
    }
    renameSync(incoming, target);
    sync(dirname(target));
    return { ...found, kept };
  } finally {
    rmSync(incoming, { force: true });
    unlock();
  }
}

/** Reads a file through: pages, indexes, and every chain of the journal. Throws `StoreError`. */
export async function inspectSqlite(file: string): Promise<Inspection> {
  let db: Connection | undefined;
  try {
    db = openReadOnly(file);
    assertReadable(db, ownMigrations());
    const said = db.pragma("integrity_check(1)", { simple: true });
    if (said !== "ok") throw damaged(file, String(said));
    const journals: JournalCheckpoint[] = [];
    for (const workspace of workspacesOf(db)) {
      const { broken, head } = await verifyJournal(db, workspace, []);
      if (broken !== null) throw damaged(file, `${workspace} #${broken.position} ${broken.reason}`);
      journals.push(head);
    }
    const bytes = db.prepare("select page_count * page_size from pragma_page_count, pragma_page_size").pluck().get();
    const orders = db.prepare("select count(*) from orders").pluck().get();
    return { bytes: Number(bytes), orders: Number(orders), journals };
  } catch (cause) {
    throw asDamaged(file, cause);
  } finally {
    db?.close();
  }
}

const workspacesOf = (db: Connection) =>
  db.prepare("select distinct workspace_id from journal order by 1").pluck().all() as string[];

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function asDamaged(file: string, cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? damaged(file, code) : cause;
}
const damaged = (file: string, what: string) =>
  new StoreError("damaged", {
    zh: `${file} 已损坏（${what}），没有使用它。`,
    en: `${file} is damaged (${what}) and was not used.`,
  });
const halfRestored = (file: string) =>
  new StoreError("half_restored", {
    zh: `${file} 的恢复被中断，数据还没有就位。请再执行一次恢复（原来的文件以 .replaced- 开头的后缀保存在旁边）。`,
    en: `Restoring ${file} was cut off before the data was in place. Restore again (the file that was there is beside it, under .replaced-).`,
  });
const wouldReplace = (file: string) =>
  new StoreError("file_exists", {
    zh: `${file} 已存在，没有替换。加上 --replace 就会替换它，原来的文件另存。`,
    en: `${file} is there already and was not replaced. With --replace it is, and what is there now is kept under another name.`,
  });
const fileExists = (file: string) =>
  new StoreError("file_exists", {
    zh: `${file} 已存在，没有覆盖。`,
    en: `${file} is there already and was not overwritten.`,
  });
