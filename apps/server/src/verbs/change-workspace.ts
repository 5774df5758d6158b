import { transact, type Workspace } from "@switchyard/store";
import { type Context, viewOf } from "../runtime/context.ts";
import { loadLiveFlows } from "../runtime/live-flows.ts";

/**
 * Changes the workspace's settings or lists, and lets everything that runs see it: whoever holds the view holds the same
 * object, and live flows are prepared anew, because they read calendar, zone and fields.
 */
export async function changeWorkspace(
  ctx: Context,
  change: (whole: Workspace) => Workspace,
  { actor = "local", about = {} }: { actor?: string; about?: Record<string, unknown> } = {},
): Promise<Workspace> {
  const { workspace, store } = ctx;
  const at = ctx.clock.now();
  const whole = await transact(store, async (tx) => {
    const next = { ...change(workspace.whole), id: workspace.id };
    await tx.workspaces.save(next);
    const data = JSON.stringify(about);
    await tx.append(workspace.id, [{ subject: "workspace", at, type: "workspace_changed", actor, data }]);
    return next;
  });
  Object.assign(workspace, viewOf(whole));
  ctx.executor.useFlows(await loadLiveFlows(store.read, workspace));
  return whole;
}
