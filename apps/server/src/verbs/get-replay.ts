import { type DecidingDocument, type Decision, type Explanation, explainDecision } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import type { Difference, NamedOrder } from "@switchyard/sandbox";
import type { DifferenceFilter, Page, PageRequest, Replay } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import { type ProgramSource, readDifference, readReplay } from "../replay/spec.ts";
import {
  type Move,
  type ReplaySummary,
  type ReplayView,
  replayView,
  type StandingView,
  standingView,
  summaryView,
} from "../replay/view.ts";
import type { Context, NamedDestination } from "../runtime/context.ts";
import { jobOf } from "./start-replay.ts";

export interface DifferenceView extends Omit<Difference, "before" | "after"> {
  before: StandingView;
  after: StandingView;
}
/** Each decision of an order, oldest first. */
type Why = Record<"before" | "after", { at: number; explanation: Explanation }[]>;
export interface ExplainedDifference extends DifferenceView {
  why: Why;
}
/** What changes where orders go: by destinations, with the first orders that show it. Null: held against nothing. */
export interface Changed {
  count: number;
  moves: Move[];
  examples: (Pick<Difference, "source" | "external_id" | "brand" | "style_code" | "at"> & {
    from: NamedDestination | null;
    to: NamedDestination | null;
  })[];
}

const EXAMPLES = 50;
const DESTINATION_KINDS: readonly string[] = ["rerouted", "newly_routed", "no_longer_routed"];

/** A replay as it stands, under way or ended. Throws `replay_not_found`. */
export async function getReplay(ctx: Context, id: string): Promise<ReplayView & { changed: Changed | null }> {
  const replay = await findReplay(ctx, id);
  const { read } = ctx.store;
  const first = replay.againOf === null ? null : await read.replays.get(ctx.workspace.id, replay.againOf);
  const view = replayView(ctx.workspace, replay, { begun: ctx.replays.begun(id), now: ctx.clock.now(), first });
  return { ...view, changed: view.before === null ? null : await changedOf(ctx, view) };
}

async function changedOf(ctx: Context, { id, sankey, differences }: ReplayView): Promise<Changed> {
  const moves = sankey.filter(({ from, to }) => from?.id !== to?.id);
  const count = DESTINATION_KINDS.reduce((sum, kind) => sum + (differences.kinds[kind] ?? 0), 0);
  if (count === 0) return { count, moves, examples: [] };
  const found = await ctx.store.read.replays.differences(ctx.workspace.id, id, { limit: 500 });
  const examples = found.items
    .filter(({ kinds }) => kinds.some((kind) => DESTINATION_KINDS.includes(kind)))
    .slice(0, EXAMPLES)
    .map(({ body }) => {
      const { source, external_id, brand, style_code, at, before, after } = differenceView(ctx, readDifference(body));
      return { source, external_id, brand, style_code, at, from: before.destination, to: after.destination };
    });
  return { count, moves, examples };
}

/** Newest first. */
export async function listReplays(
  ctx: Context,
  page: PageRequest & { flow?: string | undefined },
): Promise<Page<ReplaySummary>> {
  const { items, nextCursor } = await ctx.store.read.replays.list(ctx.workspace.id, page);
  return { items: items.map((one) => summaryView(ctx.replays.get(one.id) ?? one)), nextCursor };
}

/** Asks a replay to end; one that has ended stays as it is. */
export async function cancelReplay(ctx: Context, id: string) {
  ctx.replays.cancel(id);
  return getReplay(ctx, id);
}

/** Orders that were decided otherwise, in the order in which they were found. */
export async function listDifferences(
  ctx: Context,
  id: string,
  page: PageRequest & DifferenceFilter,
): Promise<Page<DifferenceView>> {
  await findReplay(ctx, id);
  const { items, nextCursor } = await ctx.store.read.replays.differences(ctx.workspace.id, id, page);
  return { items: items.map(({ body }) => differenceView(ctx, readDifference(body))), nextCursor };
}

