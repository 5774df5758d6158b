/**
 * drizzle, loaded through `require`. Its package.json is 179 KB and Node's module loader parses it again for each of its
 * modules: imported, drizzle costs 180 MB and three quarters of a second at every start (and in every replay's thread);
 * required, 20 MB and a tenth of that. Types are drizzle's own.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const core = require("drizzle-orm") as typeof import("drizzle-orm");
const sqliteCore = require("drizzle-orm/sqlite-core") as typeof import("drizzle-orm/sqlite-core");
const driver = require("drizzle-orm/better-sqlite3") as typeof import("drizzle-orm/better-sqlite3");

export const {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  max,
  min,
  ne,
  notInArray,
  or,
  sql,
  sum,
} = core;
export const { index, integer, primaryKey, sqliteTable, text, uniqueIndex } = sqliteCore;
export const { drizzle } = driver;
