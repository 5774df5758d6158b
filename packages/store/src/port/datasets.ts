import type { EngineEvent } from "@switchyard/engine";
import type { Order, Problem } from "@switchyard/orders";
import type { Page, PageRequest } from "./paging.ts";

export type DatasetFormat = "csv" | "ndjson" | "xlsx";
/** Column (or field) of the file → field of the canonical order. */
export type FieldMapping = Record<string, string>;

export interface Dataset {
  id: string;
  name: string;
  format: DatasetFormat;
  note: string | null;
  mapping: FieldMapping | null;
  total: number;
  good: number;
  bad: number;
  firstAt: number | null;
  lastAt: number | null;
  /** SHA-256 of all orders and events, in order of time. */
  hash: string;
  createdAt: number;
}
export interface DatasetRow {
  rowNo: number;
  at: number;
  order: Order;
  /** How many events about it follow; absent: none. */
  events?: number;
}
/** Rows as they are stored, one after the other: nobody has parsed them. */
export interface DatasetTexts {
  at: number[];
  /** How many events follow, of each. */
  events: number[];
  /** The orders' JSON in UTF-8, and where each ends. */
  bytes: Uint8Array;
  ends: number[];
  /** Where the next piece begins. */
  last: { at: number; rowNo: number };
}
/** What happened to an order of the set after it came. */
export interface DatasetEvent {
  at: number;
  seq: number;
  event: EngineEvent;
}
export interface DatasetProblem {
  rowNo: number;
  text: string;
  problems: Problem[];
}
/** Half-open span of instants: from ≤ at < to. */
export interface TimeSpan {
  from?: number | undefined;
  to?: number | undefined;
}

export interface DatasetReader {
  list(workspace: string): Promise<Dataset[]>;
  get(workspace: string, dataset: string): Promise<Dataset | null>;
  count(workspace: string, dataset: string, span: TimeSpan): Promise<number>;
  /** Whether it tells of more than payment: what states its orders came to. */
  tellsStates(workspace: string, dataset: string): Promise<boolean>;
  countEvents(workspace: string, dataset: string, span: TimeSpan): Promise<number>;
  /** Rows in order of time, after the given place: history is read through in pieces. */
  rowsAfter(
    workspace: string,
    dataset: string,
    after: { at: number; rowNo: number } | null,
    options: TimeSpan & { limit: number },
  ): Promise<DatasetRow[]>;
  /** The same rows, in one piece; null: there are none. */
  textsAfter(
    workspace: string,
    dataset: string,
    after: { at: number; rowNo: number } | null,
    options: TimeSpan & { limit: number },
  ): Promise<DatasetTexts | null>;
  /** Events in order of time, after the given place. */
  eventsAfter(
    workspace: string,
    dataset: string,
    after: { at: number; seq: number } | null,
    options: TimeSpan & { limit: number },
  ): Promise<DatasetEvent[]>;
  problems(workspace: string, dataset: string, page: PageRequest): Promise<Page<DatasetProblem>>;
  /** Rows that are of no data set: left by an import or a removal that a process did not end. */
  strays(workspace: string): Promise<string[]>;
}
export interface DatasetWriter {
  /** Written after its rows: what is listed is whole. */
  create(workspace: string, dataset: Dataset): Promise<void>;
  /** False: there is no such data set. */
  rename(workspace: string, dataset: string, about: Partial<Pick<Dataset, "name" | "note">>): Promise<boolean>;
  /** Takes it off the list; its rows are cleared piece by piece. False: there is no such data set. */
  remove(workspace: string, dataset: string): Promise<boolean>;
  /** Clears at most so many rows of what is on no list any more. Zero: nothing is left. */
  clear(workspace: string, dataset: string, most: number): Promise<number>;
  addRows(workspace: string, dataset: string, rows: readonly DatasetRow[]): Promise<void>;
  addEvents(workspace: string, dataset: string, events: readonly DatasetEvent[]): Promise<void>;
  addProblems(workspace: string, dataset: string, problems: readonly DatasetProblem[]): Promise<void>;
}
