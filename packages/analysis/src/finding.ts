/** What the analysis says, and of what it asks to be told. */
import type { FlowContext, FlowDocument, Names, Program } from "@switchyard/flow";
import type { OrderInput, Text, WorkspaceSettings } from "@switchyard/orders";
import type { UnknownReason } from "./solve/solver.ts";

export type FindingKind =
  | "structure" | "unfilled" | "conflict" | "shadow" | "gap" | "always" | "never" | "overlap" | "change"; // biome-ignore format: a word list

/** Where on a canvas: a node, one of its ports, a row of its table. */
export interface Place {
  flow: string;
  node: string;
  port?: string;
  row?: string;
}

/**
 * An order that shows the finding. The engine has run it: `confirms` says what it did. `id` is the id that the order must
 * get where a percentage split looks at it; `before`: so many orders like it came before, one a second.
 */
export interface Witness {
  order: OrderInput;
  at: number;
  receivedAt: number;
  id: string;
  before: number;
  confirms: Text;
}

export interface Finding {
  /** The same for the same finding in every run. */
  id: string;
  kind: FindingKind;
  severity: "error" | "warning" | "info";
  code: string;
  /** The first is where to look; of a conflict it is the winner. */
  places: Place[];
  edges: string[];
  flows: string[];
  message: Text;
  /** The conditions that bring it about, as a sentence. */
  because?: Text;
  witness?: Witness;
  /** Set only in `Report.undecided`: why it could not be decided. */
  unknown?: { code: UnknownReason; reason: Text };
}

export interface Report {
  findings: Finding[];
  /** Possible findings that could neither be shown nor ruled out, each with the reason. */
  undecided: Finding[];
  /** More were found than are listed, by kind. */
  cut: FindingKind[];
  /** Orders that were made: give them to the next run, which then has little left to look for. */
  orders: Seed[];
  counts: { rules: number; facts: number; questions: number; orders: number; confirmed: number };
}

/** An order as an earlier run made it. */
export interface Seed {
  order: OrderInput;
  at: number;
  receivedAt: number;
  id: string;
  before: number;
}

export interface Progress {
  stage: "read" | "structure" | "branches" | "conflicts" | "gaps" | "overlaps" | "changes" | "confirm";
  done: number;
  of: number;
}

/** A flow of the workspace, in its order. `live`: the published version that a draft is compared with. */
export interface AnalysedFlow {
  id: string;
  document: FlowDocument;
  live?: FlowDocument;
  /** What the document compiles to, where the caller has it already. */
  program?: Program;
}

/** How often a source filled each fact. */
export interface SourceFill {
  source: string;
  orders: number;
  filled: Readonly<Record<string, number>>;
}

export interface AnalysisContext {
  /** The instant around which orders are made up. */
  now: number;
  settings: WorkspaceSettings;
  /** What the workspace has, for the checks of `validateFlow`. */
  workspace?: FlowContext;
  /** Names of destinations and people for sentences. */
  names?: Names;
  /** Only findings that concern this flow; the others are there for what they do to the same orders. */
  focus?: string;
  sources?: readonly SourceFill[];
  seeds?: readonly Seed[];
  limits?: Partial<Limits>;
}

export interface Limits {
  /** Findings listed of each kind. */
  findings: number;
  /** Steps of search for one question; some 2 million a second. */
  budget: number;
}
export const DEFAULT_LIMITS: Limits = { findings: 100, budget: 100_000 };
