/** What an order must be to be in a list, in SQL: lists and the counts of a board say it in the same words. */
import type { SQL } from "drizzle-orm";
import { and, eq, gte, inArray, isNull, lt, sql } from "../drizzle.ts";
import type { DueSpan, OrderFilter } from "../port/orders.ts";
import { orders, waits } from "../schema/sqlite.ts";

/** Of the orders of a workspace. */
export function matches(workspace: string, filter: OrderFilter): SQL[] {
  const { q, brands, noBrand, statuses, destination, outcome, source, due, waits: kind } = filter;
  const found: (SQL | undefined)[] = [];
  if (brands) found.push(anyOf(orders.brand, brands));
  if (noBrand) found.push(isNull(orders.brand));
  if (statuses) found.push(anyOf(orders.status, statuses));
  if (destination)
    found.push(destination === "none" ? isNull(orders.destination) : eq(orders.destination, destination));
  // Said in the very words of the partial index, so that it is used.
  if (outcome && outcome !== "decided") found.push(sql`${orders.outcome} <> 'decided'`);
  if (outcome) found.push(eq(orders.outcome, outcome));
  if (source) found.push(eq(orders.source, source));
  if (due !== undefined) found.push(isDue(due));
  if (kind)
    found.push(
      sql`${orders.orderId} in (select ${waits.orderId} from ${waits} where ${waits.workspaceId} = ${workspace} and ${waits.kind} = ${kind})`,
    );
  const words = q?.normalize("NFKC").trim().toLowerCase().split(/\s+/) ?? [];
  for (const word of words) if (word !== "") found.push(sql`instr(${orders.search}, ${word}) > 0`);
  return found.filter((one) => one !== undefined);
}
const anyOf = (column: typeof orders.brand, words: readonly string[]): SQL =>
  words.length === 1 ? eq(column, words[0] ?? "") : inArray(column, [...words]);

export function isDue(span: DueSpan): SQL {
  if (span === "none") return isNull(orders.dueAt);
  const { from, before } = span;
  const within = and(
    from === undefined ? undefined : gte(orders.dueAt, from),
    before === undefined ? undefined : lt(orders.dueAt, before),
  );
  return within ?? sql`${orders.dueAt} is not null`;
}
