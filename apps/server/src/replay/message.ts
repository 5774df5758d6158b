/** What passes between a replay's thread and the server. Plain data. */
import type { FlowEdge, Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { ReplayResult } from "@switchyard/store";
import type { HistorySource } from "./history.ts";

/** Programs in flow order, each flow once. */
export interface ReplayJob {
  location: string;
  source: HistorySource;
  settings: WorkspaceSettings;
  flow: string;
  edges: FlowEdge[];
  candidate: Program[];
  baseline: Program[] | null;
  /** One number: not 0 asks the thread to end. */
  cancel: SharedArrayBuffer;
}
export interface ReplayProgress {
  processed: number;
  result: ReplayResult;
  /** Whether this is the last word. */
  end: "done" | "cancelled" | null;
}
