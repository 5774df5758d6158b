import type { FlowSummary } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

export type FlowStatus = "draft" | "published" | "changed";
export interface FlowView {
  id: string;
  name: string;
  status: FlowStatus;
  draft_revision: number;
  live_version: number | null;
  published_at: number | null;
  updated_at: number;
  brands: string[];
  hits7d: number;
  last_hit_at: number | null;
  owner: string | null;
  group_rule: FlowSummary["groupRule"];
}

/** All flows of the workspace, in flow order. */
export async function listFlows(ctx: Context): Promise<FlowView[]> {
  const flows = await ctx.store.read.flows.list(ctx.workspace.id, ctx.clock.now());
  return flows.map(flowView);
}

export const flowView = (flow: FlowSummary): FlowView => ({
  id: flow.id,
  name: flow.name,
  status: statusOf(flow),
  draft_revision: flow.draftRevision,
  live_version: flow.liveVersion,
  published_at: flow.publishedAt,
  updated_at: flow.updatedAt,
  brands: flow.brands,
  hits7d: flow.hits7d,
  last_hit_at: flow.lastHitAt,
  owner: flow.owner,
  group_rule: flow.groupRule,
});

function statusOf({ liveVersion, differs }: FlowSummary): FlowStatus {
  if (liveVersion === null) return "draft";
  return differs ? "changed" : "published";
}
