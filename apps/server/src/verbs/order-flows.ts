import { type GroupRule, transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";
import { type FlowView, listFlows } from "./list-flows.ts";

/** Flows in a new order: the first route wins. Those that are not named follow as they stood. */
export async function orderFlows(ctx: Context, flows: string[]): Promise<{ items: FlowView[] }> {
  await change(ctx, "workspace", "flows_ordered", { flows }, (tx) => tx.flows.setOrder(ctx.workspace.id, flows));
  return { items: await listFlows(ctx) };
}

/**
 * A rule that brands inherit: `fixed` decides before all of their flows, so that none overrides it; `default` after them, so that
 * whatever a brand decides itself stands. Null: an ordinary flow. Throws `flow_not_found`.
 */
export async function setGroupRule(ctx: Context, id: string, rule: GroupRule | null): Promise<{ items: FlowView[] }> {
  const { flow } = await findFlow(ctx, id);
  await change(ctx, id, "group_rule_set", { from: flow.groupRule, to: rule }, (tx) =>
    tx.flows.setGroupRule(ctx.workspace.id, id, rule),
  );
  return { items: await listFlows(ctx) };
}

type Tx = Parameters<Parameters<typeof transact>[1]>[0];

async function change(
  ctx: Context,
  subject: string,
  type: string,
  said: object,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const at = ctx.clock.now();
  await transact(ctx.store, async (tx) => {
    await work(tx);
    await tx.append(ctx.workspace.id, [{ subject, at, type, actor: ctx.who.id, data: JSON.stringify(said) }]);
  });
  await ctx.inEffect.renew("settings");
}
