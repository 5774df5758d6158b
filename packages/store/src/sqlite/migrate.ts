/**
 * Migrations with a guard table. All that are missing run in one transaction, or none. A file that knows migrations
 * this program does not (a newer file), or knows one with other text (an edited migration), is refused.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { StoreError } from "../port/errors.ts";
import { APPLICATION_ID, type Connection, isOurs, notOurs } from "./connection.ts";

export interface Migration {
  /** File name without its ending: its place in order and what it does. */
  name: string;
  sql: string;
}

/** The migrations that this program carries, in order. */
export function ownMigrations(): Migration[] {
  const folder = fileURLToPath(new URL("../../drizzle/", import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(`${folder}${file}`, "utf8") }));
}

/** Brings a file of `openWriter` up to this program's migrations. Answers the names of those that ran now. */
export function migrate(db: Connection, migrations: readonly Migration[], now: number): string[] {
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec(
      "create table if not exists migrations (name text primary key, sha256 text not null, applied_at integer not null)",
    );
    const pending = check(db, migrations);
    const record = db.prepare("insert into migrations (name, sha256, applied_at) values (?, ?, ?)");
    for (const migration of pending) {
      db.exec(migration.sql);
      record.run(migration.name, digest(migration.sql), now);
    }
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.exec("COMMIT");
    return pending.map((migration) => migration.name);
  } catch (cause) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw cause;
  }
}

/** Ours, and behind this program. Throws `StoreError` as `migrate` would. */
export const isOlder = (db: Connection, migrations: readonly Migration[]): boolean =>
  isOurs(db) && check(db, migrations).length > 0;

/**
 * Throws unless the file is ours and no newer than this program; nothing is written. Answers how many of the program's
 * migrations it has still to go through.
 */
export function assertReadable(db: Connection, migrations: readonly Migration[]): number {
  if (!isOurs(db)) throw notOurs(db.name);
  return check(db, migrations).length;
}

/** The migrations still to run; throws when the file and the program do not agree about the past. */
function check(db: Connection, migrations: readonly Migration[]): Migration[] {
  const applied = db.prepare("select name, sha256 from migrations order by rowid").raw().all() as [string, string][];
  applied.forEach(([name, sha256], place) => {
    const own = migrations[place];
    if (own === undefined || own.name !== name) throw newerFile(db.name, name);
    if (digest(own.sql) !== sha256) throw editedMigration(name);
  });
  return migrations.slice(applied.length);
}

/** Line endings do not count: a checkout on another system is the same migration. */
const digest = (sql: string) => createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex");

const newerFile = (file: string, name: string) =>
  new StoreError("newer_file", {
    zh: `${file} 由更新版本的程序写成（迁移 ${name} 不在本程序中）。请升级程序，或恢复升级前的备份。`,
    en: `${file} was written by another, newer program (migration ${name} is unknown here). Upgrade this program, or restore the backup made before the upgrade.`,
  });
const editedMigration = (name: string) =>
  new StoreError("edited_migration", {
    zh: `迁移 ${name} 在应用之后被改动过。请使用未改动的程序；要改表结构请新增迁移。`,
    en: `Migration ${name} was edited after it had been applied. Use an unedited program; to change the schema add a new migration.`,
  });
