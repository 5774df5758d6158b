import { diffFlows, type FlowChange } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { type Conflict, mergeFlows, type ParameterValues } from "@switchyard/templates";
import type { Context } from "../runtime/context.ts";
import { findTemplate } from "../templates/stored.ts";
import { documentOf, findUse, valuesFor } from "../templates/uses.ts";
import { saveUse } from "./template-uses.ts";

export interface UpgradeInput {
  flow: string;
  /** The release to go to; by default the newest. */
  version?: number | undefined;
  /** Values for what is new in it. */
  values?: ParameterValues | undefined;
  /** Conflicts (by id) in which the release's side is taken. */
  take?: string[] | undefined;
}
export interface UpgradePreview {
  from: number;
  to: number;
  revision: number;
  /** What the upgrade changes in the draft. */
  changes: FlowChange[];
  conflicts: Conflict[];
  /** Parameters that are new, and those that are gone. */
  added: { id: string; label: Text }[];
  removed: { id: string; label: Text }[];
}

async function plan(ctx: Context, template: string, { flow, version, values = {}, take = [] }: UpgradeInput) {
  const found = await findUse(ctx, template, flow);
  const next = await findTemplate(ctx, template, version);
  const kept = { ...valuesFor(next.template, found.use.values as ParameterValues), ...values };
  const theirs = documentOf(next, { values: kept, draft: found.draft.document });
  const { names } = ctx.workspace;
  const merged = mergeFlows({
    ...{ base: found.base, ours: found.draft.document, theirs, names },
    take: new Set(take),
  });
  return { found, next, kept, merged };
}

/** What an upgrade would do to a brand's draft. Throws `use_not_found`, `template_not_found`, or `invalid_template` (new values to fill in). */
export async function previewUpgrade(ctx: Context, template: string, input: UpgradeInput): Promise<UpgradePreview> {
  const { found, next, merged } = await plan(ctx, template, input);
  const [was, is] = [found.stored.template.parameters, next.template.parameters];
  const onlyIn = (list: typeof was, other: typeof was) =>
    list.flatMap(({ id, label }) => (other.some((one) => one.id === id) ? [] : [{ id, label }]));
  return {
    ...{ from: found.use.version, to: next.record.version, revision: found.draft.revision },
    changes: diffFlows(found.draft.document, merged.document, ctx.workspace.names),
    conflicts: merged.conflicts,
    added: onlyIn(is, was),
    removed: onlyIn(was, is),
  };
}

/** Brings a brand's draft to a release; it runs when somebody publishes it. Throws as the preview, or `stale_revision`. */
export async function upgradeUse(
  ctx: Context,
  template: string,
  { actor = ctx.who.id, ...input }: UpgradeInput & { actor?: string },
): Promise<{ revision: number; version: number }> {
  const { found, next, kept, merged } = await plan(ctx, template, input);
  const { version } = next.record;
  const revision = await saveUse(ctx, {
    ...{ flow: input.flow, template, version, values: kept, seen: found.draft.revision },
    ...{ document: merged.document, actor },
  });
  return { revision, version };
}
