import type { Replay, ReplayResult } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import type { Context, NamedDestination, WorkspaceView } from "../runtime/context.ts";

type Changed = NonNullable<ReplayResult["changed"]>;
export interface ReplayView {
  id: string;
  status: Replay["status"];
  total: number;
  processed: number;
  started_at: number;
  finished_at: number | null;
  flow: string;
  version: string;
  revision: number | null;
  dataset: string | null;
  from: number | null;
  to: number | null;
  edges: Record<string, number>;
  nodes: Record<string, number>;
  ports: Record<string, number>;
  destinations: (NamedDestination & { count: number })[];
  undecided: number;
  parked: number;
  missing: { fact: string; count: number }[];
  /** Beside what was live; null when nothing else was. */
  changed: {
    count: number;
    moves: { from: NamedDestination | null; to: NamedDestination | null; count: number }[];
    examples: (Omit<Changed["examples"][number], "from" | "to"> & {
      from: NamedDestination | null;
      to: NamedDestination | null;
    })[];
  } | null;
  error: string | null;
}

/** A replay as it stands, under way or ended. Throws `replay_not_found`. */
export async function getReplay(ctx: Context, id: string): Promise<ReplayView> {
  const replay = ctx.replays.get(id) ?? (await ctx.store.read.replays.get(ctx.workspace.id, id));
  if (replay === null) throw new Refusal("replay_not_found");
  return replayView(ctx.workspace, replay);
}

/** Asks a replay to end; one that has ended stays as it is. */
export async function cancelReplay(ctx: Context, id: string): Promise<ReplayView> {
  ctx.replays.cancel(id);
  return getReplay(ctx, id);
}

function replayView(workspace: WorkspaceView, replay: Replay): ReplayView {
  const { startedAt, finishedAt, result, ...rest } = replay;
  const counts = result ?? NOTHING_YET;
  const named = (one: string | null) => workspace.destination(one);
  return {
    ...rest,
    started_at: startedAt,
    finished_at: finishedAt,
    edges: counts.edges,
    nodes: counts.nodes,
    ports: counts.ports,
    destinations: sorted(counts.destinations).map(([one, count]) => ({
      ...(named(one) ?? { id: one, name: one }),
      count,
    })),
    undecided: counts.undecided,
    parked: counts.parked,
    missing: sorted(counts.missing).map(([fact, count]) => ({ fact, count })),
    changed: counts.changed === undefined ? null : changedView(counts.changed, named),
  };
}

function changedView({ total, moves, examples }: Changed, named: (id: string | null) => NamedDestination | null) {
  return {
    count: total,
    moves: moves.map(({ from, to, count }) => ({ from: named(from), to: named(to), count })),
    examples: examples.map((example) => ({ ...example, from: named(example.from), to: named(example.to) })),
  };
}

const sorted = (counts: Record<string, number>) => Object.entries(counts).sort(([, a], [, b]) => b - a);
const NOTHING_YET: ReplayResult = {
  edges: {},
  nodes: {},
  ports: {},
  destinations: {},
  undecided: 0,
  parked: 0,
  missing: {},
};
