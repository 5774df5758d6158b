import { transact } from "@switchyard/store";
import { allValues, type Conflict, mergeFlows, type ParameterValues } from "@switchyard/templates";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findTemplate } from "../templates/stored.ts";
import { documentOf, findUse, ownChanges } from "../templates/uses.ts";
import { type FlowStatus, listFlows } from "./list-flows.ts";

/** A row of the table of brands and parameters. */
export interface UseView {
  flow: string;
  name: string;
  brands: string[];
  /** The release that it is at. */
  version: number;
  /** Every parameter; `given` are those that are not the default. */
  values: ParameterValues;
  given: string[];
  status: FlowStatus;
  live_version: number | null;
  draft_revision: number;
  /** How many things the brand changed itself. */
  own_changes: number;
}

/** Flows made from a template, in flow order. Throws `template_not_found`. */
export async function listUses(ctx: Context, template: string): Promise<{ items: UseView[] }> {
  await findTemplate(ctx, template);
  const uses = await ctx.store.read.templates.uses(ctx.workspace.id, template);
  const byFlow = new Map(uses.map((use) => [use.flow, use]));
  const items: UseView[] = [];
  for (const flow of await listFlows(ctx)) {
    if (!byFlow.has(flow.id)) continue;
    const found = await findUse(ctx, template, flow.id);
    const given = found.use.values as ParameterValues;
    items.push({
      ...{ flow: flow.id, name: flow.name, brands: flow.brands, version: found.use.version },
      values: allValues(found.stored.template, { mapping: found.stored.mapping, values: given }),
      given: Object.keys(given),
      ...{ status: flow.status, live_version: flow.live_version, draft_revision: flow.draft_revision },
      own_changes: ownChanges(found),
    });
  }
  return { items };
}

export interface UseChange {
  flow: string;
  /** Whole rows or single cells: what is named is changed; null goes back to the default. */
  values: Record<string, ParameterValues[string] | null>;
}
export type UseChanged =
  | { flow: string; ok: true; revision: number; conflicts: Conflict[] }
  | { flow: string; ok: false; problems: Refusal["details"]["problems"] };

/** Cells of the table into the drafts of their flows, row by row; what a brand changed by hand stays. */
export async function changeUses(
  ctx: Context,
  template: string,
  { changes, actor = ctx.who.id }: { changes: UseChange[]; actor?: string },
): Promise<{ items: UseChanged[] }> {
  const items: UseChanged[] = [];
  for (const change of changes) items.push(await changeUse(ctx, template, change, actor));
  return { items };
}

async function changeUse(ctx: Context, template: string, change: UseChange, actor: string): Promise<UseChanged> {
  const { flow } = change;
  try {
    const found = await findUse(ctx, template, flow);
    const values = changedValues(found.use.values as ParameterValues, change.values);
    const theirs = documentOf(found.stored, { values, draft: found.draft.document });
    const merged = mergeFlows({ base: found.base, ours: found.draft.document, theirs, names: ctx.workspace.names });
    const revision = await saveUse(ctx, {
      ...{ flow, template, version: found.use.version, values, seen: found.draft.revision },
      ...{ document: merged.document, actor },
    });
    return { flow, ok: true, revision, conflicts: merged.conflicts };
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === "invalid_template")
      return { flow, ok: false, problems: cause.details.problems };
    throw cause;
  }
}

function changedValues(before: ParameterValues, changes: UseChange["values"]): ParameterValues {
  const after = new Map(Object.entries(before));
  for (const [id, value] of Object.entries(changes)) {
    if (value === null) after.delete(id);
    else after.set(id, value);
  }
  return Object.fromEntries(after);
}

interface SaveUse {
  flow: string;
  template: string;
  version: number;
  values: ParameterValues;
  seen: number;
  document: Parameters<typeof documentOf>[1]["draft"];
  actor: string;
}

/** The draft and what it was made with, together. Throws `stale_revision`. */
export async function saveUse(ctx: Context, { flow, seen, document, actor, ...use }: SaveUse): Promise<number> {
  const at = ctx.clock.now();
  const values = { ...use.values };
  return await transact(ctx.store, async (tx) => {
    const revision = await tx.flows.saveDraft(ctx.workspace.id, flow, { seen, document, at });
    if (revision === null) throw new Refusal("stale_revision", { current: { revision: seen, document } });
    await tx.templates.setUse(ctx.workspace.id, { ...use, flow, values, updatedAt: at });
    const data = JSON.stringify({ ...use, revision });
    await tx.append(ctx.workspace.id, [{ subject: flow, at, type: "template_applied", actor, data }]);
    return revision;
  });
}
