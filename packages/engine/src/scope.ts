/** One run through the flows for one event: shared by the deciding code and by the nodes that act. */
import type { FlowNode } from "@switchyard/flow";
import type { Facts } from "@switchyard/orders";
import type { Effect, Origin, TraceStep } from "./effect.ts";
import type { PreparedFlow } from "./prepare.ts";
import { originOf, type Run } from "./run.ts";

export interface Scope {
  run: Run;
  /** The order whose facts these are; null for a wave, an article, a batch. */
  order: string | null;
  /** Members, where the run is about a whole batch. */
  orders: string[] | null;
  subject: string | null;
  facts: Facts & { gate?: Record<string, boolean>; event?: Record<string, unknown> };
  /** What the event said, for texts, names and templates. */
  data: Record<string, unknown> | null;
  /** Winners of exclusive families in this event: `route`, `field:<name>`. Few. */
  winners: { family: string; by: Origin }[];
  /** Nodes that ran already. */
  ran: Ran;
  /** Nodes of the flow that act unchanged since the last look: they keep quiet. Null: an event of its own. */
  quiet: ReadonlySet<string> | null;
  flows: { flow: string; version: number }[];
  nodes: string[];
  trace: TraceStep[];
  missing: string[];
  /** Of a batch's run: the nodes that are asked of each member, and the rows hit of the tables among them. */
  asked: string[];
  askedRows: Record<string, string[]>;
}

/** Nodes: nearly always so few that a list is quicker than a set. */
export interface Ran {
  few: FlowNode[];
  many: Set<FlowNode> | null;
}
const FEW = 32;

/** Remembers that it ran; false where it did before. */
export function runsFirst(ran: Ran, node: FlowNode): boolean {
  if (ran.few.includes(node) || ran.many?.has(node) === true) return false;
  if (ran.few.length < FEW) {
    ran.few.push(node);
    return true;
  }
  ran.many ??= new Set();
  ran.many.add(node);
  return true;
}

export function startScope(
  run: Run,
  about: Partial<Pick<Scope, "order" | "orders" | "subject" | "data">>,
  facts: Facts,
): Scope {
  return {
    run, order: about.order ?? null, orders: about.orders ?? null, subject: about.subject ?? null, facts,
    data: about.data ?? null, winners: [], ran: { few: [], many: null }, quiet: null, flows: [], nodes: [], trace: [],
    missing: [], asked: [], askedRows: {},
  }; // biome-ignore format: a record
}

/** A node's turn to act: the node, its flow, and the run it belongs to. */
export interface Turn<N extends FlowNode = FlowNode> {
  scope: Scope;
  flow: PreparedFlow;
  node: N;
}

type About = {
  origin: Origin | null;
  order: string | null;
  orders?: string[];
  subject?: string;
  data?: Record<string, unknown>;
};

/** What every effect says of its origin and of what it is about. */
export function about(turn: Turn): About {
  const { scope } = turn;
  const said: About = { origin: originOf(turn.flow, turn.node.id), order: scope.order };
  if (scope.orders !== null) said.orders = scope.orders;
  if (scope.subject !== null) said.subject = scope.subject;
  if (scope.data !== null) said.data = scope.data;
  return said;
}

export function emit(turn: Turn, effect: Effect): void {
  turn.scope.run.effects.push(effect);
}

/** `flow/node`: the name of a node across flows; a version apart, so that what it started survives a new version. */
export const nodeKey = (turn: Turn): string => turn.flow.names.get(turn.node.id) ?? `${turn.flow.flow}/${turn.node.id}`;
