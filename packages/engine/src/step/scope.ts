/** One run through the flows for one event: shared by the deciding code and by the nodes that act. */
import type { Facts } from "@switchyard/orders";
import type { Effect, Origin, TraceStep } from "../effect/effect.ts";
import type { PreparedFlow, PreparedNode } from "../prepare/prepare-flow.ts";
import { added, type Run } from "./run.ts";

export interface Scope extends About {
  run: Run;
  facts: Facts & { gate?: Record<string, boolean>; event?: Record<string, unknown> };
  /** Nodes of the flow that act unchanged since the last look: they keep quiet. Null: an event of its own. */
  quiet: readonly string[] | null;
  findings: Findings;
  /** Of a batch's run: what is asked of each member. */
  asked: Asked | null;
}

/** What a run is about; every effect of it says so. */
export interface About {
  /** The order whose facts these are; null for a wave, an article, a batch. */
  order: string | null;
  /** Members, where the run is about a whole batch. */
  orders: string[] | null;
  subject: string | null;
  /** What the event said, for texts, names and templates. */
  data: Record<string, unknown> | null;
}

/** What came of the event so far, in all its runs. */
export interface Findings {
  /** Winners of exclusive families in this event: `route`, `field:<name>`. Few. */
  winners: { family: string; by: Origin }[];
  /** The entry that ran last, and those before it. */
  ran: Ran | null;
  flows: { flow: string; version: number }[];
  trace: TraceStep[];
  missing: string[];
}

/** An entry's nodes that acted, in order. */
export interface Ran {
  flow: PreparedFlow;
  acted: readonly string[];
  /** Of a batch's run: its members. */
  orders: readonly string[] | null;
  before: Ran | null;
}

/** Nodes, and the rows hit of the tables among them. */
export interface Asked {
  nodes: string[];
  rows: Record<string, string[]>;
}

export function startScope(run: Run, about: Partial<About>, facts: Facts): Scope {
  const findings: Findings = { winners: [], ran: null, flows: [], trace: [], missing: [] };
  const { order = null, orders = null, subject = null, data = null } = about;
  return { run, order, orders, subject, data, facts, quiet: null, findings, asked: null };
}

/** A run that belongs to the same event, about something else perhaps. */
export function scopeWithin({ run, findings }: Scope, { order, orders, subject, data }: About, facts: Facts): Scope {
  return { run, order, orders, subject, data, facts, quiet: null, findings, asked: null };
}

/** A node's turn to act, and the run that it belongs to. */
export interface Turn {
  scope: Scope;
  flow: PreparedFlow;
  node: PreparedNode;
}

export const isQuiet = ({ scope, node }: Turn): boolean => scope.quiet?.includes(node.node) === true;

/** In a batch's run: each member is to do it. */
export function ask(scope: Scope, node: string, rows?: readonly string[]): void {
  scope.asked ??= { nodes: [], rows: {} };
  scope.asked.nodes.push(node);
  if (rows !== undefined) scope.asked.rows[node] = [...rows];
}

/** Where an effect comes from, and what it is about. */
export type Said = Pick<Effect, "origin" | "order" | "orders" | "subject" | "data">;

export const said = (turn: Turn): Said => completed(turn.scope, { origin: turn.node.origin, order: turn.scope.order });

/** An effect of a node says what its run is about. */
export function emit(turn: Turn, effect: Effect): void {
  const { run } = turn.scope;
  run.effects = added(run.effects, completed(turn.scope, effect));
}

function completed<T extends Said>({ orders, subject, data }: About, effect: T): T {
  if (orders !== null) effect.orders ??= orders;
  if (subject !== null) effect.subject = subject;
  if (data !== null) effect.data = data;
  return effect;
}