/** Orders that left a node by a port: the history runs again until it has come to them. Throws `dataset_not_found`. */
export async function listPassed(
  ctx: Context,
  id: string,
  { node, port, cursor = "0", limit }: PageRequest & { node: string; port: string },
): Promise<Page<NamedOrder>> {
  const replay = await findReplay(ctx, id);
  // Of a run that was cancelled, those that it had come to.
  const counted = readReplay(replay).result?.figures?.ports[`${node}:${port}`] ?? 0;
  const skip = Number(cursor);
  const most = Math.min(limit, counted - skip);
  if (!(most > 0)) return { items: [], nextCursor: null };
  const job = await jobOf(ctx, replay, { node, port, skip, most });
  const { passed } = await ctx.replays.focus({ ...job, before: null });
  return { items: passed, nextCursor: skip + most < counted ? String(skip + most) : null };
}

/** The tried flow as it was drawn then: a draft has changed since. Throws `version_not_found`. */
export async function drawnThen(ctx: Context, id: string): Promise<{ document: FlowDocument }> {
  const replay = await findReplay(ctx, id);
  const sources = readReplay(replay).spec.after;
  const [found] = (await documentsOf(ctx, sources)).filter(({ flow }) => flow === replay.flow);
  if (found === undefined) throw new Refusal("version_not_found");
  return { document: found.document };
}

/** One of them with *why* on both sides: the history runs again up to this order. Throws `order_not_found`. */
export async function explainDifference(ctx: Context, id: string, order: string): Promise<ExplainedDifference> {
  const replay = await findReplay(ctx, id);
  const found = await ctx.store.read.replays.difference(ctx.workspace.id, id, order);
  if (found === null) throw new Refusal("order_not_found");
  return { ...differenceView(ctx, readDifference(found.body)), why: await whyOf(ctx, replay, order) };
}

/** Any order of the run with *why*, on one side where there is one: the history runs again. Throws `order_not_found`. */
export async function explainReplayed(ctx: Context, id: string, order: string): Promise<{ order: string; why: Why }> {
  const why = await whyOf(ctx, await findReplay(ctx, id), order);
  if (why.before.length === 0 && why.after.length === 0) throw new Refusal("order_not_found");
  return { order, why };
}

async function whyOf(ctx: Context, replay: Replay, order: string): Promise<Why> {
  const { decisions } = await ctx.replays.focus(await jobOf(ctx, replay, { order }));
  const { spec } = readReplay(replay);
  const documents = await documentsOf(ctx, [...spec.after, ...(spec.before ?? [])]);
  const why: Why = { before: [], after: [] };
  for (const { side, decision } of decisions) why[side].push(explained(ctx, decision, documents));
  return why;
}

const explained = (ctx: Context, decision: Decision, documents: DecidingDocument[]) => ({
  at: decision.at,
  explanation: explainDecision(decision, documents, ctx.workspace.names),
});

async function documentsOf(ctx: Context, sources: readonly ProgramSource[]): Promise<DecidingDocument[]> {
  const documents: DecidingDocument[] = [];
  for (const source of sources) {
    if ("program" in source) {
      const { flow, version } = source.program;
      documents.push({ flow, version, document: source.document });
      continue;
    }
    const found = await ctx.store.read.flows.version(ctx.workspace.id, source.flow, source.version);
    if (found !== null) documents.push({ flow: source.flow, version: found.version, document: found.document });
  }
  return documents;
}

export const differenceView = (ctx: Context, difference: Difference): DifferenceView => ({
  ...difference,
  before: standingView(ctx.workspace, difference.before),
  after: standingView(ctx.workspace, difference.after),
});

export async function findReplay(ctx: Context, id: string): Promise<Replay> {
  const replay = ctx.replays.get(id) ?? (await ctx.store.read.replays.get(ctx.workspace.id, id));
  if (replay === null) throw new Refusal("replay_not_found");
  return replay;
}
