/** What a tried script did: every instant at which something happened, in words and as plain data. */
import type { Expected, FlowDocument, Names, Program } from "@switchyard/flow";
import type { Problem, Text, WorkspaceSettings } from "@switchyard/orders";
import type { Effect, RecordCode } from "../effect/effect.ts";
import type { Explanation } from "../why/explain.ts";

/** The one flow that is tried. */
export interface Tried {
  program: Program;
  document: FlowDocument;
  settings: WorkspaceSettings;
  names?: Names;
}

export interface Happening {
  kind: Effect["type"] | RecordCode;
  node: string | null;
  /** The order's key in the script; null where it is about a batch, or about no order. */
  key: string | null;
  text: Text;
  /** It did not take effect: something else came first, or a person had set the value. */
  isVoid?: true;
}

/** What is still to come. `node` null: it belongs to no node (the clock, for instance). */
export interface Waiting {
  what: "watch" | "approval" | "batch" | "clock" | "breaker" | "schedule";
  node: string | null;
  /** The orders concerned. */
  keys: string[];
  /** Null: it waits for a person, however long. */
  due: number | null;
}

/** How an order stands after a moment. */
export interface Standing {
  key: string;
  outcome: "decided" | "undecided" | "parked";
  destination: string | null;
  tags: string[];
  status: string;
  held: boolean;
  frozen: boolean;
  cancelled: boolean;
}

export interface Moment {
  at: number;
  /** The script's step, from 0. Several moments may belong to one step: time that passes makes things happen. */
  step: number;
  /** `timer`: time made it happen. */
  by: "step" | "timer";
  /** What happened: the step's own sentence, or what became due. */
  text: Text;
  happenings: Happening[];
  /** Why, for each order that was decided. */
  explanations: (Explanation & { key: string })[];
  /** Nodes that were reached and lines that were taken, in order. */
  nodes: string[];
  edges: string[];
  orders: Standing[];
  waiting: Waiting[];
}

/** Every section of what a golden order may expect. */
export type WholeOutcome = { [K in keyof Expected]-?: NonNullable<Expected[K]> };

export interface Run {
  start: number;
  end: number;
  moments: Moment[];
  /** Everything that a golden order may compare, at the end. */
  outcome: WholeOutcome;
}
export type RunResult = { ok: true; run: Run } | { ok: false; problems: Problem[] };
