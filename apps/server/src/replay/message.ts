/** What passes between a replay's process and the server. Plain data. */
import type { Decision } from "@switchyard/engine";
import type { FlowEdge, Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { Difference, SideName } from "@switchyard/sandbox";
import type { HistorySource } from "./history.ts";
import type { ReplayResult } from "./spec.ts";

/** Programs in flow order, each flow once. */
export interface ReplayJob {
  location: string;
  source: HistorySource;
  settings: WorkspaceSettings;
  flow: string;
  edges: FlowEdge[];
  after: Program[];
  before: Program[] | null;
  /** The variants of a sweep: each is the flow's program in `after`'s place. */
  variants: Program[] | null;
  /** Whether open orders are looked at again as the clock goes on. */
  looks: boolean;
  /** Keep every decision about this order, and end when it is known. */
  focus: string | null;
}
export interface ReplayProgress {
  processed: number;
  result: ReplayResult;
  /** Found since the last report. */
  differences: Difference[];
  /** SHA-256 of the whole result, with the last word; null before. */
  digest: string | null;
}
export interface FocusResult {
  decisions: { side: SideName; decision: Decision }[];
}
