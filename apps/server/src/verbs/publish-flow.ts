import { transact } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { loadLiveFlows } from "../runtime/live-flows.ts";
import { compileVersion } from "./compile-version.ts";

export interface PublishInput {
  reason?: string | undefined;
  /** The draft's revision that the publisher saw. */
  revision?: number | undefined;
  actor?: string;
}

/** Makes the draft live. Throws `invalid_flow` with the findings, or `stale_revision`. */
export async function publishFlow(
  ctx: Context,
  id: string,
  { reason, revision: seen, actor = "local" }: PublishInput,
): Promise<{ version: number; published_at: number }> {
  const { version, revision, document, program } = await compileVersion(ctx, id, "draft");
  const current = { revision: revision ?? 0, document };
  if (seen !== undefined && seen !== revision) throw new Refusal("stale_revision", { current });
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
