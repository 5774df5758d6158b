import type { InstantSpan, OrderFilter } from "./orders.ts";
import type { WaitKind } from "./waits.ts";

/** Orders of one row of a board that lie in one of its spans (-1: in none). */
export interface BoardCount {
  /** A destination's id, a brand's word, a state, a category, a carrier or a province, as the orders have it; null: they have none. */
  row: string | null;
  /** The place of the span among those asked for. */
  span: number;
  count: number;
}
export interface BoardQuery {
  rows: "destination" | "brand" | "status" | "category" | "carrier" | "province" | "parcel_in";
  /** Which instant of an order lies in a span: its due date, when it came, or since when there has been nothing new of it. */
  of: "due" | "received" | "since";
  spans: readonly InstantSpan[];
  filter: OrderFilter;
}

/** An order's timer, with what lists show of the order. */
export interface BoardTimer {
  order: { id: string; source: string; external_id: string; brand: string | null; destination: string | null };
  timer: string;
  due: number;
}
/** A timer's name; `set`: only of orders that took its watch from one of these versions, 0 where it does not say from which. */
export interface TimerName {
  timer: string;
  set?: { watch: string; versions: readonly number[] } | undefined;
}
export interface TimerPlace {
  due: number;
  order: string;
  timer: string;
}
/** Whose: a brand's words, a source's name. */
export type Whose = Pick<OrderFilter, "brands" | "source">;

export interface BoardReader {
  /** How many orders there are in each row and span. What is none is left out. */
  counts(workspace: string, query: BoardQuery): Promise<BoardCount[]>;
  /** The same, of the orders that wait for a person. */
  waiting(
    workspace: string,
    query: BoardQuery,
    kinds: readonly WaitKind[],
  ): Promise<(BoardCount & { kind: WaitKind })[]>;
  /** Timers of orders with these names, the nearest first, after a place. `last`: where more may follow. */
  timers(
    workspace: string,
    names: readonly TimerName[],
    page: { whose: Whose; after: TimerPlace | null; limit: number },
  ): Promise<{ items: BoardTimer[]; last: TimerPlace | null }>;
  /** How many there are of them, counted up to a number. */
  timerCount(workspace: string, names: readonly TimerName[], of: { whose: Whose; most: number }): Promise<number>;
  /** Orders that wait for this reason and are as the filter says, those that began last first, behind one of them. */
  latest(
    workspace: string,
    kind: WaitKind,
    page: { filter: OrderFilter; after: { order: string; since: number } | null; limit: number },
  ): Promise<{ order: string; since: number }[]>;
}
