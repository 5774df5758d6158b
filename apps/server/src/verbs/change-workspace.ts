import { type GroupTx, transact, type Workspace } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { SETTINGS, settingsRevision, WORKSPACE_CHANGED } from "./get-workspace.ts";

export interface ChangeOptions {
  actor?: string;
  about?: WorkspaceChange["about"];
  /** Of the settings that the change was made for. */
  revision?: number;
}

/**
 * Changes the workspace's settings or lists, and lets everything that runs see it. `change` is given what is stored, which may
 * be newer than what runs. Throws `stale_settings`.
 */
export async function changeWorkspace(
  ctx: Context,
  change: (whole: Workspace) => Workspace,
  { actor = ctx.who.id, about = {}, revision }: ChangeOptions = {},
): Promise<Workspace> {
  const written = await transact(ctx.store, (tx) => writeWorkspace(ctx, tx, [{ change, actor, about }], revision));
  await useWorkspace(ctx, written);
  return written.next;
}

export interface WorkspaceChange {
  change(whole: Workspace): Workspace;
  actor: string;
  /** What belongs to the journal's entry beside the changes. */
  about: Record<string, unknown>;
}
/** The workspace before and after changes; the same object where there were none. */
export interface WrittenWorkspace {
  before: Workspace;
  next: Workspace;
}
/**
 * Changes, one after the other, as a part of the caller's transaction; after its commit `useWorkspace` is called. Throws
 * `stale_settings` where they were made for another revision.
 */
export async function writeWorkspace(
  { workspace, clock, store }: Context,
  tx: GroupTx,
  changes: readonly WorkspaceChange[],
  revision?: number,
): Promise<WrittenWorkspace> {
  const { id } = workspace;
  // First, because it keeps others out: what is committed stays as it is from here on.
  const before = (await tx.workspaces.forChange(id)) ?? workspace.whole;
  if (revision !== undefined && revision !== (await settingsRevision(store.read, id)))
    throw new Refusal("stale_settings");
  let next = before;
  for (const { change, actor, about } of changes) {
    const old = next;
    next = { ...change(old), id };
    const data = JSON.stringify({ ...about, changes: changesOf(old, next) });
    await tx.append(id, [{ subject: SETTINGS, at: clock.now(), type: WORKSPACE_CHANGED, actor, data }]);
  }
  if (next !== before) await tx.workspaces.save(next);
  return { before, next };
}

/** Whoever holds the view holds the same object; live flows are prepared anew, because they read calendar, zone and fields. */
export async function useWorkspace(ctx: Context, { before, next }: WrittenWorkspace): Promise<void> {
  if (next === before) return;
  await ctx.inEffect.renew("settings");
  ctx.events.publish({ type: "workspace" });
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Old and new, part by part; of lists only the entries that differ. */
function changesOf(before: Workspace, after: Workspace): { part: string; from: unknown; to: unknown }[] {
  const parts = (one: Workspace): Record<string, unknown> => {
    const { id: _, createdAt: __, settings, ...rest } = one;
    return { ...settings, ...rest };
  };
  const [old, now] = [parts(before), parts(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((part) => !same(old[part], now[part]))
    .map((part) => ({ part, ...difference(old[part], now[part]) }));
}

function difference(from: unknown, to: unknown): { from: unknown; to: unknown } {
  if (!Array.isArray(from) || !Array.isArray(to)) return { from: from ?? null, to: to ?? null };
  const apart = (list: unknown[], other: unknown[]) => list.filter((one) => !other.some((two) => same(one, two)));
  const [gone, come] = [apart(from, to), apart(to, from)];
  // Only the order changed.
  return gone.length === 0 && come.length === 0 ? { from: from.map(idOf), to: to.map(idOf) } : { from: gone, to: come };
}
const idOf = (one: unknown) => (typeof one === "object" && one !== null && "id" in one ? one.id : one);
