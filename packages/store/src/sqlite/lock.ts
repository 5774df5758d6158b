/** One process per file. The lock is the operating system's, held through an open SQLite transaction, so that a killed process leaves none behind. */
import Database from "better-sqlite3";
import { StoreError } from "../port/errors.ts";

/** Takes the file's lock, or throws `file_in_use` at once. Returns its release. */
export function lockFile(file: string): () => void {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.pragma("journal_mode = DELETE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    // Not a lock: a folder or a disk that takes nothing, which whoever opens the file says.
    if (!(cause instanceof Database.SqliteError && cause.code.startsWith("SQLITE_BUSY"))) throw cause;
    throw new StoreError(
      "file_in_use",
      {
        zh: `另一个进程正在使用 ${file}。请先停止它，或用 DATA_DIR 指定别的数据目录。`,
        en: `Another process is using ${file}. Stop it first, or name another data directory with DATA_DIR.`,
      },
      { cause },
    );
  }
  return () => {
    lock.exec("ROLLBACK");
    lock.close();
  };
}
