/** What a replay is started with, to the last setting: stored with it, so that it can be run again to the same bytes. */
import type { FlowDocument, FlowEdge, Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { Difference, ReplayFigures, SweepFigures } from "@switchyard/sandbox";
import type { Plain, Replay } from "@switchyard/store";

/** A published version by its number; a draft whole, because it will change. */
export type ProgramSource = { flow: string; version: number } | { program: Program; document: FlowDocument };

/** `events`: all that happened, and what the clock brings. `reception`: only what is decided when an order comes in. */
export type ReplayMode = "events" | "reception";

export interface ReplaySpec {
  kind: "replay" | "sweep";
  /** The number of the core's own rules by which it ran; absent in a run that was stored before they were kept. */
  rules?: number;
  mode: ReplayMode;
  /** What it is held against: `live`, `draft`, a version's number as text; null: nothing. */
  against: string | null;
  /**
   * Whether open orders are looked at again when the clock alone would change their outcome. Not for a file that says nothing
   * of what became of its orders: they would all seem to be open for ever.
   */
  looks: boolean;
  /** Empty: all. */
  brands: string[];
  channels: string[];
  settings: WorkspaceSettings;
  /** Of the data set; or of the journal's last entry that is read. */
  dataHash: string;
  /** The journal is read up to this position; null for a data set. */
  journalTo: number | null;
  edges: FlowEdge[];
  /** In flow order, each flow once. */
  after: ProgramSource[];
  before: ProgramSource[] | null;
  sweep: { node: string; pointer: string; values: unknown[]; programs: Program[] } | null;
}

/** What is stored of a run, and sent while it goes on. */
export interface ReplayResult {
  /** Of the events that were read. */
  firstAt: number | null;
  lastAt: number | null;
  figures: ReplayFigures | null;
  sweep: SweepFigures | null;
  /** Differences that are kept one by one; the figures count all. */
  stored: number;
}

/** A stored replay's own parts. The one place that says what the store's plain data is: only this room writes it. */
export function readReplay(replay: Replay): { spec: ReplaySpec; result: ReplayResult | null } {
  return { spec: replay.spec as unknown as ReplaySpec, result: replay.result as unknown as ReplayResult | null };
}
export const plain = (value: ReplaySpec | ReplayResult | Difference): Plain => value as unknown as Plain;
/** A difference as it was stored. */
export const readDifference = (body: Plain): Difference => body as unknown as Difference;
