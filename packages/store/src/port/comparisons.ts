import type { Problem } from "@switchyard/orders";
import type { Page, PageRequest } from "./paging.ts";

/** What a report lists. Rows that are the same are counted alone. */
export const COMPARISON_KINDS = ["only_sheet", "different", "unread", "only_system"] as const;
export type ComparisonKind = (typeof COMPARISON_KINDS)[number];

/** Which of the system's orders the sheet should have: of these days (both included, YYYY-MM-DD) and this brand. */
export interface Covered {
  from: string | null;
  to: string | null;
  brand: string | null;
}
export interface ComparisonAbout {
  /** Null: nobody said, and the sheet does not tell. */
  covers: Covered | null;
  /** Fields that were compared, and columns that no field was chosen for. */
  fields: string[];
  ignored: string[];
  notices: Problem[];
}
/** A sheet held beside the orders of its source: what is the same, and how many are not. */
export interface Comparison {
  id: string;
  at: number;
  madeBy: string;
  source: string;
  /** As its owner calls it. */
  file: string;
  /** Rows of the sheet: same + onlySheet + different + unread. */
  total: number;
  same: number;
  onlySheet: number;
  different: number;
  unread: number;
  /** Orders that the sheet should have and has not; null where it is not known what it covers. */
  onlySystem: number | null;
  about: ComparisonAbout;
}
/** Both sides as people read them; null: nothing there. */
export interface FieldDifference {
  field: string;
  sheet: string | null;
  system: string | null;
}
export interface ComparisonRowBody {
  fields?: FieldDifference[];
  problems?: Problem[];
  /** The row as the body of an order, where it may still be taken in. */
  input?: Record<string, unknown>;
}
export interface ComparisonRow extends ComparisonRowBody {
  seq: number;
  kind: ComparisonKind;
  /** Of the sheet; null for an order that it has not. */
  row: number | null;
  source: string;
  externalId: string | null;
  order: string | null;
}
export interface ComparisonFilter {
  kind?: ComparisonKind | undefined;
  /** Words that are all looked for in numbers, values and reasons. */
  q?: string | undefined;
}

export interface ComparisonReader {
  /** Newest first. */
  list(workspace: string, page: PageRequest): Promise<Page<Comparison>>;
  get(workspace: string, id: string): Promise<Comparison | null>;
  /** In the order in which they were found: the sheet's rows, then orders that it has not. */
  rows(workspace: string, id: string, filter: ComparisonFilter, page: PageRequest): Promise<Page<ComparisonRow>>;
  /** Those of these places, if they are there. */
  some(workspace: string, id: string, seqs: readonly number[]): Promise<ComparisonRow[]>;
  /** Rows that are of no report: left by one that a process did not end. */
  strays(workspace: string): Promise<string[]>;
}
export interface ComparisonWriter {
  addRows(workspace: string, id: string, rows: readonly ComparisonRow[]): Promise<void>;
  /** Written after its rows: what is listed is whole. */
  create(workspace: string, comparison: Comparison): Promise<void>;
  /** Clears at most so many rows of what is on no list. Zero: nothing is left. */
  clear(workspace: string, id: string, most: number): Promise<number>;
}
