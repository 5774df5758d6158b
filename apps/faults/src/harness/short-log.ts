/**
 * Preloaded into the server by tests that kill it: SQLite's log is moved into the file after every few commits, so that the moving
 * is hit as well. Nothing in the product knows of it.
 */
import { createRequire } from "node:module";

interface Openable {
  prototype: { pragma(source: string, options?: unknown): unknown };
}
const PAGES = 200;
const Database = createRequire(import.meta.url)("better-sqlite3") as Openable;
const real = Database.prototype.pragma;
Database.prototype.pragma = function pragma(source, options) {
  return real.call(this, source.replace(/(?<=^wal_autocheckpoint = )\d+$/, String(PAGES)), options);
};
