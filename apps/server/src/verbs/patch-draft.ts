import { applyOperation, type FlowDocument, type Operation } from "@switchyard/flow";
import { transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

export interface PatchInput {
  /** The revision that the writer saw. */
  revision: number;
  operations: Operation[];
  /** Whose browser it is; others are refused while it holds the draft. */
  editor?: string | undefined;
}

/**
 * Applies operations to the draft, all or none; answers the new revision. Throws `stale_revision` with what the draft is
 * now, or `invalid_operation` with the one that does not fit, or
 * `draft_held` with who holds it.
 */
export async function patchDraft(
  ctx: Context,
  id: string,
  { revision, operations, editor }: PatchInput,
): Promise<number> {
  const holder = ctx.holders.of(id);
  if (holder !== null && holder.id !== editor)
    throw new Refusal("draft_held", { holder: { id: holder.id, name: holder.name } });
  const { draft } = await findFlow(ctx, id);
  const stale = (now: { revision: number; document: FlowDocument }) =>
    new Refusal("stale_revision", { current: { revision: now.revision, document: now.document } });
  if (draft.revision !== revision) throw stale(draft);
  const document = operations.reduce(applyOne, draft.document);
  const saved = await transact(ctx.store, (tx) =>
    tx.flows.saveDraft(ctx.workspace.id, id, { seen: revision, document, at: ctx.clock.now() }),
  );
  if (saved === null) throw stale((await findFlow(ctx, id)).draft);
  ctx.events.publish({ type: "flow", flow: id, about: "draft" });
  return saved;
}

function applyOne(document: FlowDocument, operation: Operation, place: number): FlowDocument {
  const applied = applyOperation(document, operation);
  if (applied.ok) return applied.document;
  const { pointer, ...problem } = applied.problem;
  throw new Refusal("invalid_operation", { problems: [{ ...problem, pointer: `/operations/${place}${pointer}` }] });
}
