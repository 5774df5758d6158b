import { and, asc, eq, or } from "../drizzle.ts";
import type { CommentReader, CommentWriter } from "../port/comments.ts";
import { comments } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

const ofFlow = (workspace: string, flow: string) => and(eq(comments.workspaceId, workspace), eq(comments.flowId, flow));

export const commentReader = (db: Queries): CommentReader => ({
  async list(workspace, flow) {
    const rows = await db
      .select()
      .from(comments)
      .where(ofFlow(workspace, flow))
      .orderBy(asc(comments.at), asc(comments.commentId));
    return rows.map((row) => ({
      id: row.commentId,
      node: row.nodeId,
      thread: row.threadId,
      author: { id: row.authorId, name: row.authorName },
      text: row.text,
      at: row.at,
      editedAt: row.editedAt,
      resolved: row.resolvedAt === null ? null : { at: row.resolvedAt, by: row.resolvedBy ?? "" },
    }));
  },
});

export const commentWriter = (db: Queries): CommentWriter => ({
  async save(workspaceId, flowId, { id: commentId, node, thread, author, resolved, ...rest }) {
    const values = {
      nodeId: node,
      threadId: thread,
      authorId: author.id,
      authorName: author.name,
      resolvedAt: resolved?.at ?? null,
      resolvedBy: resolved?.by ?? null,
      ...rest,
    };
    await db
      .insert(comments)
      .values({ workspaceId, flowId, commentId, ...values })
      .onConflictDoUpdate({ target: [comments.workspaceId, comments.flowId, comments.commentId], set: values });
  },
  async remove(workspace, flow, comment) {
    await db
      .delete(comments)
      .where(and(ofFlow(workspace, flow), or(eq(comments.commentId, comment), eq(comments.threadId, comment))));
  },
});
