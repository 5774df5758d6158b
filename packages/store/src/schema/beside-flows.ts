import type { Expected, Script } from "@switchyard/flow";
import type { PublishRequest } from "../port/publish-requests.ts";
import type { Kit } from "./kit.ts";

/** What is kept beside a flow's drawing: its golden orders, what people say about its nodes, and who asks to publish it. */
export const defineBesideFlows = (kit: Kit) => ({
  goldenOrders: kit.table(
    "golden_orders",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      goldenId: kit.text("golden_id").notNull(),
      name: kit.text("name").notNull(),
      script: kit.json<Script>("script").notNull(),
      expected: kit.json<Expected>("expected").notNull(),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId, t.goldenId] })],
  ),
  publishRequests: kit.table(
    "publish_requests",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      requestId: kit.text("request_id").notNull(),
      /** The draft's, that is asked to go live. */
      revision: kit.int("revision").notNull(),
      reason: kit.text("reason"),
      /** JSON text of the wished roll-out. */
      rollOut: kit.text("roll_out"),
      actor: kit.text("actor").notNull(),
      at: kit.ms("at").notNull(),
      /** Null: it is open. */
      ended: kit.text("ended").$type<PublishRequest["ended"]>(),
      endedBy: kit.text("ended_by"),
      endedAt: kit.ms("ended_at"),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId, t.requestId] })],
  ),
  comments: kit.table(
    "comments",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      commentId: kit.text("comment_id").notNull(),
      nodeId: kit.text("node_id").notNull(),
      /** The comment that began the thread: its own id for that one. */
      threadId: kit.text("thread_id").notNull(),
      authorId: kit.text("author_id").notNull(),
      authorName: kit.text("author_name").notNull(),
      text: kit.text("text").notNull(),
      at: kit.ms("at").notNull(),
      editedAt: kit.ms("edited_at"),
      /** Of a thread's first comment. */
      resolvedAt: kit.ms("resolved_at"),
      resolvedBy: kit.text("resolved_by"),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId, t.commentId] })],
  ),
});
