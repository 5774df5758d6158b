/** What one kind of trigger sets off in all flows, as formulas: places where orders part, nodes that act, values that they set. */
import type { FlowNode, NodeKind } from "@switchyard/flow";
import type { Dag, Ref } from "../formula/dag.ts";

export type Scalar = string | number | boolean;

/** A way out of a decision, and under which conditions it is taken. */
export interface Site {
  flow: string;
  node: string;
  port: string;
  /** Row of a decision table, where the way out is one. */
  row: string | null;
  role: "condition" | "case" | "row" | "exclude" | "split";
  /** The node is reached; the way's own condition; both, and none of the earlier ones took the order. */
  reach: Ref;
  own: Ref;
  taken: Ref;
  /** Earlier ways of the same node that take orders from this one, in order. */
  earlier: readonly Site[];
}

/** A node's effect on an order. `family`: names what only one effect can decide (`route`, `field:<name>`), else null. */
export interface Rule {
  flow: string;
  node: string;
  row: string | null;
  kind: NodeKind;
  family: string | null;
  value: Scalar | null;
  reach: Ref;
}

export interface SheetFlow {
  flow: string;
  version: number;
  /** The flow listens to the order (its brand). */
  on: Ref;
  /** Nodes that act, merge or wait, by id. */
  nodes: Readonly<Record<string, FlowNode>>;
}

/** Any way out of a node that is taken with the event itself. */
export interface Port {
  flow: string;
  node: string;
  port: string;
  taken: Ref;
}

export interface Sheet {
  trigger: NodeKind;
  dag: Dag;
  flows: readonly SheetFlow[];
  sites: readonly Site[];
  ports: readonly Port[];
  /** In the order in which the engine runs them. */
  rules: readonly Rule[];
  /** Any node acts. */
  acts: Ref;
  /** Whether two references cannot both hold because they are different ways out of one decision. */
  exclusive: (a: Ref, b: Ref) => boolean;
}
