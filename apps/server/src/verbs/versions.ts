import { diffFlows, type FlowChange, type FlowDocument } from "@switchyard/flow";
import { transact, type VersionSummary } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import type { VersionName } from "./compile-version.ts";
import { findFlow } from "./get-flow.ts";

export interface VersionView {
  version: number;
  /** The draft's revision that was published. */
  revision: number;
  /** What its publisher wrote. */
  note: string | null;
  actor: string;
  published_at: number;
  /** The replay that it was published upon. */
  replay: string | null;
  state: "live" | "rolling_out" | "past";
}

/** Every version that was ever published, newest first. Throws `flow_not_found`. */
export async function listVersions(ctx: Context, id: string): Promise<{ items: VersionView[] }> {
  const { flow } = await findFlow(ctx, id);
  const { flows, rollouts, journal } = ctx.store.read;
  const [versions, rollOuts, entries] = await Promise.all([
    flows.versions(ctx.workspace.id, id),
    rollouts.of(ctx.workspace.id, id),
    journal.list(ctx.workspace.id, { subject: id, type: "flow_published" }, { limit: 200 }),
  ]);
  const running = rollOuts.find(({ ended }) => ended === null)?.version;
  const replays = new Map(entries.items.map(({ data }) => replayIn(data)));
  const view = ({ version, revision, reason, actor, publishedAt }: VersionSummary): VersionView => ({
    ...{ version, revision, note: reason, actor, published_at: publishedAt },
    replay: replays.get(version) ?? null,
    state: version === flow.liveVersion ? "live" : version === running ? "rolling_out" : "past",
  });
  return { items: versions.map(view) };
}

/** What the journal says of a publication: its version and the replay that it rested on. */
function replayIn(data: string): [number, string | null] {
  const { version, replay } = JSON.parse(data) as { version: number; replay?: string | { id?: string } | null };
  return [version, typeof replay === "object" ? (replay?.id ?? null) : (replay ?? null)];
}

export interface ChangesView {
  changes: FlowChange[];
  before: FlowDocument;
  after: FlowDocument;
}

/** What differs between two versions, as sentences, with both drawings. Throws `flow_not_found`, `version_not_found`. */
export async function compareVersions(
  ctx: Context,
  id: string,
  { from, to }: { from: VersionName; to: VersionName },
): Promise<ChangesView> {
  const [before, after] = [await documentAt(ctx, id, from), await documentAt(ctx, id, to)];
  return { changes: diffFlows(before, after, ctx.workspace.names), before, after };
}

async function documentAt(ctx: Context, id: string, name: VersionName): Promise<FlowDocument> {
  const { flow, draft } = await findFlow(ctx, id);
  if (name === "draft") return draft.document;
  const number = name === "live" ? flow.liveVersion : name;
  const found = number === null ? null : await ctx.store.read.flows.version(ctx.workspace.id, id, number);
  if (found === null) throw new Refusal("version_not_found");
  return found.document;
}

/** An earlier version's drawing into the draft, as one change over the revision that was seen. Throws `stale_revision`, `version_not_found`, `draft_held`. */
export async function restoreVersion(
  ctx: Context,
  id: string,
  { version, revision, editor }: { version: number; revision: number; editor?: string | undefined },
): Promise<{ revision: number }> {
  const holder = ctx.holders.of(id);
  if (holder !== null && holder.id !== editor)
    throw new Refusal("draft_held", { holder: { id: holder.id, name: holder.name } });
  const document = await documentAt(ctx, id, version);
  const at = ctx.clock.now();
  const saved = await transact(ctx.store, async (tx) => {
    const next = await tx.flows.saveDraft(ctx.workspace.id, id, { seen: revision, document, at });
    if (next === null) return null;
    const data = JSON.stringify({ version, revision: next });
    await tx.append(ctx.workspace.id, [{ subject: id, at, type: "version_restored", actor: ctx.who.id, data }]);
    return next;
  });
  if (saved === null) {
    const { draft } = await findFlow(ctx, id);
    throw new Refusal("stale_revision", { current: { revision: draft.revision, document: draft.document } });
  }
  ctx.events.publish({ type: "flow", flow: id, about: "draft" });
  return { revision: saved };
}

/** Back to a version in one step: new orders take it at once, the draft stays. Throws `version_not_found`, `rollout_running`. */
export async function makeLive(ctx: Context, id: string, version: number): Promise<{ version: number }> {
  await documentAt(ctx, id, version);
  const { rollouts } = ctx.store.read;
  if ((await rollouts.of(ctx.workspace.id, id)).some(({ ended }) => ended === null))
    throw new Refusal("rollout_running");
  const { flow } = await findFlow(ctx, id);
  const at = ctx.clock.now();
  await transact(ctx.store, async (tx) => {
    await tx.flows.setLive(ctx.workspace.id, id, version, at);
    const data = JSON.stringify({ from: flow.liveVersion, to: version });
    await tx.append(ctx.workspace.id, [{ subject: id, at, type: "version_made_live", actor: ctx.who.id, data }]);
  });
  await ctx.inEffect.renew("flows");
  ctx.events.publish({ type: "flow", flow: id, about: "versions" });
  return { version };
}
