import type { FlowDocument, Program } from "@switchyard/flow";

/** A rule that brands inherit: `fixed` decides before their own flows, `default` after them, so that they may override it. */
export type GroupRule = "fixed" | "default";
export interface FlowRecord {
  id: string;
  name: string;
  position: number;
  owner: string | null;
  groupRule: GroupRule | null;
  liveVersion: number | null;
  /** The highest that was ever published; rolled out in part, it is not live. */
  newestVersion: number | null;
  createdAt: number;
  updatedAt: number;
}
export interface Draft {
  revision: number;
  document: FlowDocument;
  updatedAt: number;
}
export interface FlowVersion {
  version: number;
  /** The draft's revision that was published. */
  revision: number;
  document: FlowDocument;
  program: Program;
  reason: string | null;
  actor: string;
  publishedAt: number;
}
/** A version without its drawing. */
export type VersionSummary = Omit<FlowVersion, "document" | "program">;
export interface FlowSummary extends FlowRecord {
  draftRevision: number;
  draftUpdatedAt: number;
  brands: string[];
  /** The draft is another drawing than the live version; false while there is none. */
  differs: boolean;
  publishedAt: number | null;
  /** Orders that met the flow's trigger in the last seven days, and the last such instant. */
  hits7d: number;
  lastHitAt: number | null;
}
/** The live version of a flow: its number, and the name that it was published under. */
export interface PublishedFlow {
  id: string;
  name: string;
  version: number;
}
export interface HitInput {
  flow: string;
  /** Empty: the flow itself. */
  node: string;
  hits: number;
  at: number;
}

export interface FlowReader {
  /** In flow order. `now` bounds the seven days of hits. */
  list(workspace: string, now: number): Promise<FlowSummary[]>;
  get(workspace: string, flow: string): Promise<FlowRecord | null>;
  draft(workspace: string, flow: string): Promise<Draft | null>;
  version(workspace: string, flow: string, version: number): Promise<FlowVersion | null>;
  /** All versions of a flow, newest first. */
  versions(workspace: string, flow: string): Promise<VersionSummary[]>;
  /** The live version of every published flow, in flow order: fixed rules of the group, flows, default rules of the group. */
  published(workspace: string): Promise<PublishedFlow[]>;
  /** The programs of all published versions, in flow order, oldest version first. */
  programs(workspace: string): Promise<Program[]>;
  /** Hits of each node in the last seven days. */
  hits(workspace: string, flow: string, now: number): Promise<Record<string, number>>;
}
export interface FlowWriter {
  /** Adds a flow at the end of the flow order, with revision 1 of its draft. */
  create(
    workspace: string,
    flow: { id: string; owner: string | null; document: FlowDocument; at: number },
  ): Promise<void>;
  /** Replaces the draft when its revision is still the one named; answers the new revision, or null when it was not. */
  saveDraft(
    workspace: string,
    flow: string,
    draft: { seen: number; document: FlowDocument; at: number },
  ): Promise<number | null>;
  /** Adds a version and, unless told otherwise, makes it live; false when a version of that number is already there. */
  publish(workspace: string, flow: string, version: FlowVersion, options?: { live: boolean }): Promise<boolean>;
  setLive(workspace: string, flow: string, version: number, at: number): Promise<void>;
  /** Flows in their new order; those that are not named keep their place behind. */
  setOrder(workspace: string, flows: readonly string[]): Promise<void>;
  setGroupRule(workspace: string, flow: string, rule: GroupRule | null): Promise<void>;
}
