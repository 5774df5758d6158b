/** What a flow version compiles to: ordered steps of standard JSON-Logic over facts. Plain data; runs on any JSON-Logic implementation. */
import type { Logic } from "@switchyard/logic";
import type { FlowNode, PatternFact, WindowFact } from "./document.ts";

/**
 * A boolean computed once and stored at the fact path `gate.<name>`, where later steps read it.
 * Names: `<node>` (the node is reached), `<node>_<port>` (the port is taken).
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
export type ProgramStep = GateStep | ActStep;

/**
 * One place where a run begins: a trigger (`port` null), or a port that fires later than the event that reached its node
 * (merge closed, watch kept or breached, approval decided, breaker opened or closed). Steps stand in order of effect.
 */
export interface ProgramEntry {
  id: string;
  node: string;
  port: string | null;
  steps: ProgramStep[];
}

export interface Program {
  flow: string;
  version: number;
  brands: string[];
  entries: ProgramEntry[];
  /** Nodes that act or wait, by id, for the engine to read their settings from. */
  nodes: Record<string, FlowNode>;
  windows: WindowFact[];
  patterns: PatternFact[];
  /** Facts that any step reads (gates left out), sorted. */
  reads: string[];
  /** Position of each node in the order of effects, from 1: the number on the card. */
  order: Record<string, number>;
}
