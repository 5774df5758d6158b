/** A chunk's rows in order of time, with the news between them: what columns have not decided goes to the engine, one by one. */
import type { EngineEvent } from "@switchyard/engine";
import { type Bits, hasBit, valueAt } from "./columns/column.ts";
import { AT, FOLLOWING, type OrderChunk } from "./columns/order-columns.ts";
import type { UnderWay } from "./under-way.ts";

/** An event, and how many more come about its order; absent where nobody knows. */
export interface News {
  event: EngineEvent;
  following?: number | undefined;
}

/** What columns have decided of a chunk. `told`: rows of which somebody wants to be told in their turn. */
export interface DecidedRows {
  decided: number;
  engine: Bits;
  told?: { rows: Bits; tell: (row: number, at: number) => void };
}

/** Events that the engine takes between two pauses. */
const PIECE = 500;

/** `columns` null: nothing was decided. Pauses now and then, and says how many of the rows and news are done. */
export function* takeRows(
  yard: UnderWay,
  chunk: OrderChunk,
  news: readonly News[],
  columns: DecidedRows | null,
): Generator<number> {
  yard.count += columns?.decided ?? 0;
  yard.events += columns?.decided ?? 0;
  const at = chunk.column(AT);
  let next = 0;
  const tellUntil = (moment: number) => {
    for (let one = news[next]; one !== undefined && one.event.at < moment; one = news[next]) {
      yard.take(one.event, one.following);
      next += 1;
    }
  };
  let paused = yard.events;
  for (let row = 0; row < chunk.rows; row += 1) {
    // What nobody else notices needs no clock.
    const isQuiet = columns !== null && yard.open === 0 && next === news.length;
    if (isQuiet && (row & 31) === 0 && !hasOthers(columns, row >>> 5)) {
      row += 31;
      continue;
    }
    const isHere = columns !== null && !hasBit(columns.engine, row);
    const isTold = isHere && columns.told !== undefined && hasBit(columns.told.rows, row);
    if (isHere && isQuiet && !isTold) continue;
    if (chunk.wanted && !hasBit(chunk.wanted, row)) continue;
    const moment = Number(valueAt(at, row));
    tellUntil(moment);
    if (isHere) {
      yard.pass(moment);
      if (isTold) columns.told?.tell(row, moment);
    } else {
      const order = chunk.order(row);
      const following = valueAt(chunk.column(FOLLOWING), row);
      const event: EngineEvent = { type: "order_received", id: `${order.id}/received`, at: moment, order };
      yard.take(event, typeof following === "number" ? following : undefined);
    }
    if (yard.events < paused + PIECE) continue;
    paused = yard.events;
    yield row + 1 + next;
  }
  tellUntil(Number.POSITIVE_INFINITY);
}

/** Whether any of 32 rows is for the engine, or is to be told of. */
const hasOthers = ({ engine, told }: DecidedRows, word: number): boolean =>
  ((engine[word] as number) | (told?.rows[word] ?? 0)) !== 0;
