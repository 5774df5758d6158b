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

/** The first place at which a chain does not hold. */
export interface ChainBreak {
  position: number;
  subject: string;
  seq: number;
  reason: "gap" | "sequence" | "link" | "hash";
}

export interface JournalReader {
  /** All entries of one subject, oldest first. */
  timeline(workspace: string, subject: string): Promise<JournalEntry[]>;
  /** The last entry of the whole journal. */
  newest(workspace: string): Promise<JournalEntry | null>;
  /** The newest entry of a type about a subject. */
  latest(workspace: string, subject: string, type: string): Promise<JournalEntry | null>;
  /** Entries after a position, in order of position; `types` narrows. For reading the journal through in pieces. */
  after(
    workspace: string,
    position: number,
    options: { limit: number; types?: string[] | undefined; from?: number | undefined; to?: number | undefined },
  ): Promise<JournalEntry[]>;
  count(
    workspace: string,
    options: { types?: string[] | undefined; from?: number | undefined; to?: number | undefined },
  ): Promise<number>;
  /** Recomputes every chain of the workspace. */
  verify(workspace: string): Promise<{ entries: number; broken: ChainBreak | null }>;
}
