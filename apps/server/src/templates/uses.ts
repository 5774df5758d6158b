/** A flow beside the template that it was made from: what the template alone would give, and what the brand changed. */
import { diffFlows, type FlowDocument } from "@switchyard/flow";
import type { TemplateUse } from "@switchyard/store";
import { instantiate, type ParameterValues, type Template } from "@switchyard/templates";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "../verbs/get-flow.ts";
import { findTemplate, type StoredTemplate } from "./stored.ts";

export interface UsedFlow {
  use: TemplateUse;
  stored: StoredTemplate;
  draft: { revision: number; document: FlowDocument };
  liveVersion: number | null;
  /** What the template gives with the brand's values, under the draft's name and for its brands. */
  base: FlowDocument;
}

/** Throws `flow_not_found`, or `use_not_found` where the flow was not made from the template. */
export async function findUse(ctx: Context, template: string, flow: string): Promise<UsedFlow> {
  const use = await ctx.store.read.templates.use(ctx.workspace.id, flow);
  if (use === null || use.template !== template) throw new Refusal("use_not_found");
  const stored = await findTemplate(ctx, template, use.version);
  const { flow: record, draft } = await findFlow(ctx, flow);
  const values = use.values as ParameterValues;
  const base = documentOf(stored, { values, draft: draft.document });
  return { use, stored, draft, liveVersion: record.liveVersion, base };
}

/** The template with values, called and scoped as the draft is. Throws `invalid_template`. */
export function documentOf(
  { template, mapping }: Pick<StoredTemplate, "template" | "mapping">,
  { values, draft }: { values: ParameterValues; draft: FlowDocument },
): FlowDocument {
  const made = instantiate(template, { name: draft.name, brands: draft.brands, mapping, values });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  return made.document;
}

/** How many things the brand changed itself. */
export const ownChanges = ({ base, draft }: UsedFlow): number => diffFlows(base, draft.document).length;

/** Values that a release still asks for; the others went with their parameters. */
export function valuesFor(template: Template, values: ParameterValues): ParameterValues {
  const known = new Set(template.parameters.map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).filter(([id]) => known.has(id)));
}
