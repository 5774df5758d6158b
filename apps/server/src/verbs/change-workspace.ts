import { transact, type Workspace } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import { type Context, viewOf } from "../runtime/context.ts";
import { loadLiveFlows } from "../runtime/live-flows.ts";
import { SETTINGS, settingsRevision, WORKSPACE_CHANGED } from "./get-workspace.ts";

export interface ChangeOptions {
  actor?: string;
  /** What belongs to the journal's entry beside the changes. */
  about?: Record<string, unknown>;
  /** Of the settings that the change was made for. */
  revision?: number;
}

/**
 * Changes the workspace's settings or lists, and lets everything that runs see it: whoever holds the view holds the same
 * object, live flows are prepared anew, because they read calendar, zone and fields, and orders that wait for the clock are
 * looked at again. Throws `stale_settings`.
 */
export async function changeWorkspace(
  ctx: Context,
  change: (whole: Workspace) => Workspace,
  { actor = ctx.who.id, about = {}, revision }: ChangeOptions = {},
): Promise<Workspace> {
  const { workspace, store } = ctx;
  const at = ctx.clock.now();
  const { before, next } = await transact(store, async (tx) => {
    if (revision !== undefined && revision !== (await settingsRevision(store.read, workspace.id)))
      throw new Refusal("stale_settings");
    const old = workspace.whole;
    const whole = { ...change(old), id: workspace.id };
    await tx.workspaces.save(whole);
    const data = JSON.stringify({ ...about, changes: changesOf(old, whole) });
    await tx.append(workspace.id, [{ subject: SETTINGS, at, type: WORKSPACE_CHANGED, actor, data }]);
    return { before: old, next: whole };
  });
  const live = await loadLiveFlows(store.read, viewOf(next));
  workspace.become(next);
  ctx.executor.useFlows(live);
  if (!same(clockRules(before), clockRules(next))) {
    await ctx.schedules.flowsChanged();
    await ctx.lookAgain.clockRulesChanged();
  }
  ctx.events.publish({ type: "workspace" });
  return next;
}

/** What working time and dates are counted by. */
const clockRules = ({ settings: { zone, calendar }, brands }: Workspace) => [
  zone,
  calendar,
  brands.map(({ id, name, synonyms, calendar: own }) => (own === undefined ? null : { id, name, synonyms, own })),
];

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
