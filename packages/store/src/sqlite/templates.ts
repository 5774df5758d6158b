import { and, asc, desc, eq } from "../drizzle.ts";
import type { TemplateReader, TemplateRecord, TemplateWriter } from "../port/templates.ts";
import { templates, templateUses } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

const record = {
  id: templates.templateId,
  version: templates.version,
  file: templates.file,
  mapping: templates.mapping,
  actor: templates.actor,
  createdAt: templates.createdAt,
};
const use = {
  flow: templateUses.flowId,
  template: templateUses.templateId,
  version: templateUses.version,
  values: templateUses.values,
  updatedAt: templateUses.updatedAt,
};
const release = (workspace: string, id: string, version?: number) =>
  and(
    eq(templates.workspaceId, workspace),
    eq(templates.templateId, id),
    ...(version === undefined ? [] : [eq(templates.version, version)]),
  );

export const templateReader = (db: Queries): TemplateReader => ({
  async list(workspace) {
    const rows = await db
      .select(record)
      .from(templates)
      .where(eq(templates.workspaceId, workspace))
      .orderBy(asc(templates.templateId), asc(templates.version));
    return [...new Map(rows.map((row): [string, TemplateRecord] => [row.id, row])).values()];
  },
  async get(workspace, id, version) {
    const [row] = await db
      .select(record)
      .from(templates)
      .where(release(workspace, id, version))
      .orderBy(desc(templates.version))
      .limit(1);
    return row ?? null;
  },
  async versions(workspace, id) {
    const rows = await db
      .select({ version: templates.version })
      .from(templates)
      .where(release(workspace, id))
      .orderBy(desc(templates.version));
    return rows.map(({ version }) => version);
  },
  async uses(workspace, template) {
    return await db
      .select(use)
      .from(templateUses)
      .where(
        and(
          eq(templateUses.workspaceId, workspace),
          ...(template === undefined ? [] : [eq(templateUses.templateId, template)]),
        ),
      )
      .orderBy(asc(templateUses.flowId));
  },
  async use(workspace, flow) {
    const [row] = await db
      .select(use)
      .from(templateUses)
      .where(and(eq(templateUses.workspaceId, workspace), eq(templateUses.flowId, flow)));
    return row ?? null;
  },
});

export const templateWriter = (db: Queries): TemplateWriter => ({
  async add(workspaceId, { id: templateId, ...rest }) {
    const added = await db
      .insert(templates)
      .values({ workspaceId, templateId, ...rest })
      .onConflictDoNothing()
      .returning({ version: templates.version });
    return added.length > 0;
  },
  async setMapping(workspaceId, { template, version, mapping }) {
    await db
      .update(templates)
      .set({ mapping })
      .where(release(workspaceId, template, version));
  },
  async setUse(workspaceId, { flow: flowId, template: templateId, version, values, updatedAt }) {
    const set = { templateId, version, values, updatedAt };
    await db
      .insert(templateUses)
      .values({ workspaceId, flowId, ...set })
      .onConflictDoUpdate({ target: [templateUses.workspaceId, templateUses.flowId], set });
  },
});
