import type { Context } from "../runtime/context.ts";
import { storedTemplate } from "../templates/stored.ts";
import { type TemplateSummary, templateSummary } from "../templates/views.ts";

export interface TemplateList {
  /** In this workspace, newest release of each. */
  items: (TemplateSummary & { created_at: number; uses: number })[];
  /** Shipped with the product; `taken` is the newest release that the workspace has. */
  library: (TemplateSummary & { taken: number | null })[];
}

export async function listTemplates(ctx: Context): Promise<TemplateList> {
  const { templates } = ctx.store.read;
  const [records, uses] = await Promise.all([templates.list(ctx.workspace.id), templates.uses(ctx.workspace.id)]);
  return {
    items: records.map((record) => ({
      ...templateSummary(storedTemplate(record).template),
      created_at: record.createdAt,
      uses: uses.filter(({ template }) => template === record.id).length,
    })),
    library: ctx.library.list().map(({ id, template }) => ({
      ...templateSummary(template),
      taken: records.find((record) => record.id === id)?.version ?? null,
    })),
  };
}
