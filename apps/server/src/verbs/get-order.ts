import type { Decision } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import { mayTouch } from "../access/identity.ts";
import { effectsIn, readDecision } from "../executor/decision-text.ts";
import { type DecisionView, decisionView } from "../executor/decision-view.ts";
import { knownOrder } from "../executor/known-order.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type Delivery, deliveryOf } from "../tracking/delivery.ts";
import { heardOf } from "../tracking/heard.ts";
import { seenPeople } from "./seen-people.ts";

export interface TimelineEntry {
  seq: number;
  at: number;
  type: string;
  actor: string;
  /** The person's or key's name, where the actor is one. */
  actor_name: string | null;
  data: Record<string, unknown>;
}
export interface OrderDetail {
  order: Order;
  decision: DecisionView | null;
  delivery: Delivery;
  timeline: TimelineEntry[];
  /** Other orders that the timeline speaks of, by their numbers: of those that whoever asks may see. */
  mentioned: { id: string; external_id: string }[];
}

/** An order as it stands, its latest decision, and all that happened to it. Throws `order_not_found`. */
export async function getOrder(ctx: Context, id: string): Promise<OrderDetail> {
  const { orders, journal } = ctx.store.read;
  const found = await orders.get(ctx.workspace.id, id);
  const order = found === null ? null : knownOrder(found.state);
  if (found === null || order === null || !mayTouch(ctx, order)) throw new Refusal("order_not_found");
  const decision = await latestDecision(ctx, id);
  const entries = await journal.timeline(ctx.workspace.id, id);
  const { names } = ctx.executor.live;
  const { house, nameOf, shown } = await seenPeople(ctx);
  return {
    order,
    decision: decision === null ? null : shown(decisionView(decision, { workspace: ctx.workspace, names })),
    delivery: deliveryOf({ order, state: found.state, heard: heardOf(entries), settings: ctx.workspace.settings }),
    mentioned: await mentionedIn(ctx, entries),
    timeline: entries.map(({ seq, at, type, actor, data }) => {
      const name = nameOf(actor);
      const who = name === null || house === null ? { actor, actor_name: name } : { actor: house, actor_name: house };
      return { seq, at, type, ...who, data: shown(dataOf(type, data)) };
    }),
  };
}

const dataOf = (type: string, text: string): Record<string, unknown> =>
  type === "decided" ? { ...readDecision(text) } : JSON.parse(text);

async function mentionedIn(ctx: Context, entries: readonly JournalEntry[]): Promise<OrderDetail["mentioned"]> {
  const ids = new Set<string>();
  for (const { type, data } of entries) {
    // Most entries name no other order: their text is not read.
    if (!data.includes('"orders":[')) continue;
    for (const { orders = [] } of effectsIn(type, data) ?? []) for (const id of orders) ids.add(id);
  }
  const found = await ctx.store.read.orders.some(ctx.workspace.id, [...ids].slice(0, MENTIONED));
  return found.flatMap(({ summary: { id, external_id, source, brand } }) =>
    mayTouch(ctx, { source, brand: brand ?? undefined }) ? [{ id, external_id }] : [],
  );
}
const MENTIONED = 200;

/** The newest decision about an order: the journal keeps it whole. */
export async function latestDecision(ctx: Context, id: string): Promise<Decision | null> {
  const entry = await ctx.store.read.journal.latest(ctx.workspace.id, id, "decided");
  return entry === null ? null : readDecision(entry.data);
}
