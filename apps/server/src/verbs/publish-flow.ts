import type { Text } from "@switchyard/orders";
import { type RollOut, transact } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { loadLiveFlows } from "../runtime/live-flows.ts";
import { compileVersion } from "./compile-version.ts";
import { publishCheck } from "./publish-check.ts";
import { runGolden } from "./run-golden.ts";

export interface PublishInput {
  reason?: string | undefined;
  /** The draft's revision that the publisher saw. */
  revision?: number | undefined;
  /** A share of new orders first; by default all. A flow that is not live yet goes live in full. */
  roll_out?: Pick<RollOut, "percent" | "by" | "guards"> | undefined;
  actor?: string;
}

/**
 * Makes the draft live. Throws `invalid_flow` with the findings, `stale_revision`, `golden_failed` with the golden orders, or
 * `replay_needed`: thirty days were not put through this draft, and no reason is given for doing without.
 */
export async function publishFlow(
  ctx: Context,
  id: string,
  { reason, revision: seen, roll_out: wanted, actor = ctx.who.id }: PublishInput,
): Promise<{ version: number; published_at: number; sentences: Text[]; impact: Text[] }> {
  const compiled = await compileVersion(ctx, id, "draft");
  const { version, revision, document, program } = compiled;
  const current = { revision: revision ?? 0, document };
  if (seen !== undefined && seen !== revision) throw new Refusal("stale_revision", { current });
  const golden = (await runGolden(ctx, compiled)).filter(({ passed }) => !passed);
  if (golden.length > 0) throw new Refusal("golden_failed", { golden });
  const { sentences, impact, replay, needs_reason } = await publishCheck(ctx, id);
  if (needs_reason && (reason ?? "").trim() === "") throw new Refusal("replay_needed");
  const publishedAt = ctx.clock.now();
  const rollOut = await rollOutOf(ctx, { flow: id, version, actor, at: publishedAt }, wanted);
  await transact(ctx.store, async (tx) => {
    const about = { version, revision: revision ?? 0, document, program, reason: reason ?? null, actor, publishedAt };
    if (!(await tx.flows.publish(ctx.workspace.id, id, about, { live: rollOut === null })))
      throw new Refusal("stale_revision", { current });
    if (rollOut !== null) await tx.rollouts.save(ctx.workspace.id, rollOut);
    const share = rollOut === null ? {} : { roll_out: { percent: rollOut.percent, by: rollOut.by } };
    const seen = { replay: replay?.id ?? null, sentences, impact };
    const data = JSON.stringify({ version, revision, reason: reason ?? null, name: document.name, ...share, ...seen });
    await tx.append(ctx.workspace.id, [{ subject: id, at: publishedAt, type: "flow_published", actor, data }]);
  });
  if (rollOut !== null) ctx.rollOuts.started(rollOut);
  ctx.executor.useFlows(await loadLiveFlows(ctx.store.read, ctx.workspace));
  await ctx.schedules.flowsChanged();
  ctx.log.info("flow published", { flow: id, version });
  return { version, published_at: publishedAt, sentences, impact };
}

/** Null: all new orders take it at once. Throws `rollout_running`: one at a time. */
async function rollOutOf(
  ctx: Context,
  { flow, version, actor, at }: { flow: string; version: number; actor: string; at: number },
  wanted: PublishInput["roll_out"],
): Promise<RollOut | null> {
  const { flows, rollouts } = ctx.store.read;
  if ((await rollouts.of(ctx.workspace.id, flow)).some(({ ended }) => ended === null))
    throw new Refusal("rollout_running");
  const baseline = (await flows.get(ctx.workspace.id, flow))?.liveVersion ?? null;
  if (wanted === undefined || baseline === null) return null;
  return { flow, version, baseline, ...wanted, actor, startedAt: at, ended: null, endedAt: null };
}
