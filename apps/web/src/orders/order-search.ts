import { readWord } from "../shell/search-read.ts";

export const SORTED = [
  "external_id", "po_no", "source", "brand", "style_code", "due_at", "amount", "outcome", "destination", "status",
  "received_at",
] as const; // biome-ignore format: a word list
type SortedBy = (typeof SORTED)[number];

/** When open orders are due, as boards and lists tell it. */
export const DUE = ["late", "today", "tomorrow", "soon", "later", "none"] as const;
export type Due = (typeof DUE)[number];
/** Why an order is not worked on. */
export const STOPPED = ["hold", "freeze"] as const;
export type Stopped = (typeof STOPPED)[number];
/** For how long there has been nothing new of an open order. */
export const STAYS = ["2h", "6h", "24h", "3d", "7d", "longer"] as const;
export type Stay = (typeof STAYS)[number];
/** Of a brand or a destination: orders that have none. */
export const NONE = "none";

/** What the list of orders is asked for: it stands in the address, so that reload, back and a sent link show the same. */
export interface OrderSearch {
  q?: string;
  brand?: string;
  destination?: string;
  outcome?: string;
  status?: string;
  /** Open orders alone. */
  open?: true;
  /** Open orders that are due then. */
  due?: Due;
  waits?: Stopped;
  /** Open orders of which there has been nothing new for so long. */
  stay?: Stay;
  /** The first and the last day on which they came. */
  from?: string;
  to?: string;
  /** The category of the first line. */
  category?: string;
  /** Who carries the parcel. */
  carrier?: string;
  /** The province that it goes to, and the one in which its parcel is. */
  province?: string;
  parcel_in?: string;
  /** A column, with a minus before it the other way round; none: newest first. */
  sort?: SortedBy | `-${SortedBy}`;
  /** Cursors of the pages before this one; the last is this page's. */
  pages?: readonly string[];
}
const WORDS = [
  "q",
  "brand",
  "destination",
  "outcome",
  "status",
  "category",
  "carrier",
  "province",
  "parcel_in",
] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readOrderSearch(search: Record<string, unknown>): OrderSearch {
  const found: OrderSearch = {};
  for (const name of WORDS) {
    const value = readWord(search[name]);
    if (value !== undefined) found[name] = value;
  }
  if (search.open === true) found.open = true;
  // As addresses said it before there were other days to choose.
  const due = DUE.find((one) => one === search.due) ?? (search.late === true ? "late" : undefined);
  if (due !== undefined) found.due = due;
  const waits = STOPPED.find((one) => one === search.waits);
  if (waits !== undefined) found.waits = waits;
  const stay = STAYS.find((one) => one === search.stay);
  if (stay !== undefined) found.stay = stay;
  for (const name of ["from", "to"] as const) {
    const day = search[name];
    if (typeof day === "string" && DAY.test(day)) found[name] = day;
  }
  const sort = SORTED.flatMap((by) => [by, `-${by}`] as const).find((one) => one === search.sort);
  if (sort !== undefined) found.sort = sort;
  const { pages } = search;
  if (Array.isArray(pages) && pages.length > 0) found.pages = pages.filter((one) => typeof one === "string");
  return found;
}

let last: OrderSearch = {};
/** The list as it was left, for the way back to it from an order. */
export const lastList = (): OrderSearch => last;
export function leaveList(search: OrderSearch): void {
  last = search;
}

export const sortOf = (sort: OrderSearch["sort"]) => {
  if (sort === undefined) return {};
  const by = sort.replace("-", "") as SortedBy;
  return { sort: by, direction: sort === by ? ("ascending" as const) : ("descending" as const) };
};
