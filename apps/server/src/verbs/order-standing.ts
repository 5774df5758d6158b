/** What stands with an order beside its fields: who holds it, what is locked, which deadlines and approvals run, what waits, with whom it goes. */
import { type OrderState, watchStart } from "@switchyard/engine";
import { isLimited, mayTouch } from "../access/identity.ts";
import { knownOrder } from "../executor/known-order.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type OrderBatch, orderBatches } from "./order-batches.ts";
import { seenPeople } from "./seen-people.ts";
import { placeOf } from "./waiting-orders.ts";

/** A node of a flow that did it; `flow` empty: a person, or the core itself. */
interface By {
  flow: string;
  flow_name: string;
  node: string;
}
export interface OrderStanding {
  status: string;
  cancelled: boolean;
  holds: (By & { reason: string })[];
  frozen: string[];
  locks: { name: string; by: string }[];
  watches: (By & { status: "open" | "breached"; start: number; deadline: number })[];
  approvals: (By & { name: string; level: number; levels: number; due: number | null })[];
  waiting: { why: string; by: string | null; type: string; at: number }[];
  batches: OrderBatch[];
  /** The order of another source, with the same PO number, that it may be once more. */
  twin: string | null;
}

/** Throws `order_not_found`. */
export async function orderStanding(ctx: Context, id: string): Promise<OrderStanding> {
  const found = await ctx.store.read.orders.get(ctx.workspace.id, id);
  const order = found === null ? null : knownOrder(found.state);
  if (found === null || (order === null ? isLimited(ctx.who) : !mayTouch(ctx, order)))
    throw new Refusal("order_not_found");
  const { shown } = await seenPeople(ctx);
  const batches = await orderBatches(ctx, id, found.state);
  return shown({ ...standingOf(found.state, (name) => placeOf(ctx, name)), batches });
}

function standingOf(state: OrderState, by: (name: string) => By): Omit<OrderStanding, "batches"> {
  const each = <T, R>(values: Record<string, T> | undefined, view: (name: string, value: T) => R) =>
    Object.entries(values ?? {}).map(([name, value]) => view(name, value));
  return {
    status: state.status,
    cancelled: state.cancelled === true,
    holds: each(state.holds, (name, reason) => ({ ...by(name), reason })),
    frozen: state.frozen ?? [],
    locks: each(state.locks, (name, person) => ({ name, by: person })),
    watches: each(state.watches, (name, watch) => ({
      ...by(name),
      status: watch.status,
      start: watchStart(watch),
      deadline: watch.deadline,
    })),
    approvals: each(state.approvals, (name, { level, levels, due = null }) => ({
      ...by(name),
      name,
      level,
      levels,
      due,
    })),
    waiting: (state.parked ?? []).map(({ why, by: cause = null, event }) => ({
      why,
      by: cause,
      type: event.type,
      at: event.at,
    })),
    twin: state.twin?.order ?? null,
  };
}
