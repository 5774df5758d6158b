/** What a replay's process may open: the database, to read, and prepared columns. Not the keys that lie beside them. */
import fs, { mkdirSync, type PathLike } from "node:fs";
import { dirname } from "node:path";
import type { Permissions } from "../runtime/child.ts";
import { columnsFolder } from "./column-files.ts";

export function mayOpen(location: string): Permissions {
  const columns = columnsFolder(location);
  mkdirSync(columns, { recursive: true });
  return { read: [location, columns], write: [columns] };
}

/**
 * better-sqlite3 asks whether the folder of a database is there. Under these permissions the question itself is an error; that the
 * folder is there is no secret to whoever was told the file.
 */
export function answerForFolder(location: string): void {
  const { existsSync } = fs;
  Object.assign(fs, { existsSync: (path: PathLike) => path === dirname(location) || existsSync(path) });
}
