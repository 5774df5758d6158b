import { applyOperation, type FlowDocument, type Operation } from "@switchyard/flow";
import { transact } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

export interface PatchInput {
  /** The revision that the writer saw. */
  revision: number;
  operations: Operation[];
}

/**
 * Applies operations to the draft, all or none; answers the new revision. Throws `stale_revision` with what the draft is
 * now, or `invalid_operation` with the one that does not fit.
 */
export async function patchDraft(ctx: Context, id: string, { revision, operations }: PatchInput): Promise<number> {
  const { draft } = await findFlow(ctx, id);
  const stale = (now: { revision: number; document: FlowDocument }) =>
    new Refusal("stale_revision", { current: { revision: now.revision, document: now.document } });
  if (draft.revision !== revision) throw stale(draft);
  const document = operations.reduce(applyOne, draft.document);
  const saved = await transact(ctx.store, (tx) =>
    tx.flows.saveDraft(ctx.workspace.id, id, { seen: revision, document, at: ctx.clock.now() }),
  );
  if (saved === null) throw stale((await findFlow(ctx, id)).draft);
  return saved;
}

function applyOne(document: FlowDocument, operation: Operation, place: number): FlowDocument {
  const applied = applyOperation(document, operation);
  if (applied.ok) return applied.document;
  const { pointer, ...problem } = applied.problem;
  throw new Refusal("invalid_operation", { problems: [{ ...problem, pointer: `/operations/${place}${pointer}` }] });
}
