/**
 * Column builders of one dialect. Every table is defined through a kit, so that the same definitions serve another
 * dialect (PostgreSQL) by handing them another kit of the same shape.
 */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "../drizzle.ts";

export const sqliteKit = {
  table: sqliteTable,
  primaryKey,
  index,
  uniqueIndex,
  text: (name: string) => text(name),
  /** A whole number: counts, versions, quantities. */
  int: (name: string) => integer(name, { mode: "number" }),
  /** An instant in UTC milliseconds. */
  ms: (name: string) => integer(name, { mode: "number" }),
  /** Plain data. Its text is whatever was written; what must keep its bytes is a text column. */
  json: <T>(name: string) => text(name, { mode: "json" }).$type<T>(),
};

export type Kit = typeof sqliteKit;
