import type { FlowDocument, Program } from "@switchyard/flow";
import type { GroupRule } from "../port/flows.ts";
import type { Kit } from "./kit.ts";

/** Flows, the draft of each, every published version, and how often its nodes were reached. */
export const defineFlows = (kit: Kit) => ({
  flows: kit.table(
    "flows",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      name: kit.text("name").notNull(),
      /** Place in the workspace's flow order: the order in which published flows decide. */
      position: kit.int("position").notNull(),
      owner: kit.text("owner"),
      /** A rule of the whole group: `fixed` stands before all brands' flows, `default` after them. Null: an ordinary flow. */
      groupRule: kit.text("group_rule").$type<GroupRule>(),
      liveVersion: kit.int("live_version"),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId] })],
  ),
  drafts: kit.table(
    "drafts",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      /** Goes up by one with every accepted change; a writer names the one it saw. */
      revision: kit.int("revision").notNull(),
      document: kit.json<FlowDocument>("document").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId] })],
  ),
  flowVersions: kit.table(
    "flow_versions",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      version: kit.int("version").notNull(),
      /** The draft's revision that was published. */
      revision: kit.int("revision").notNull(),
      document: kit.json<FlowDocument>("document").notNull(),
      program: kit.json<Program>("program").notNull(),
      reason: kit.text("reason"),
      actor: kit.text("actor").notNull(),
      publishedAt: kit.ms("published_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId, t.version] })],
  ),
  /** Orders that reached a node, per day (whole days since 1970, UTC). `node_id` empty: the flow itself. */
  flowHits: kit.table(
    "flow_hits",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      nodeId: kit.text("node_id").notNull(),
      day: kit.int("day").notNull(),
      hits: kit.int("hits").notNull(),
      lastAt: kit.ms("last_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId, t.nodeId, t.day] })],
  ),
});
