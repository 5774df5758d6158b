/**
 * Preloaded into the server by the self-test only: turns `synchronous=FULL` into NORMAL and lies about it, so that the
 * power-cut model can show that it sees the difference. Nothing in the product knows of it.
 */
import { createRequire } from "node:module";

interface Openable {
  prototype: { pragma(source: string, options?: unknown): unknown };
}
const Database = createRequire(import.meta.url)("better-sqlite3") as Openable;
const real = Database.prototype.pragma;
Database.prototype.pragma = function pragma(source, options) {
  if (/^\s*synchronous\s*=/i.test(source)) return real.call(this, "synchronous = NORMAL", options);
  if (/^\s*synchronous\s*$/i.test(source)) return 2;
  return real.call(this, source, options);
};
