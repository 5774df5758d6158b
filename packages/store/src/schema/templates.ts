import type { Kit } from "./kit.ts";

/** Templates of a workspace by release, and which flow was made from which. */
export const defineTemplates = (kit: Kit) => ({
  templates: kit.table(
    "templates",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      templateId: kit.text("template_id").notNull(),
      version: kit.int("version").notNull(),
      /** The file, byte for byte as it is exported. */
      file: kit.text("file").notNull(),
      /** What its needs are in this workspace. */
      mapping: kit.json<Record<string, Record<string, string>>>("mapping").notNull(),
      actor: kit.text("actor").notNull(),
      createdAt: kit.ms("created_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.templateId, t.version] })],
  ),
  templateUses: kit.table(
    "template_uses",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      templateId: kit.text("template_id").notNull(),
      /** The release that the flow is at. */
      version: kit.int("version").notNull(),
      /** Parameter → value, those that were given. */
      values: kit.json<Record<string, unknown>>("given").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId] })],
  ),
});
