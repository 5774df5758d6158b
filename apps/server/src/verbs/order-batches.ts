/** With which orders an order goes out: the batches it is in, and those that closed with it. */
import { type BatchEnd, membersOf, type OrderState } from "@switchyard/engine";
import { isLimited, mayTouch } from "../access/identity.ts";
import { batchSubject } from "../executor/batch-subject.ts";
import { effectsIn } from "../executor/decision-text.ts";
import type { Context } from "../runtime/context.ts";
import { placeOf } from "./waiting-orders.ts";

export interface OrderBatch {
  flow: string;
  flow_name: string;
  node: string;
  /** Null: it closed. */
  closes_at: number | null;
  /** Null: it is open. */
  closed: { at: number; reason: BatchEnd } | null;
  /** Orders in it, this one among them; for whoever sees some orders only, those. */
  count: number;
  /** The first of the others. */
  orders: { id: string; external_id: string }[];
}

const NAMED = 50;

/** The open ones first, then the closed ones, the newest first. */
export async function orderBatches(ctx: Context, id: string, state: OrderState): Promise<OrderBatch[]> {
  const { journal, state: kept } = ctx.store.read;
  const found: OrderBatch[] = [];
  const open = new Set<string>();
  for (const key of Object.values(state.batches ?? {})) {
    const batch = await kept.get(ctx.workspace.id, "batch", key);
    if (batch?.kind !== "batch") continue;
    const { head } = batch;
    open.add(head.id);
    found.push({
      ...placeOf(ctx, `${head.flow}/${head.node}`),
      closes_at: head.closes,
      closed: null,
      ...(await others(ctx, id, membersOf(batch))),
    });
  }
  for (const name of (await joinedBy(ctx, id)).reverse()) {
    if (open.has(name)) continue;
    const entry = await journal.latest(ctx.workspace.id, batchSubject(name), "acted");
    const [effect] = entry === null ? [] : (effectsIn(entry.type, entry.data) ?? []);
    if (entry === null || effect?.type !== "batch_closed" || effect.origin === null) continue;
    const members = effect.orders ?? [];
    if (!members.includes(id)) continue;
    found.push({
      ...placeOf(ctx, `${effect.origin.flow}/${effect.origin.node}`),
      closes_at: null,
      closed: { at: entry.at, reason: effect.reason },
      ...(await others(ctx, id, members)),
    });
  }
  return found;
}

/** The batches that the order's own journal says it joined and did not leave, oldest first. */
async function joinedBy(ctx: Context, order: string): Promise<string[]> {
  const joined = new Set<string>();
  for (const { type, data } of await ctx.store.read.journal.timeline(ctx.workspace.id, order)) {
    // Most entries tell of no batch: their text is not read.
    if (!data.includes('"type":"batch_')) continue;
    for (const effect of effectsIn(type, data) ?? []) {
      if (effect.type === "batch_joined") joined.add(effect.batch);
      if (effect.type === "batch_left") joined.delete(effect.batch);
    }
  }
  return [...joined];
}

async function others(ctx: Context, id: string, members: readonly string[]) {
  const named = members.filter((one) => one !== id).slice(0, NAMED);
  const known = await ctx.store.read.orders.some(ctx.workspace.id, named);
  const seen = known.flatMap(({ summary: { id: other, external_id, source, brand } }) =>
    mayTouch(ctx, { source, brand: brand ?? undefined }) ? [{ id: other, external_id }] : [],
  );
  return { count: isLimited(ctx.who) ? seen.length + 1 : members.length, orders: seen };
}
