import { type FlowDocument, type GoldenOrder, nodeSpec } from "@switchyard/flow";
import { type GroupTx, transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { type FlowView, flowView } from "./list-flows.ts";

export interface CreateInput {
  /** By default a new one. */
  id?: string;
  name: string;
  document?: FlowDocument | undefined;
  actor?: string;
  owner?: string | null;
  /** The template that it was made from. */
  use?: { template: string; version: number; values: Record<string, unknown> };
  golden?: readonly GoldenOrder[];
}

/** A new flow at the end of the flow order. Without a document it begins with the trigger *order received*. */
export const createFlow = (ctx: Context, input: CreateInput): Promise<FlowView> =>
  transact(ctx.store, (tx) => writeFlow(ctx, tx, input));

/** The same as a part of the caller's transaction. */
export async function writeFlow(ctx: Context, tx: GroupTx, input: CreateInput): Promise<FlowView> {
  const id = input.id ?? ctx.newId("flow");
  const at = ctx.clock.now();
  const document = { ...(input.document ?? emptyDocument()), name: input.name };
  const owner = input.owner ?? null;
  const actor = input.actor ?? ctx.who.id;
  await tx.flows.create(ctx.workspace.id, { id, owner, document, at });
  const { use } = input;
  if (use !== undefined) await tx.templates.setUse(ctx.workspace.id, { flow: id, ...use, updatedAt: at });
  for (const one of input.golden ?? []) await tx.golden.save(ctx.workspace.id, id, one, at);
  const data = JSON.stringify({ name: document.name, ...(use === undefined ? {} : use) });
  await tx.append(ctx.workspace.id, [{ subject: id, at, type: "flow_created", actor, data }]);
  const summary = {
    id,
    name: document.name,
    brands: document.brands,
    owner,
    position: 0,
    createdAt: at,
    updatedAt: at,
  };
  const unpublished = {
    liveVersion: null,
    newestVersion: null,
    groupRule: null,
    differs: false,
    publishedAt: null,
    hits7d: 0,
    lastHitAt: null,
  };
  return flowView({ ...summary, ...unpublished, draftRevision: 1, draftUpdatedAt: at });
}

function emptyDocument(): FlowDocument {
  const trigger = nodeSpec("order_received").create("order_received", { x: 0, y: 0 });
  return { formatVersion: 1, name: "", brands: [], windows: [], patterns: [], nodes: [trigger], edges: [] };
}
