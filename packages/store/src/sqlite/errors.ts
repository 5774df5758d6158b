/** What SQLite and the disk say, as what an operator is told. */
import { dirname } from "node:path";
import { StoreError } from "../port/errors.ts";

/** A full disk shows as FULL, and as SHMSIZE when the index of the log should grow. */
const FULL = new Set(["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"]);

/** A `StoreError` of what the operator can mend; anything else as it is. */
export function asStoreError(cause: unknown): unknown {
  const code = codeOf(cause);
  if (!(cause instanceof Error)) return cause;
  if (FULL.has(code)) return fullError(cause);
  if (code.startsWith("SQLITE_BUSY")) return busyError(cause);
  return code.startsWith("SQLITE_IOERR") ? failedError(cause) : cause;
}

/** Of folders and files that this user may not write, or that stand in the way of a folder. */
const NOT_WRITABLE = new Set(["EACCES", "EPERM", "EROFS", "EEXIST", "ENOTDIR", "SQLITE_CANTOPEN", "SQLITE_PERM"]);

/** The same of what kept the file from being opened. */
export function asOpenError(cause: unknown, location: string): unknown {
  const code = codeOf(cause);
  if (code === "ENOSPC" && cause instanceof Error) return fullError(cause);
  if (!NOT_WRITABLE.has(code) && !code.startsWith("SQLITE_READONLY")) return asStoreError(cause);
  const folder = dirname(location);
  return new StoreError(
    "not_writable",
    {
      zh: `无法写入数据目录 ${folder}。请让启动程序的用户拥有它和其中的文件（chown -R），或用 DATA_DIR 指定别的目录。`,
      en: `The data directory ${folder} cannot be written. Give it and the files in it to the user who starts the program (chown -R), or name another one with DATA_DIR.`,
    },
    { cause },
  );
}

/** SQLite's; drizzle wraps its errors. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return "code" in cause && typeof cause.code === "string" ? cause.code : codeOf(cause.cause);
}

function failedError(cause: Error): StoreError {
  return new StoreError(
    "disk_failed",
    {
      zh: "磁盘写入失败，没有保存。程序将退出，请检查磁盘后重新启动。",
      en: "The disk failed under a write; nothing of it was saved. The program ends; check the disk and start it again.",
    },
    { cause },
  );
}

function busyError(cause: Error): StoreError {
  return new StoreError(
    "busy",
    {
      zh: "另一个程序（例如数据库工具）正占用数据文件，没有保存。请关闭它后重试。",
      en: "Another program (such as a database tool) holds the data file; nothing was saved. Close it and try again.",
    },
    { cause },
  );
}

function fullError(cause: Error): StoreError {
  return new StoreError(
    "full",
    {
      zh: "磁盘已满，没有保存。腾出空间后请重试。",
      en: "The disk is full; nothing was saved. Free some space and try again.",
    },
    { cause },
  );
}
