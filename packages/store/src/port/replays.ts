import type { Page, PageRequest } from "./paging.ts";

export type ReplayStatus = "running" | "done" | "failed" | "cancelled";
/** What the sandbox writes and reads; the store only keeps it. */
export type Plain = Record<string, unknown>;

export interface Replay {
  id: string;
  flow: string;
  /** `draft`, or a version's number as text. */
  version: string;
  /** The draft's revision, when it was the draft. */
  revision: number | null;
  dataset: string | null;
  from: number | null;
  to: number | null;
  status: ReplayStatus;
  total: number;
  processed: number;
  startedAt: number;
  finishedAt: number | null;
  result: Plain | null;
  error: string | null;
  /** What it was started with, to the last setting. */
  spec: Plain;
  /** SHA-256 of the result, when it is done. */
  digest: string | null;
  /** The replay that this one repeats. */
  againOf: string | null;
  /** How often a process ended under it and it began anew. */
  restarts: number;
}
export interface StoredDifference {
  seq: number;
  order: string;
  kinds: string[];
  body: Plain;
}

/** Each narrows. */
export interface DifferenceFilter {
  kind?: string | undefined;
  /** Part of the order's number, brand, style or source. */
  q?: string | undefined;
  /** Where the order goes on each side; empty: nowhere. */
  before?: string | undefined;
  after?: string | undefined;
}

export interface ReplayReader {
  get(workspace: string, replay: string): Promise<Replay | null>;
  /** Newest first. */
  list(workspace: string, page: PageRequest & { flow?: string | undefined }): Promise<Page<Replay>>;
  /** Those that a process left running when it ended. */
  unfinished(workspace: string): Promise<Replay[]>;
  /** In the order in which they were found. */
  differences(workspace: string, replay: string, page: PageRequest & DifferenceFilter): Promise<Page<StoredDifference>>;
  difference(workspace: string, replay: string, order: string): Promise<StoredDifference | null>;
}
export interface ReplayWriter {
  /** Adds a replay, or replaces the one of the same id. */
  save(workspace: string, replay: Replay): Promise<void>;
  addDifferences(workspace: string, replay: string, differences: readonly StoredDifference[]): Promise<void>;
  /** Before it begins anew. */
  clearDifferences(workspace: string, replay: string): Promise<void>;
}
