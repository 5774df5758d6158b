import type { Context } from "../runtime/context.ts";
import { findTemplate } from "../templates/stored.ts";
import { type TemplateView, templateView } from "../templates/views.ts";

/** A release of a template, the newest where none is named. Throws `template_not_found`. */
export async function getTemplate(
  ctx: Context,
  id: string,
  version?: number,
): Promise<TemplateView & { versions: number[] }> {
  const found = await findTemplate(ctx, id, version);
  return { ...templateView(found), versions: await ctx.store.read.templates.versions(ctx.workspace.id, id) };
}

/** The file, byte for byte as it was taken in or made. Throws `template_not_found`. */
export async function templateFile(
  ctx: Context,
  id: string,
  version?: number,
): Promise<{ name: string; text: string }> {
  const { record } = await findTemplate(ctx, id, version);
  return { name: `${record.id}-${record.version}.template.json`, text: record.file };
}
