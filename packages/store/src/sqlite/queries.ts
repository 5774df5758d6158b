/** drizzle over one connection, and the small pieces that the repositories share. */
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { drizzle } from "../drizzle.ts";
import type { Connection } from "./connection.ts";

/**
 * Queries are awaited although this dialect answers at once: the same lines serve a dialect that does not.
 */
export type Queries = BetterSQLite3Database;
export const queriesOver = (connection: Connection): Queries => drizzle({ client: connection });

/** A page from one row more than asked for: the extra row only says that there is more. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  read: { item: (row: R) => T; cursor: (row: R) => string },
): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(read.item),
    nextCursor: rows.length > limit && last !== undefined ? read.cursor(last) : null,
  };
}

/**
 * The values that a column has, each once: from one to the next along the index, where a look at each row would take too long.
 * `next`: the first one after another, "" before the first.
 */
export async function distinctAlong(next: (last: string) => Promise<{ id: string }[]>): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const [one] = await next(found.at(-1) ?? "");
    if (one === undefined) return found;
    found.push(one.id);
  }
}

/** Between pieces of what takes long: whoever waits has a turn. */
export const nextTurn = () => new Promise<void>((next) => setImmediate(next));
