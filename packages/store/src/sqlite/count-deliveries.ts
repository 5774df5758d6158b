import type { SQL } from "drizzle-orm";
import { and, asc, isNotNull, isNull, sql } from "../drizzle.ts";
import { deliveries } from "../schema/sqlite.ts";
import { COUNTED, countThrough } from "./look-through.ts";
import type { Queries } from "./queries.ts";

/** Of one state and channel: first those that have no turn to wait for, by their rows, then the others in the order of their turns. */
export async function countDeliveries(db: Queries, of: SQL | undefined): Promise<number> {
  const [turn, row] = [deliveries.nextAt, sql<number>`rowid`];
  const ended = (place: number | null) => and(of, isNull(turn), place === null ? undefined : sql`${row} > ${place}`);
  const waits = (place: { turn: number; row: number } | null) =>
    and(of, isNotNull(turn), place === null ? undefined : sql`(${turn}, ${row}) > (${place.turn}, ${place.row})`);
  const end = async (where: SQL | undefined) => {
    const at = db.select({ row, turn }).from(deliveries).where(where).orderBy(asc(turn), asc(row));
    const [last] = await at.limit(1).offset(COUNTED - 1);
    return last ?? null;
  };
  const withoutTurn = await countThrough<number>({
    end: async (place) => (await end(ended(place)))?.row ?? null,
    rest: (place) => db.$count(deliveries, ended(place)),
  });
  const withTurn = await countThrough<{ turn: number; row: number }>({
    async end(place) {
      const last = await end(waits(place));
      return last === null ? null : { row: last.row, turn: last.turn ?? 0 };
    },
    rest: (place) => db.$count(deliveries, waits(place)),
  });
  return withoutTurn + withTurn;
}
