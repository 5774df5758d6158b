import type { Text } from "@switchyard/orders";
import { type PublishRequest, type RollOut, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { compileVersion } from "./compile-version.ts";
import { type PublishCheck, publishCheck } from "./publish-check.ts";
import { runGolden } from "./run-golden.ts";

export interface PublishInput {
  reason?: string | undefined;
  /** The draft's revision that the publisher saw. */
  revision?: number | undefined;
  /** The version that the publisher saw as live; null: none. */
  live?: number | null | undefined;
  /** A share of new orders first; by default all. A flow that is not live yet goes live in full. */
  roll_out?: Pick<RollOut, "percent" | "by" | "guards"> | undefined;
  actor?: string;
}

export interface Published {
  version: number;
  published_at: number;
  sentences: Text[];
  impact: Text[];
}

/**
 * Makes the draft live. Throws `second_person` where publishing needs one (see verbs/publish-request.ts), and whatever
 * `readyToPublish` says.
 */
export async function publishFlow(ctx: Context, id: string, input: PublishInput): Promise<Published> {
  if (ctx.workspace.whole.fourEyes === true) throw new Refusal("second_person");
  return await goLive(ctx, id, input);
}

/** What a draft must stand before it can be published. */
export interface Ready {
  compiled: Awaited<ReturnType<typeof compileVersion>>;
  check: PublishCheck;
}

/**
 * Throws `invalid_flow` with the findings, `stale_revision`, `stale_live`, `golden_failed` with the golden orders, `rollout_running`, or
 * `replay_needed`: thirty days were not put through this draft, and no reason is given for doing without.
 */
export async function readyToPublish(
  ctx: Context,
  id: string,
  { reason, revision: seen, live }: PublishInput,
): Promise<Ready> {
  const compiled = await compileVersion(ctx, id, "draft");
  const { revision, document } = compiled;
  const current = { revision: revision ?? 0, document };
  if (seen !== undefined && seen !== revision) throw new Refusal("stale_revision", { current });
  const before = (await ctx.store.read.flows.get(ctx.workspace.id, id))?.liveVersion ?? null;
  if (live !== undefined && live !== before) throw new Refusal("stale_live");
  const golden = (await runGolden(ctx, compiled)).filter(({ passed }) => !passed);
  if (golden.length > 0) throw new Refusal("golden_failed", { golden });
  const check = await publishCheck(ctx, id);
  if (check.needs_reason && (reason ?? "").trim() === "") throw new Refusal("replay_needed");
  if ((await ctx.store.read.rollouts.of(ctx.workspace.id, id)).some(({ ended }) => ended === null))
    throw new Refusal("rollout_running");
  return { compiled, check };
}

/** Publishes without asking for a second person. Throws what `readyToPublish` throws. */
export async function goLive(
  ctx: Context,
  id: string,
  {
    reason,
    revision: seen,
    live,
    roll_out: wanted,
    actor = ctx.who.id,
    request,
  }: PublishInput & { request?: PublishRequest },
): Promise<Published> {
  const { compiled, check } = await readyToPublish(ctx, id, { reason, revision: seen, live });
  const { version, revision, document, program } = compiled;
  const { sentences, impact, replay } = check;
  const publishedAt = ctx.clock.now();
  const rollOut = await rollOutOf(ctx, { flow: id, version, actor, at: publishedAt }, wanted);
  await transact(ctx.store, async (tx) => {
    const about = { version, revision: revision ?? 0, document, program, reason: reason ?? null, actor, publishedAt };
    if (!(await tx.flows.publish(ctx.workspace.id, id, about, { live: rollOut === null })))
      throw new Refusal("stale_live");
    if (request !== undefined) {
      const how = { ended: "approved", by: actor, at: publishedAt } as const;
      if (!(await tx.publishRequests.end(ctx.workspace.id, request, how))) throw new Refusal("request_not_found");
      await tx.inbox.acknowledge(ctx.workspace.id, request.id, { actor, at: publishedAt });
    }
    if (rollOut !== null) await tx.rollouts.save(ctx.workspace.id, rollOut);
    const share = rollOut === null ? {} : { roll_out: { percent: rollOut.percent, by: rollOut.by } };
    const asked = request === undefined ? {} : { requested_by: request.actor, request: request.id };
    const seen = { replay: replay?.id ?? null, sentences, impact };
    const data = JSON.stringify({
      version,
      revision,
      reason: reason ?? null,
      name: document.name,
      ...share,
      ...asked,
      ...seen,
    });
    await tx.append(ctx.workspace.id, [{ subject: id, at: publishedAt, type: "flow_published", actor, data }]);
  });
  if (rollOut !== null) ctx.rollOuts.started(rollOut);
  await ctx.inEffect.renew("flows");
  ctx.events.publish({ type: "flow", flow: id, about: "versions" });
  ctx.log.info("flow published", { flow: id, version });
  return { version, published_at: publishedAt, sentences, impact };
}

/** Null: all new orders take it at once. */
async function rollOutOf(
  ctx: Context,
  { flow, version, actor, at }: { flow: string; version: number; actor: string; at: number },
  wanted: PublishInput["roll_out"],
): Promise<RollOut | null> {
  const baseline = (await ctx.store.read.flows.get(ctx.workspace.id, flow))?.liveVersion ?? null;
  if (wanted === undefined || baseline === null) return null;
  return { flow, version, baseline, ...wanted, actor, startedAt: at, ended: null, endedAt: null };
}
