/** What an order must be to be in a list, in SQL: lists and the counts of a board say it in the same words. */
import type { SQL, SQLWrapper } from "drizzle-orm";
import { and, eq, gte, inArray, isNotNull, isNull, lt, sql } from "../drizzle.ts";
import type { InstantSpan, OrderFilter } from "../port/orders.ts";
import { searchWords } from "../port/search.ts";
import { orders, waits } from "../schema/sqlite.ts";

/** Of the orders of a workspace. */
export function matches(workspace: string, filter: OrderFilter): SQL[] {
  const { q, brands, noBrand, statuses, destination, outcome, source, due, waits: kind } = filter;
  const { received, since, category, carrier, province, parcelIn } = filter;
  const found: (SQL | undefined)[] = amongIds(filter);
  if (brands) found.push(anyOf(orders.brand, brands));
  if (noBrand) found.push(isNull(orders.brand));
  if (statuses) found.push(anyOf(orders.status, statuses));
  if (destination)
    found.push(destination === "none" ? isNull(orders.destination) : eq(orders.destination, destination));
  // Said in the very words of the partial index, so that it is used.
  if (outcome && outcome !== "decided") found.push(sql`${orders.outcome} <> 'decided'`);
  if (outcome) found.push(eq(orders.outcome, outcome));
  if (source) found.push(eq(orders.source, source));
  if (due !== undefined) found.push(isIn(orders.dueAt, due));
  if (received !== undefined) found.push(isIn(orders.receivedAt, received));
  if (since !== undefined) found.push(isIn(sinceOf, since));
  if (category !== undefined) found.push(isWord(orders.category, category));
  if (carrier !== undefined) found.push(isWord(orders.carrier, carrier));
  if (province !== undefined) found.push(isWord(orders.province, province));
  if (parcelIn !== undefined) found.push(isWord(orders.parcelIn, parcelIn));
  if (kind)
    found.push(
      sql`${orders.orderId} in (select ${waits.orderId} from ${waits} where ${waits.workspaceId} = ${workspace} and ${waits.kind} = ${kind})`,
    );
  for (const word of searchWords(q)) found.push(sql`instr(${orders.search}, ${word}) > 0`);
  return found.filter((one) => one !== undefined);
}
export const amongIds = ({ ids = {} }: OrderFilter): (SQL | undefined)[] => [
  ids.from === undefined ? undefined : gte(orders.orderId, ids.from),
  ids.before === undefined ? undefined : lt(orders.orderId, ids.before),
];
const anyOf = (column: typeof orders.brand, words: readonly string[]): SQL =>
  words.length === 1 ? eq(column, words[0] ?? "") : inArray(column, [...words]);

const isWord = (told: SQLWrapper, word: string): SQL => (word === "none" ? isNull(told) : eq(told, word));

export function isIn(instant: SQLWrapper, span: InstantSpan): SQL {
  if (span === "none") return isNull(instant);
  const { from, before } = span;
  const within = and(
    from === undefined ? undefined : gte(instant, from),
    before === undefined ? undefined : lt(instant, before),
  );
  return within ?? isNotNull(instant);
}

/**
 * Since when there has been nothing new of an order: its state, or a courier's node, by when it happened and not by when it was heard
 * of; at first since it came.
 */
export const sinceOf: SQL<number> = sql<number>`coalesce(${orders.since}, ${orders.receivedAt})`;
