/** Which rows of a chunk a replay asks for. */
import {
  AT,
  type Bits,
  type Column,
  columnOf,
  FOLLOWING,
  ID,
  ODD,
  type OrderChunk,
  valueAt,
} from "@switchyard/sandbox";
import type { Filter } from "./history.ts";

/** Every order as if nothing had come after it. */
export function withoutHistory(chunk: OrderChunk): OrderChunk {
  const nothing: Column = columnOf(new Array(chunk.rows).fill(0));
  return { ...chunk, column: (name) => (name === FOLLOWING ? nothing : chunk.column(name)) };
}

/** A bit a row. */
export function wantedRows(chunk: OrderChunk, filter: Filter, from: number, to: number): Bits {
  const wanted = new Int32Array((chunk.rows + 31) >>> 5);
  const [at, following, odd] = [chunk.column(AT), chunk.column(FOLLOWING), chunk.column(ODD)];
  const textOf = (name: string, row: number) => valueAt(chunk.column(name), row) as string | undefined;
  for (let row = 0; row < chunk.rows; row += 1) {
    const moment = Number(valueAt(at, row));
    if (moment < from || moment >= to) continue;
    // A column that the filter does not ask for is not made.
    const whose = {
      get id() {
        return textOf(ID, row) ?? "";
      },
      get brand() {
        return textOf("brand", row);
      },
      get channel() {
        return textOf("channel", row);
      },
    };
    const about = valueAt(odd, row) === undefined ? whose : chunk.order(row);
    const left = valueAt(following, row);
    if (!filter.wantsOrder(about, typeof left === "number" ? left : undefined)) continue;
    wanted[row >>> 5] = (wanted[row >>> 5] ?? 0) | (1 << (row & 31));
  }
  return wanted;
}

/** How many they are, and the instants of the first and the last; `wanted` null: all. */
export function rowsOf(
  chunk: OrderChunk,
  wanted: Bits | null,
): { count: number; first: number | undefined; last: number | undefined } {
  const at = chunk.column(AT);
  if (wanted === null)
    return { count: chunk.rows, first: Number(valueAt(at, 0)), last: Number(valueAt(at, chunk.rows - 1)) };
  const found = { count: 0, first: undefined as number | undefined, last: undefined as number | undefined };
  for (let row = 0; row < chunk.rows; row += 1) {
    if ((((wanted[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue;
    found.count += 1;
    found.last = Number(valueAt(at, row));
    found.first ??= found.last;
  }
  return found;
}
