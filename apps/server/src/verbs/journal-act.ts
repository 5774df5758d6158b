import { type JournalInput, transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

/** Who did it: whoever is signed in, whatever name the request gives; where nobody signs in, that name. */
export const actorOf = (ctx: Context, by: string): string => (ctx.who.kind === "local" ? by : ctx.who.id);

/** What somebody did to the workspace itself, as the journal keeps it. Written in the transaction that does it. */
export const act = (
  ctx: Context,
  type: string,
  data: Record<string, unknown>,
  subject = "workspace",
): JournalInput => ({
  ...{ subject, at: ctx.clock.now(), type, actor: ctx.who.id, data: JSON.stringify(data) },
});

/**
 * Who takes data out as a file, and which: told before the first byte of it leaves. Words that were `typed` to search by
 * are often somebody's name or number, and the journal is never purged: of them it keeps that there were any.
 */
export function noteExport(
  ctx: Context,
  asked: { what: string } & Record<string, unknown>,
  typed: readonly string[] = [],
): Promise<void> {
  const searched = typed.filter((name) => asked[name] !== undefined && asked[name] !== "");
  const kept = Object.fromEntries(Object.entries(asked).filter(([name]) => !typed.includes(name)));
  const data = searched.length === 0 ? kept : { ...kept, searched };
  return transact(ctx.store, async (tx) => tx.append(ctx.workspace.id, [act(ctx, "data_exported", data)]));
}

/** Names of all who may stand in the journal: the workspace's people, who signs in, and keys. */
export async function actorNames(ctx: Context): Promise<Map<string, string>> {
  const { access } = ctx.store.read;
  const members = await access.members(ctx.workspace.id);
  const keys = await access.keys(ctx.workspace.id);
  return new Map([
    ...ctx.workspace.whole.people.map(({ id, name }): [string, string] => [id, name]),
    ...members.map(({ user, name }): [string, string] => [user, name]),
    ...keys.map(({ id, name }): [string, string] => [id, name]),
  ]);
}
