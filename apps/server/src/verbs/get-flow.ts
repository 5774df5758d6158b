import type { FlowDocument } from "@switchyard/flow";
import type { Draft, FlowRecord, FlowVersion } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

export interface FlowDetail {
  id: string;
  name: string;
  draft: { revision: number; document: FlowDocument; updated_at: number };
  live: { version: number; revision: number; document: FlowDocument; published_at: number } | null;
  /** Orders that reached each node in the last seven days. */
  hits: Record<string, number>;
}

/** A flow with its draft and its live version. Throws `flow_not_found`. */
export async function getFlow(ctx: Context, id: string): Promise<FlowDetail> {
  const { flows } = ctx.store.read;
  const { flow, draft } = await findFlow(ctx, id);
  const live = flow.liveVersion === null ? null : await flows.version(ctx.workspace.id, id, flow.liveVersion);
  return {
    id,
    name: flow.name,
    draft: { revision: draft.revision, document: draft.document, updated_at: draft.updatedAt },
    live: live === null ? null : liveView(live),
    hits: await flows.hits(ctx.workspace.id, id, ctx.clock.now()),
  };
}

const liveView = ({ version, revision, document, publishedAt }: FlowVersion) => ({
  version,
  revision,
  document,
  published_at: publishedAt,
});

export async function findFlow(ctx: Context, id: string): Promise<{ flow: FlowRecord; draft: Draft }> {
  const { flows } = ctx.store.read;
  const flow = await flows.get(ctx.workspace.id, id);
  const draft = await flows.draft(ctx.workspace.id, id);
  if (flow === null || draft === null) throw new Refusal("flow_not_found");
  return { flow, draft };
}
