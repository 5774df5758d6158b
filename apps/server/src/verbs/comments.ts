/** What people say about a flow's nodes. Beside the draft, not in it: a comment is no change of the flow. */
import { type CommentRecord, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

export interface CommentView {
  id: string;
  node: string;
  thread: string;
  author: { id: string; name: string };
  text: string;
  at: number;
  edited_at: number | null;
  resolved: { at: number; by: string } | null;
}
export interface NewComment {
  node: string;
  /** The thread that it answers to; without it begins one. */
  thread?: string | undefined;
  author: { id: string; name: string };
  text: string;
}
export interface CommentChange {
  text?: string | undefined;
  resolved?: boolean | undefined;
  by: { id: string; name: string };
}

/** Who is signed in is believed before what a body says; where nobody signs in, a browser names itself. */
export const named = ({ who }: Context, claimed: { id: string; name: string }) =>
  who.kind === "person" ? { id: who.id, name: who.name } : claimed;

export async function listComments(ctx: Context, flow: string): Promise<CommentView[]> {
  await findFlow(ctx, flow);
  return (await ctx.store.read.comments.list(ctx.workspace.id, flow)).map(viewOf);
}

export async function addComment(
  ctx: Context,
  flow: string,
  { node, thread, author, text }: NewComment,
): Promise<CommentView> {
  const id = ctx.newId("cmt");
  if (thread !== undefined) {
    const first = await findComment(ctx, flow, thread);
    if (first.node !== node) throw new Refusal("comment_not_found");
  } else await findFlow(ctx, flow);
  const record: CommentRecord = {
    ...{ id, node, thread: thread ?? id, author: named(ctx, author), text },
    ...{ at: ctx.clock.now(), editedAt: null, resolved: null },
  };
  return save(ctx, flow, record);
}

/** The text is its author's to change; a thread is anybody's to resolve and to open again. */
export async function changeComment(
  ctx: Context,
  flow: string,
  id: string,
  change: CommentChange,
): Promise<CommentView> {
  const known = await findComment(ctx, flow, id);
  if (change.text !== undefined && known.author.id !== named(ctx, change.by).id) throw new Refusal("not_your_comment");
  const at = ctx.clock.now();
  return save(ctx, flow, {
    ...known,
    ...(change.text === undefined ? {} : { text: change.text, editedAt: at }),
    ...(change.resolved === undefined
      ? {}
      : { resolved: change.resolved ? { at, by: named(ctx, change.by).name } : null }),
  });
}

export async function removeComment(ctx: Context, flow: string, id: string, by: string): Promise<void> {
  const known = await findComment(ctx, flow, id);
  if (known.author.id !== named(ctx, { id: by, name: "" }).id) throw new Refusal("not_your_comment");
  await transact(ctx.store, (tx) => tx.comments.remove(ctx.workspace.id, flow, id));
  ctx.events.publish({ type: "flow", flow, about: "comments" });
}

async function save(ctx: Context, flow: string, record: CommentRecord): Promise<CommentView> {
  await transact(ctx.store, (tx) => tx.comments.save(ctx.workspace.id, flow, record));
  ctx.events.publish({ type: "flow", flow, about: "comments" });
  return viewOf(record);
}

async function findComment(ctx: Context, flow: string, id: string): Promise<CommentRecord> {
  await findFlow(ctx, flow);
  const found = (await ctx.store.read.comments.list(ctx.workspace.id, flow)).find((one) => one.id === id);
  if (found === undefined) throw new Refusal("comment_not_found");
  return found;
}

const viewOf = ({ editedAt, ...comment }: CommentRecord): CommentView => ({ ...comment, edited_at: editedAt });
