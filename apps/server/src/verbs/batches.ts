import { batchGroup, membersOf, type StateValue } from "@switchyard/engine";
import type { Page, PageRequest } from "@switchyard/store";
import { takeEvent } from "../events/take-event.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";

type Batch = Extract<StateValue, { kind: "batch" }>;
export interface BatchView {
  /** Its key, which names it while it is open. */
  id: string;
  flow: string;
  flow_name: string;
  version: number;
  node: string;
  /** Values of the facts that its members share. */
  group: string[];
  opened_at: number;
  closes_at: number;
  count: number;
  qty: number;
  due_at: number | null;
  /** The first members. */
  orders: string[];
}

const NAMED = 50;

/** Open batches, by flow and merge. A batch that has closed is in the journal and on its orders. */
export async function listBatches(ctx: Context, page: PageRequest): Promise<Page<BatchView>> {
  const { items, nextCursor } = await ctx.store.read.state.list(ctx.workspace.id, "batch", "", page);
  const { names } = ctx.executor.live;
  return {
    items: items.flatMap(({ key, value }) => (value.kind === "batch" ? [batchView(key, value, names)] : [])),
    nextCursor,
  };
}

function batchView(id: string, batch: Batch, names: ReadonlyMap<string, string>): BatchView {
  const { head, count, qty, due } = batch;
  const { flow, version, node, opened, closes } = head;
  const orders = membersOf(batch).slice(0, NAMED);
  const about = { id, flow, flow_name: names.get(flow) ?? flow, version, node, group: batchGroup(head) };
  return { ...about, opened_at: opened, closes_at: closes, count, qty, due_at: due, orders };
}

/** Closes a batch now. Answers JSON text (EventAnswer). Throws `batch_not_found`: it is none, or has closed. */
export async function closeBatch(ctx: Context, batch: string, by: string): Promise<string> {
  const found = await ctx.store.read.state.get(ctx.workspace.id, "batch", batch);
  if (found === null) throw new Refusal("batch_not_found");
  return takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: null,
    event: ({ id, at }) => ({ type: "batch_closed_by_hand", id, at, batch, by }),
    key: null,
  });
}
