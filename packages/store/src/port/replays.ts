export type ReplayStatus = "running" | "done" | "failed" | "cancelled";

/** One order whose decision would change, by the names under which people know it. */
export interface ChangedOrder {
  source: string;
  external_id: string;
  brand: string | null;
  style_code: string | null;
  at: number;
  from: string | null;
  to: string | null;
}
/** What a replay counted. Destinations by id. */
export interface ReplayResult {
  edges: Record<string, number>;
  nodes: Record<string, number>;
  /** `node:port` → orders that left by it. */
  ports: Record<string, number>;
  destinations: Record<string, number>;
  undecided: number;
  parked: number;
  missing: Record<string, number>;
  /** Beside the flows that were live when it ran; absent when none was. */
  changed?: {
    total: number;
    moves: { from: string | null; to: string | null; count: number }[];
    examples: ChangedOrder[];
  };
}
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
  result: ReplayResult | null;
  error: string | null;
}

export interface ReplayReader {
  get(workspace: string, replay: string): Promise<Replay | null>;
  /** Newest first. */
  ofFlow(workspace: string, flow: string, limit: number): Promise<Replay[]>;
}
export interface ReplayWriter {
  /** Adds a replay, or replaces the one of the same id. */
  save(workspace: string, replay: Replay): Promise<void>;
  /** Replays that a process left running when it ended are failed; answers how many. */
  failUnfinished(at: number): Promise<number>;
}
