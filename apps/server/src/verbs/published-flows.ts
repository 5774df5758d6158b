import type { FlowDocument } from "@switchyard/flow";
import type { Context } from "../runtime/context.ts";

export interface PublishedDocument {
  id: string;
  version: number;
  document: FlowDocument;
}

/** The live drawing of every published flow, in flow order: what a draft decides beside, and what a sub-flow may call. */
export async function publishedFlows(ctx: Context): Promise<PublishedDocument[]> {
  const { flows } = ctx.store.read;
  const documents: PublishedDocument[] = [];
  for (const { id, version } of await flows.published(ctx.workspace.id)) {
    const found = await flows.version(ctx.workspace.id, id, version);
    if (found !== null) documents.push({ id, version, document: found.document });
  }
  return documents;
}
