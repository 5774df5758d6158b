/** Templates as the store keeps them, read back. */
import type { TemplateRecord } from "@switchyard/store";
import { type Mapping, parseTemplate, type Template } from "@switchyard/templates";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

export interface StoredTemplate {
  record: TemplateRecord;
  template: Template;
  mapping: Mapping;
}

/** Throws `template_not_found`. */
export async function findTemplate(ctx: Context, id: string, version?: number): Promise<StoredTemplate> {
  const record = await ctx.store.read.templates.get(ctx.workspace.id, id, version);
  if (record === null) throw new Refusal("template_not_found");
  return storedTemplate(record);
}

export function storedTemplate(record: TemplateRecord): StoredTemplate {
  const read = parseTemplate(record.file);
  if (!read.ok) throw new Error(`template ${record.id} is stored but does not read: ${read.problems[0]?.code}`);
  return { record, template: read.template, mapping: mappingOf(record.mapping) };
}

export const mappingOf = (stored: TemplateRecord["mapping"]): Mapping => ({
  fields: stored.fields ?? {},
  destinations: stored.destinations ?? {},
  people: stored.people ?? {},
  endpoints: stored.endpoints ?? {},
});

/** What the workspace calls things. */
export const namesOfWorkspace = ({ workspace: { whole, settings } }: Context) => ({
  destinations: whole.destinations,
  people: whole.people,
  fields: settings.customFields,
  currency: settings.currency,
});
