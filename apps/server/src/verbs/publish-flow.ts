import { transact } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { loadLiveFlows } from "../runtime/live-flows.ts";
import { compileVersion } from "./compile-version.ts";
import { runGolden } from "./run-golden.ts";

export interface PublishInput {
  reason?: string | undefined;
  /** The draft's revision that the publisher saw. */
  revision?: number | undefined;
  actor?: string;
}

/** Makes the draft live. Throws `invalid_flow` with the findings, `stale_revision`, or `golden_failed` with the golden orders. */
export async function publishFlow(
  ctx: Context,
  id: string,
  { reason, revision: seen, actor = ctx.who.id }: PublishInput,
): Promise<{ version: number; published_at: number }> {
  const compiled = await compileVersion(ctx, id, "draft");
  const { version, revision, document, program } = compiled;
  const current = { revision: revision ?? 0, document };
  if (seen !== undefined && seen !== revision) throw new Refusal("stale_revision", { current });
  const golden = (await runGolden(ctx, compiled)).filter(({ passed }) => !passed);
  if (golden.length > 0) throw new Refusal("golden_failed", { golden });
  const publishedAt = ctx.clock.now();
  await transact(ctx.store, async (tx) => {
    const about = { version, revision: revision ?? 0, document, program, reason: reason ?? null, actor, publishedAt };
    if (!(await tx.flows.publish(ctx.workspace.id, id, about))) throw new Refusal("stale_revision", { current });
    const data = JSON.stringify({ version, revision, reason: reason ?? null, name: document.name });
    await tx.append(ctx.workspace.id, [{ subject: id, at: publishedAt, type: "flow_published", actor, data }]);
  });
  ctx.executor.useFlows(await loadLiveFlows(ctx.store.read, ctx.workspace));
  await ctx.schedules.flowsChanged();
  ctx.log.info("flow published", { flow: id, version });
  return { version, published_at: publishedAt };
}
