/** A replay as an answer shows it: destinations by name and with what they can take, counts in the order of their weight. */
import type { Text } from "@switchyard/orders";
import type { SideFigures, Standing } from "@switchyard/sandbox";
import type { Replay } from "@switchyard/store";
import type { NamedDestination, WorkspaceView } from "../runtime/context.ts";
import { type ReplayMode, readReplay } from "./spec.ts";

const DAY = 86_400_000;

export interface SideView extends Omit<SideFigures, "destinations" | "load"> {
  destinations: (NamedDestination & { count: number; capacity_per_day: number | null })[];
  load: (NamedDestination & {
    capacity_per_day: number | null;
    days: { date: string; count: number; over: boolean }[];
  })[];
}
export interface StandingView extends Omit<Standing, "destination"> {
  destination: NamedDestination | null;
}
export interface Move {
  from: NamedDestination | null;
  to: NamedDestination | null;
  count: number;
}

/** A replay without its counts: what a list shows. */
export interface ReplaySummary {
  id: string;
  kind: "replay" | "sweep";
  status: Replay["status"];
  mode: ReplayMode;
  /** Open orders were looked at again as the clock went on. */
  looks: boolean;
  flow: string;
  version: string;
  revision: number | null;
  against: string | null;
  dataset: string | null;
  from: number | null;
  to: number | null;
  brands: string[];
  channels: string[];
  total: number;
  processed: number;
  started_at: number;
  finished_at: number | null;
  first_at: number | null;
  last_at: number | null;
  /** Whole days of history that it read. */
  days: number;
  orders: number;
  differences_total: number;
  restarts: number;
  digest: string | null;
  data_hash: string;
  /** The number of the core's own rules by which it ran; null: it was not kept then. */
  rules: number | null;
  again_of: string | null;
  error: string | null;
  /** The same in words: what happened, and what can be done. */
  failed: Text | null;
}
export interface ReplayView extends ReplaySummary {
  /** Events a second, and how long it will take at that pace; null: not known, or not running. */
  rate: number | null;
  remaining_ms: number | null;
  events: number;
  strays: number;
  edges: Record<string, number>;
  nodes: Record<string, number>;
  ports: Record<string, number>;
  rows: Record<string, number>;
  /** Of the tried side, as `undecided` and `parked` are. */
  destinations: (NamedDestination & { count: number })[];
  undecided: number;
  parked: number;
  missing: { fact: string; count: number }[];
  quality: { source: string; fact: string; count: number }[];
  after: SideView;
  before: SideView | null;
  differences: { total: number; stored: number; kinds: Record<string, number> };
  sankey: Move[];
  sweep: { node: string; pointer: string; points: { value: unknown; side: SideView }[] } | null;
  /** Whether a repetition has the bytes of the first; null: it is none, not done, or `other_rules` say why nobody can know. */
  same: boolean | null;
  /** A repetition that came out otherwise ran by other rules of the core than the first, or nobody knows by which that ran. */
  other_rules: { first: number | null; now: number | null } | null;
}

/** `error` is an error's name, its code and a place in the program, as the run's process told it. */
function whyFailed(error: string): Text {
  const [, changed, reason = "hash"] = /^JournalChanged #(\d+)(?: (\w+))?/.exec(error) ?? [];
  if (changed === undefined)
    return {
      zh: `回放中途出错，没有得出结果。请重新执行；再次出错时，请把这一行告诉管理员：${error}`,
      en: `The run went wrong and came to no result. Run it again; if that fails too, tell your administrator: ${error}`,
    };
  const { zh, en } = (Object.hasOwn(CHANGED, reason) ? CHANGED[reason] : undefined) ?? HASH;
  return {
    zh: `流水 #${changed} ${zh}，回放不能以它为准。请管理员运行 switchyard audit 核对，并从备份恢复。`,
    en: `Journal entry #${changed} ${en}, and no run can rely on it. Have your administrator run “switchyard audit” and restore a backup.`,
  };
}

const HASH: Text = {
  zh: "的内容与校验值不符，写入后被改动过",
  en: "does not match its hash: it was changed after it was written",
};
const CHANGED: Record<string, Text> = {
  gap: { zh: "不见了，写入后被删除过", en: "is gone: it was deleted after it was written" },
  link: {
    zh: "与它前一条接不上：其中一条写入后被改动或调换过",
    en: "does not follow the entry before it: one of them was changed or moved after it was written",
  },
};

export function summaryView(replay: Replay): ReplaySummary {
  const { spec, result } = readReplay(replay);
  const { kind, mode, looks, brands, channels, dataHash } = spec;
  // Nothing at all may have been live.
  const against = spec.before === null ? null : spec.against;
  const { id, status, flow, version, revision, dataset, from, to, total, processed, restarts, digest, error } = replay;
  const [firstAt, lastAt] = [result?.firstAt ?? null, result?.lastAt ?? null];
  return {
    ...{ id, kind, status, mode, looks, flow, version, revision, against, dataset, from, to, brands, channels },
    ...{ total, processed, restarts, digest, error, failed: error === null ? null : whyFailed(error) },
    ...{ started_at: replay.startedAt, finished_at: replay.finishedAt, first_at: firstAt, last_at: lastAt },
    days: firstAt === null || lastAt === null ? 0 : Math.floor((lastAt - firstAt) / DAY),
    orders: result?.figures?.orders ?? result?.sweep?.orders ?? 0,
    differences_total: result?.figures?.differences.total ?? 0,
    data_hash: dataHash,
    rules: spec.rules ?? null,
    again_of: replay.againOf,
  };
}

