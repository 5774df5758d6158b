/** What the page and the X-ray's worker say to each other: plain data. */
import type { Progress, Report, SourceFill } from "@switchyard/analysis";
import type { FlowDocument } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";

export interface PublishedFlow {
  id: string;
  version: number;
  document: FlowDocument;
}

/** The draft on screen, and what of the workspace it is looked at with. */
export interface Subject {
  flow: string;
  document: FlowDocument;
  live: FlowDocument | null;
  /** The instant around which orders are made up. */
  now: number;
  settings: WorkspaceSettings;
  destinations: readonly { id: string; name: string; brands?: readonly string[] | undefined }[];
  people: readonly { id: string; name: string; role: string }[];
  published: readonly PublishedFlow[];
  /** All flows, in the order in which they decide. */
  order: readonly string[];
  sources: readonly SourceFill[];
}

export type ToWorker = { type: "look"; run: number; subject: Subject } | { type: "stop"; run: number };
export type FromWorker =
  | { type: "progress"; run: number; progress: Progress }
  | { type: "done"; run: number; report: Report }
  | { type: "stopped"; run: number }
  | { type: "failed"; run: number; reason: string };

export type { Progress, Report };
