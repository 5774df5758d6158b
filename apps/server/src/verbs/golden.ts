/** A flow's golden orders: kept, renamed, given another outcome, removed. Each act is in the journal. */
import type { GoldenOrder } from "@switchyard/flow";
import { type GoldenRecord, type GroupTx, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

/** So that a publish is never kept waiting for long. */
const MOST_GOLDEN = 200;

export interface GoldenView extends GoldenOrder {
  created_at: number;
  updated_at: number;
}

export async function listGolden(ctx: Context, flow: string): Promise<GoldenView[]> {
  await findFlow(ctx, flow);
  return (await ctx.store.read.golden.list(ctx.workspace.id, flow)).map(viewOf);
}

/** Adds a golden order, or replaces the one of the same id. */
export async function saveGolden(ctx: Context, flow: string, golden: GoldenOrder): Promise<GoldenView> {
  const known = await listGolden(ctx, flow);
  const before = known.find(({ id }) => id === golden.id);
  if (before === undefined && known.length >= MOST_GOLDEN) throw new Refusal("too_many_golden");
  const at = ctx.clock.now();
  await transact(ctx.store, async (tx) => {
    await tx.golden.save(ctx.workspace.id, flow, golden, at);
    await note(ctx, tx, {
      flow,
      at,
      actor: ctx.who.id,
      type: "golden_saved",
      data: { ...golden, before: before?.expected ?? null },
    });
  });
  ctx.events.publish({ type: "flow", flow, about: "golden" });
  return { ...golden, created_at: before?.created_at ?? at, updated_at: at };
}

export async function removeGolden(ctx: Context, flow: string, id: string): Promise<void> {
  const at = ctx.clock.now();
  const known = (await listGolden(ctx, flow)).find((one) => one.id === id);
  if (known === undefined) throw new Refusal("golden_not_found");
  await transact(ctx.store, async (tx) => {
    await tx.golden.remove(ctx.workspace.id, flow, id);
    await note(ctx, tx, { flow, at, actor: ctx.who.id, type: "golden_removed", data: { ...known } });
  });
  ctx.events.publish({ type: "flow", flow, about: "golden" });
}

interface Note {
  flow: string;
  at: number;
  actor: string;
  type: "golden_saved" | "golden_removed";
  data: Record<string, unknown>;
}
const note = (ctx: Context, tx: GroupTx, { flow, data, ...entry }: Note) =>
  tx.append(ctx.workspace.id, [{ subject: flow, ...entry, data: JSON.stringify(data) }]);

const viewOf = ({ createdAt, updatedAt, ...golden }: GoldenRecord): GoldenView => ({
  ...golden,
  created_at: createdAt,
  updated_at: updatedAt,
});
