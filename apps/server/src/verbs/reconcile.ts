/** What came of each source and day beside what became of it, and beside what the platform itself says. */
import { type DayCount, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";

export interface DayCountView extends DayCount {
  /** Nothing that came is without an outcome. */
  balanced: boolean;
  /** Of the orders that the platform counts: below zero, so many never came as new orders. Null: it has not told. */
  difference: number | null;
}

const viewOf = (one: DayCount): DayCountView => ({
  ...one,
  balanced: one.received === one.accepted + one.duplicate + one.update + one.quarantined,
  difference: one.stated === null ? null : one.accepted - one.stated,
});

export async function reconcile(
  ctx: Context,
  span: { from?: string | undefined; to?: string | undefined },
): Promise<{ items: DayCountView[]; open: number }> {
  const counts = await ctx.store.read.intake.counts(ctx.workspace.id, span);
  return { items: counts.map(viewOf), open: await ctx.store.read.intake.open(ctx.workspace.id) };
}

export interface StatedCount {
  day: string;
  source: string;
  /** Null takes it back. */
  stated: number | null;
}

/**
 * Keeps what the platform counts for a source and day; answers that day, or null where nothing is known of it. Who is there
 * for one source says it of that one; a count is of all brands of a source, so whoever is there for one brand says none.
 */
export async function stateCount(ctx: Context, { day, source, stated }: StatedCount): Promise<DayCountView | null> {
  const { who } = ctx;
  if (who.brand !== null || (who.source !== null && who.source !== source)) throw new Refusal("not_allowed");
  const { id } = ctx.workspace;
  await transact(ctx.store, async (tx) => {
    const before = await tx.intake.state(id, { day, source }, stated);
    if (before !== stated)
      await tx.append(id, [act(ctx, "count_stated", { day, source, from: before, to: stated }, "intake")]);
  });
  const found = (await ctx.store.read.intake.counts(id, { from: day, to: day })).find((one) => one.source === source);
  return found === undefined ? null : viewOf(found);
}