export function replayView(
  workspace: WorkspaceView,
  replay: Replay,
  { begun, now, first }: { begun: number | null; now: number; first: Replay | null },
): ReplayView {
  const { spec, result } = readReplay(replay);
  const figures = result?.figures ?? null;
  const named = (id: string | null) => workspace.destination(id);
  const after = sideView(workspace, figures?.after ?? NOTHING_YET);
  const isDone = replay.status === "done";
  return {
    ...summaryView(replay),
    ...pace(replay, begun, now),
    events: figures?.events ?? result?.sweep?.events ?? 0,
    strays: figures?.strays ?? result?.sweep?.strays ?? 0,
    edges: figures?.edges ?? Object.fromEntries(spec.edges.map(({ id }) => [id, 0])),
    nodes: figures?.nodes ?? {},
    ports: figures?.ports ?? {},
    rows: figures?.rows ?? {},
    destinations: after.destinations.map(({ id, name, count }) => ({ id, name, count })),
    undecided: after.undecided,
    parked: after.parked,
    missing: sorted(figures?.missing ?? {}).map(([fact, count]) => ({ fact, count })),
    quality: [...(figures?.quality ?? [])].sort((a, b) => b.count - a.count),
    after,
    before: figures?.before ? sideView(workspace, figures.before) : null,
    differences: {
      total: figures?.differences.total ?? 0,
      stored: result?.stored ?? 0,
      kinds: { ...figures?.differences.kinds },
    },
    sankey: (figures?.moves ?? [])
      .map(({ from, to, count }) => ({ from: named(from), to: named(to), count }))
      .sort((a, b) => b.count - a.count),
    sweep:
      spec.sweep === null
        ? null
        : {
            node: spec.sweep.node,
            pointer: spec.sweep.pointer,
            points: spec.sweep.values.map((value, place) => {
              const side = sideView(workspace, result?.sweep?.points[place]?.side ?? NOTHING_YET);
              return { value, side };
            }),
          },
    ...besideFirst(replay, isDone ? first : null),
  };
}

/** The same bytes are the same by whichever rules; others say something of the data only where the rules were the same. */
function besideFirst(replay: Replay, first: Replay | null): Pick<ReplayView, "same" | "other_rules"> {
  if (first === null) return { same: null, other_rules: null };
  if (first.digest === replay.digest) return { same: true, other_rules: null };
  const rules = { first: readReplay(first).spec.rules ?? null, now: readReplay(replay).spec.rules ?? null };
  const isKnown = rules.first !== null && rules.first === rules.now;
  return isKnown ? { same: false, other_rules: null } : { same: null, other_rules: rules };
}

export const standingView = (workspace: WorkspaceView, standing: Standing): StandingView => ({
  ...standing,
  destination: workspace.destination(standing.destination),
});

function sideView(workspace: WorkspaceView, { destinations, load, ...rest }: SideFigures): SideView {
  const about = (id: string) => ({
    ...(workspace.destination(id) ?? { id, name: id }),
    capacity_per_day: workspace.whole.destinations.find((one) => one.id === id)?.capacity_per_day ?? null,
  });
  return {
    ...rest,
    destinations: sorted(destinations).map(([id, count]) => ({ ...about(id), count })),
    load: Object.entries(load).map(([id, days]) => {
      const { capacity_per_day, ...named } = about(id);
      const over = (count: number) => capacity_per_day !== null && count > capacity_per_day;
      return {
        ...named,
        capacity_per_day,
        days: Object.entries(days).map(([date, count]) => ({ date, count, over: over(count) })),
      };
    }),
  };
}

/** Only one that has begun has a pace. */
function pace({ status, processed, total }: Replay, begun: number | null, now: number) {
  if (status !== "running" || begun === null || processed === 0 || now <= begun)
    return { rate: null, remaining_ms: null };
  const rate = (processed / (now - begun)) * 1000;
  return { rate: Math.round(rate), remaining_ms: Math.round((Math.max(total - processed, 0) / rate) * 1000) };
}

const sorted = (counts: Record<string, number>) => Object.entries(counts).sort(([, a], [, b]) => b - a);
const NOTHING_YET: SideFigures = {
  ...{ decided: 0, undecided: 0, parked: 0, destinations: {}, load: {}, alerts: {}, sent: {} },
  watches: { started: 0, kept: 0, breached: 0, open: 0 },
  merge: { orders: 0, batches: 0, saved: 0, late: 0 },
  ...{ holds: 0, freezes: 0, pauses: 0 },
};
