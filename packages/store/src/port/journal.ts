import type { Page, PageRequest } from "./paging.ts";

/** An entry as its writer gives it; place, previous hash and hash are the store's. `data` is JSON text. */
export interface JournalInput {
  subject: string;
  at: number;
  type: string;
  actor: string;
  data: string;
}
export interface JournalEntry extends JournalInput {
  workspace: string;
  position: number;
  seq: number;
  prevHash: string;
  hash: string;
}

/**
 * The first place at which a journal does not hold. `gap`, `sequence`, `link` and `hash` are seen in the journal itself;
 * `rewritten` and `missing` beside a checkpoint.
 */
export interface ChainBreak {
  position: number;
  subject: string;
  seq: number;
  reason: "gap" | "sequence" | "link" | "hash" | "rewritten" | "missing";
  /** Where the place is known as a stretch only: its last position. */
  until?: number;
}

/** A journal's head: one hash over all entries up to a position, and marks on the way that say where two journals part. */
export interface JournalCheckpoint {
  workspace: string;
  position: number;
  root: string;
  /** The n-th mark (from 1) is the beginning of the hash at position n × every. */
  every: number;
  marks: string[];
}
export interface Verified {
  entries: number;
  broken: ChainBreak | null;
  /** Of the entries before the break, or of all. */
  head: JournalCheckpoint;
}

export interface JournalFilter {
  subject?: string | undefined;
  /** About one of these. */
  subjects?: readonly string[] | undefined;
  type?: string | undefined;
  actor?: string | undefined;
  /** By one of these. */
  actors?: readonly string[] | undefined;
  /** Entries of these instants: from inclusive, to exclusive. */
  from?: number | undefined;
  to?: number | undefined;
}

export interface JournalReader {
  /** Entries newest first. */
  list(workspace: string, filter: JournalFilter, page: PageRequest): Promise<Page<JournalEntry>>;
  /** All entries of one subject, oldest first. */
  timeline(workspace: string, subject: string): Promise<JournalEntry[]>;
  /** The last entry of the whole journal. */
  newest(workspace: string): Promise<JournalEntry | null>;
  /** The newest entry of a type about a subject. */
  latest(workspace: string, subject: string, type: string): Promise<JournalEntry | null>;
  /**
   * Entries after a position, in order of position; `types` narrows. For reading the journal through in pieces; of few entries among
   * many, `upTo` says behind which position it is not looked for more of them.
   */
  after(
    workspace: string,
    position: number,
    options: {
      limit: number;
      upTo?: number | undefined;
      types?: string[] | undefined;
      from?: number | undefined;
      to?: number | undefined;
    },
  ): Promise<JournalEntry[]>;
  count(
    workspace: string,
    options: { types?: string[] | undefined; from?: number | undefined; to?: number | undefined },
  ): Promise<number>;
  /**
   * The first entry after a position, and up to another, that is not there or does not follow the one before it in its chain. By
   * places and hashes as they stand: whoever reads what entries say holds that against their hashes.
   */
  brokenLink(workspace: string, after: number, until: number): Promise<ChainBreak | null>;
  /** Recomputes every chain of the workspace, and holds it beside checkpoints that were kept. */
  verify(workspace: string, saved?: readonly JournalCheckpoint[]): Promise<Verified>;
  /** Workspaces that the journal speaks of, whether they are known or not. */
  workspaces(): Promise<string[]>;
}
