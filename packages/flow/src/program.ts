/** What a flow version compiles to: ordered steps of standard JSON-Logic over facts. Plain data; runs on any JSON-Logic implementation. */
import type { Logic } from "@switchyard/logic";
import type { FlowNode, PatternFact, WindowFact } from "./document.ts";

/**
 * A boolean computed once and stored at the fact path `gate.<name>`, where later steps read it.
 * Names: `<node>` (the node is reached; `port` null), `<node>:<port>` (the port is taken), `<node>::<n>` (a helper of a
 * branch: the first n cases did not decide; `port` null).
 * Port `missing` of a node whose data-missing orders leave with *not met* only records that data was missing.
 */
export interface GateStep {
  type: "gate";
  node: string;
  port: string | null;
  gate: string;
  when: Logic;
}

/** When `when` holds, the node acts. The node itself says how; the engine turns it into effects. */
export interface ActStep {
  type: "act";
  node: string;
  when: Logic;
}

/**
 * Rows of a decision table. When `when` holds, the rows whose own `when` holds are hit: hit policy *first* takes the first
 * of them, *collect* all, in order. Sets gates `<node>:matched` and `<node>:otherwise`; the node then acts with the values
 * of the rows hit. Rows can be handed to `compileRules` as they are.
 */
export interface TableStep {
  type: "table";
  node: string;
  when: Logic;
  hit: "first" | "collect";
  rows: { id: string; when: Logic }[];
}
export type ProgramStep = GateStep | ActStep | TableStep;

/**
 * One place where a run begins: a trigger (`port` null; triggers that always start together share the entry of the first), or a port that fires later than the event that reached its node
 * (merge closed, watch kept or breached, approval decided, breaker opened or closed). Steps stand in order of effect.
 */
export interface ProgramEntry {
  id: string;
  node: string;
  port: string | null;
  steps: ProgramStep[];
}

/** A percentage split: fact `split.<id>`, 0…9999, a stable hash of the salt and of the order, customer or brand (of the order where absent). */
export interface SplitFact {
  id: string;
  by: "order" | "customer" | "brand";
  salt: string;
}

export interface Program {
  flow: string;
  version: number;
  brands: string[];
  entries: ProgramEntry[];
  /** Nodes that start, act or wait, by id, for the engine to read their settings from. Nodes of a sub-flow: `<subflow>/<id>`. */
  nodes: Record<string, FlowNode>;
  windows: WindowFact[];
  patterns: PatternFact[];
  splits: SplitFact[];
  /**
   * Conditions beside the path: `window.<id>` and `breaker.<node>` (which events count), read over the facts of the order;
   * `route.<node>` (which lines go there), read over the fields of one line.
   */
  filters: Record<string, Logic>;
  /** Facts that any step or filter of an order reads (gates left out), sorted. */
  reads: string[];
  /** Position of each node in the order of effects, from 1: the number on the card. */
  order: Record<string, number>;
}
