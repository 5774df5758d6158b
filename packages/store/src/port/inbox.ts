import type { Page, PageRequest } from "./paging.ts";

/** What the product itself says: which sentence, and what stands in it. Whoever reads it has it in the own language. */
export interface InboxSaid {
  code: string;
  values: Record<string, string>;
}
export interface InboxLine {
  label: string;
  value: string;
  /** Which label of the product's own it is; absent where others chose it. */
  code?: string;
}

/** What people are told inside the product. One entry a message, whoever it is for. */
export interface InboxRecord {
  id: string;
  at: number;
  kind: string;
  level: number;
  /** In plain words, for searching and for whoever does not know the code. */
  title: string;
  /** Null or absent: the title is somebody's own words. */
  said?: InboxSaid | null;
  lines: InboxLine[];
  people: string[];
  order: string | null;
  /** The flow that it is about. */
  flow?: string | null;
  /** Messages inside, when it is a digest. */
  members: string[];
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
}
export interface InboxFilter {
  /** True: only what nobody has acknowledged. */
  open?: boolean | undefined;
  person?: string | undefined;
  kind?: string | undefined;
  /** Words of the title. */
  q?: string | undefined;
}
export interface InboxReader {
  /** Newest first. */
  list(workspace: string, filter: InboxFilter, page: PageRequest): Promise<Page<InboxRecord>>;
  get(workspace: string, id: string): Promise<InboxRecord | null>;
  /** Those of these ids that there are, in no order. */
  named(workspace: string, ids: readonly string[]): Promise<InboxRecord[]>;
  /** What nobody has acknowledged of one kind: the highest level first, and of a level the oldest. */
  urgent(workspace: string, kind: string, limit: number): Promise<InboxRecord[]>;
  /** How many nobody has acknowledged; of one kind where it is named. */
  open(workspace: string, kind?: string): Promise<number>;
}
export interface InboxWriter {
  /** Idempotent by id; people who are told later are added. */
  put(workspace: string, entries: readonly InboxRecord[]): Promise<void>;
  /** False when it was acknowledged before, or is not there. */
  acknowledge(workspace: string, id: string, by: { actor: string; at: number }): Promise<boolean>;
}
