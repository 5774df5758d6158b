/**
 * Column builders of one dialect. Every table is defined through a kit, so that the same definitions serve another
 * dialect (PostgreSQL) by handing them another kit of the same shape.
 */
import type { SQL, SQLWrapper } from "drizzle-orm";
import { index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from "../drizzle.ts";

export const sqliteKit = {
  table: sqliteTable,
  primaryKey,
  index,
  uniqueIndex,
  text: (name: string) => text(name),
  /** A whole number: counts, versions, quantities. */
  int: (name: string) => integer(name, { mode: "number" }),
  bool: (name: string) => integer(name, { mode: "boolean" }),
  /** An instant in UTC milliseconds. */
  ms: (name: string) => integer(name, { mode: "number" }),
  /** For a partial index: the column holds this word (which must not need quoting), or another one, or anything. */
  isNotText: (column: SQLWrapper, word: string) => sql`${column} <> ${sql.raw(`'${word}'`)}`,
  isThere: (column: SQLWrapper) => sql`${column} is not null`,
  isText: (column: SQLWrapper, word: string) => sql`${column} = ${sql.raw(`'${word}'`)}`,
  all: (...conditions: SQL[]) => sql.join(conditions, sql.raw(" and ")),
  /** Plain data. Its text is whatever was written; what must keep its bytes is a text column. */
  json: <T>(name: string) => text(name, { mode: "json" }).$type<T>(),
};

export type Kit = typeof sqliteKit;
