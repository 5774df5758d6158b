/** What passes between a replay's processes and the server. Plain data. */
import type { Decision } from "@switchyard/engine";
import type { FlowEdge, Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { Difference, NamedOrder, SideName } from "@switchyard/sandbox";
import type { Hashed } from "./difference-hash.ts";
import type { HistorySource } from "./history.ts";
import type { ReplayResult } from "./spec.ts";

/** Which chunks of a prepared data set a process runs: every `of`-th, from the `part`-th on. */
export interface Share {
  part: number;
  of: number;
}

/** Every decision about an order; or the orders that left a node of the flow by a port: the first `skip` of them not, then `most`. */
export type Focus = { order: string } | { node: string; port: string; skip: number; most: number };

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
  /** Only this is wanted: it ends when that is known. */
  focus: Focus | null;
  /** Processes that there may be for it. */
  most?: number;
  /** Null: the whole, or a share of it if that can be. */
  share?: Share | null;
}

/** A stretch of history. */
export interface Stretch {
  /** Its place among the chunks that are shared. */
  place: number;
  /** The first of the differences. */
  differences: Difference[];
  /** All of them. */
  hashed: Hashed;
}
export interface ReplayProgress {
  kind: "progress";
  processed: number;
  /** Of this process' share. */
  result: Omit<ReplayResult, "stored">;
  /** What was run since the last report, in order. */
  stretches: Stretch[];
  isLast: boolean;
}
/** `shares`: it runs the first share of so many; others are for the others. `together`: shares cannot be run apart after all. */
export type ReplayMessage = ReplayProgress | { kind: "shares"; of: number } | { kind: "together" };
export interface FocusResult {
  decisions: { side: SideName; decision: Decision }[];
  passed: NamedOrder[];
}
