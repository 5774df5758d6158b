import type { Decision, OrderState } from "@switchyard/engine";
import type { Page, PageRequest } from "./paging.ts";
import type { WaitKind } from "./waits.ts";

/** How a content of an order was taken the first time: a new order, or an update of a known one. */
export type ReceiptResult = "accepted" | "update";

/** The first answer to one content of an order: the very bytes, or the journal's position whose entry holds them. */
export interface Receipt {
  orderId: string;
  contentHash: string;
  at: number;
  result: ReceiptResult;
  answer: string | number;
}
/** As it is written: `entry` is a place in the journal entries of the same write. */
export interface ReceiptInput extends Omit<Receipt, "answer"> {
  answer: string | { entry: number };
}
/** What an idempotency key was used for. */
export interface RequestRecord {
  key: string;
  orderId: string;
  contentHash: string;
  result: ReceiptResult | "duplicate";
  at: number;
}

/** From an instant on and before another; or no instant at all. */
export type InstantSpan = { from?: number; before?: number } | "none";

export interface OrderFilter {
  /** Words that are all looked for, without regard to case, in number, style, PO number, buyer and brand. */
  q?: string | undefined;
  /** Orders that name their brand by one of these words. */
  brands?: readonly string[] | undefined;
  /** Orders that name no brand. */
  noBrand?: true | undefined;
  /** A destination's id, or `none` for orders that have none. */
  destination?: string | undefined;
  outcome?: Decision["outcome"] | undefined;
  source?: string | undefined;
  /** Orders in one of these states. */
  statuses?: readonly string[] | undefined;
  due?: InstantSpan | undefined;
  /** Orders that came then. */
  received?: InstantSpan | undefined;
  /** Among these ids alone: ids ascend with arrival, so whoever knows when they were made says where to look. */
  ids?: { from?: string; before?: string } | undefined;
  /** Orders of which there has been nothing new since then: neither another state nor a courier's node. */
  since?: InstantSpan | undefined;
  /** The category of its first line, or `none` for orders that have none. */
  category?: string | undefined;
  /** Who carries its parcel, or `none` for orders of which nobody said. */
  carrier?: string | undefined;
  /** The province that it goes to, or `none` for orders that name none. */
  province?: string | undefined;
  /** The province in which its parcel is by the courier's last news, or `none` where nobody said. */
  parcelIn?: string | undefined;
  /** Orders that wait for a person for this reason. */
  waits?: WaitKind | undefined;
}
/** What a list of orders can be sorted by: of these names, those of an order's row. */
export const ORDER_SORTS = [
  "received_at", "due_at", "amount", "external_id", "po_no", "source", "brand", "style_code", "status", "destination",
  "outcome",
] as const; // biome-ignore format: a word list
export interface OrderSort {
  by: (typeof ORDER_SORTS)[number];
  descending: boolean;
  /** Values of the column in the order that people know them in; without it numbers and text sort as they are. */
  ranks?: readonly string[] | undefined;
}
/** What lists show of an order. Absent is null, instants are UTC milliseconds, money is minor units. */
export interface OrderSummary {
  id: string;
  source: string;
  external_id: string;
  po_no: string | null;
  brand: string | null;
  style_code: string | null;
  due_at: number | null;
  due_date: string | null;
  amount: number | null;
  currency: string | null;
  status: string | null;
  received_at: number;
  outcome: Decision["outcome"];
  destination: string | null;
  tags: string[];
}
export interface OrderRow extends Omit<OrderSummary, "outcome"> {
  /** Null where nothing was decided: a known order keeps its outcome, a new one is undecided. */
  outcome: Decision["outcome"] | null;
  updated_at: number;
  /**
   * Of a new order: the content that it came with, and the place in the journal entries of the same write of the one that
   * holds the answer to it. An order that is known keeps what it has.
   */
  first: { contentHash: string; entry: number } | null;
  /** Lower-case text that the list's search looks into. */
  search: string;
  /** The province that it goes to, who carries its parcel, and the category of its first line. */
  province: string | null;
  carrier: string | null;
  category: string | null;
  /** The province in which its parcel is by the courier's last news. */
  parcel_in: string | null;
  /** Since when there has been nothing new of it: neither another state nor a courier's node. Null: since it came. */
  since: number | null;
}

export interface ChangedOrder {
  id: string;
  state: OrderState;
}

/** What tells whether an order is another one of the same PO. */
export type OrderOfPo = Pick<OrderRow, "po_no" | "id" | "source" | "external_id" | "brand" | "status">;

export interface KnownOrder {
  summary: OrderSummary;
  state: OrderState;
}

export interface OrderReader {
  /** Newest first, or as sorted: what has no value comes last both ways, equals newest first. A cursor is good for its own sorting. */
  list(
    workspace: string,
    filter: OrderFilter,
    page: PageRequest & { sort?: OrderSort | undefined },
  ): Promise<Page<OrderSummary>>;
  get(workspace: string, id: string): Promise<KnownOrder | null>;
  /** Of several; those that are none are left out. */
  some(workspace: string, ids: readonly string[]): Promise<KnownOrder[]>;
  /** States of the newest orders, newest first, before the given order where one is given. */
  newest(workspace: string, page: { before?: string; limit: number }): Promise<{ id: string; state: OrderState }[]>;
  /**
   * States of orders that changed since an instant, the oldest orders first, after the given order: some of a short stretch of
   * the pool, so that none of many askers' turns is long. `next`: the order after which to go on; null: that was all.
   */
  changedSince(
    workspace: string,
    since: number,
    after: string | null,
  ): Promise<{ states: ChangedOrder[]; next: string | null }>;
  /** The same, of what rows say of these orders: a longer stretch. */
  changedRows(
    workspace: string,
    since: number,
    after: string | null,
  ): Promise<{ rows: Pick<OrderSummary, "id" | "source" | "brand" | "received_at">[]; next: string | null }>;
  /** States of these orders, as far as there are such. */
  states(workspace: string, ids: readonly string[]): Promise<ChangedOrder[]>;
  /** By what people know them. */
  numbers(workspace: string, ids: readonly string[]): Promise<{ id: string; external_id: string }[]>;
  count(workspace: string): Promise<number>;
  /** How many nothing was decided about, and how many are parked. */
  notDecided(workspace: string): Promise<{ undecided: number; parked: number }>;
  /** States of the orders of a PO, oldest first. */
  ofPo(workspace: string, poNo: string, limit: number): Promise<OrderState[]>;
  /** States of the orders of a source that have these numbers. */
  withNumbers(
    workspace: string,
    source: string,
    numbers: readonly string[],
  ): Promise<{ external_id: string; id: string; state: OrderState }[]>;
  /** Orders that any source calls by one of these numbers. */
  called(workspace: string, numbers: readonly string[]): Promise<{ external_id: string; id: string; source: string }[]>;
  /** Orders of a source by their numbers, after the given one; `at` is when they were placed, otherwise received. */
  ofSource(
    workspace: string,
    source: string,
    after: string | null,
    limit: number,
  ): Promise<{ external_id: string; id: string; brand: string | null; at: number }[]>;
  /** The first answer to an event's content; null when there was none. */
  answer(workspace: string, id: string, contentHash: string): Promise<string | null>;
}
