/** Deadlines of orders: those that run, the nearest first, and open orders with one that was not kept. */
import type { OrderState, PreparedPrograms } from "@switchyard/engine";
import { type FlowNode, nodeSentence } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { BoardTimer, TimerPlace } from "@switchyard/store";
import type { Context, NamedDestination } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { filterOf, openStates } from "./order-filter.ts";

export interface Deadline {
  order: {
    id: string;
    source: string;
    external_id: string;
    brand: string | null;
    destination: NamedDestination | null;
  };
  flow: string;
  flow_name: string;
  node: string;
  /** The node's name, or what it waits for. */
  title: Text;
  /** Of the alert that follows when it is not kept; null: none does. */
  level: number | null;
  deadline: number;
}
export interface Deadlines {
  at: number;
  /** Not kept, the latest first. */
  late: Deadline[];
  /** More are late than are shown. */
  late_more: boolean;
  items: Deadline[];
  nextCursor: string | null;
  /** How many run, at most `MOST`. */
  total: number;
  /** Flows that have deadlines. */
  flows: { id: string; name: string }[];
}
export interface DeadlineFilter {
  flow?: string | undefined;
  level?: number | undefined;
}

const MOST = 10_000;
const LATE_SHOWN = 50;
/** Late orders are looked at in such pieces, so many in all: a filter may want few of them. */
const LATE_PIECE = 50;
const LATE_READ = 4000;

/** `levels`: of all versions that orders may still go by; 0 for orders that do not say by which. */
type Place = Omit<Deadline, "order" | "deadline"> & { name: string; levels: ReadonlyMap<number, number | null> };
/** Of a place, the versions with a level that is wanted; undefined: all of them. */
function setWith({ name, levels }: Place, isWanted: (level: number | null) => boolean) {
  const versions = [...levels].flatMap(([version, level]) => (isWanted(level) ? [version] : []));
  return versions.length === levels.size ? undefined : { watch: name, versions };
}

export async function listDeadlines(
  ctx: Context,
  { flow, level }: DeadlineFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Deadlines> {
  const all = watchesOf(ctx);
  const isWanted = (one: number | null) => level === undefined || one === level;
  const wanted = new Map(
    [...all].filter(
      ([, place]) => (flow === undefined || place.flow === flow) && [...place.levels.values()].some(isWanted),
    ),
  );
  const names = [...wanted].map(([timer, place]) => ({ timer, set: setWith(place, isWanted) }));
  const whose = filterOf(ctx, {});
  const { boards } = ctx.store.read;
  const after = readPlace(cursor);
  const { items, last } = await boards.timers(ctx.workspace.id, names, { whose, after, limit });
  const { late, isMore } = after === null ? await lateOnes(ctx, wanted, isWanted) : { late: [], isMore: false };
  const known = await statesOf(ctx, [...new Set(items.map(({ order }) => order.id))]);
  const running = items.flatMap(({ timer, order, due }) => {
    const place = wanted.get(timer);
    const version = place && known.get(order.id)?.state.watches?.[place.name]?.version;
    return place === undefined ? [] : [viewOf(ctx, order, asSet(ctx, place, version), due)];
  });
  return {
    at: ctx.clock.now(),
    late: late.slice(0, LATE_SHOWN),
    late_more: isMore,
    items: running,
    nextCursor: last === null ? null : JSON.stringify([last.due, last.order, last.timer]),
    total: await boards.timerCount(ctx.workspace.id, names, { whose, most: MOST }),
    flows: [...new Map([...all.values()].map((one) => [one.flow, one.flow_name]))].map(([id, name]) => ({ id, name })),
  };
}

async function lateOnes(
  ctx: Context,
  wanted: ReadonlyMap<string, Place>,
  isWanted: (level: number | null) => boolean,
): Promise<{ late: Deadline[]; isMore: boolean }> {
  const { boards } = ctx.store.read;
  const filter = { ...filterOf(ctx, {}), statuses: openStates(ctx) };
  const places = new Map([...wanted.values()].map((place) => [place.name, place]));
  const found: Deadline[] = [];
  let isMore = places.size > 0;
  let after: Awaited<ReturnType<typeof boards.latest>>[number] | null = null;
  for (let read = 0; isMore && read < LATE_READ && found.length <= LATE_SHOWN; read += LATE_PIECE, await nextTurn()) {
    const piece: Awaited<ReturnType<typeof boards.latest>> = await boards.latest(ctx.workspace.id, "breach", {
      ...{ filter, after, limit: LATE_PIECE },
    });
    const all = await statesOf(
      ctx,
      piece.map(({ order }) => order),
    );
    for (const { order } of piece) {
      const known = all.get(order);
      if (known === undefined) continue;
      for (const { name, deadline, version } of breached(known.state)) {
        const place = places.get(name);
        const view = place && viewOf(ctx, known.summary, asSet(ctx, place, version), deadline);
        if (view !== undefined && isWanted(view.level)) found.push(view);
      }
      if (found.length > LATE_SHOWN) break;
    }
    isMore = piece.length === LATE_PIECE;
    after = piece.at(-1) ?? null;
  }
  return {
    late: found.sort((a, b) => b.deadline - a.deadline || (a.order.id < b.order.id ? -1 : 1)),
    isMore: isMore || found.length > LATE_SHOWN,
  };
}

const statesOf = async ({ store, workspace }: Context, ids: readonly string[]) =>
  new Map((await store.read.orders.some(workspace.id, ids)).map((one) => [one.summary.id, one]));

const breached = ({ watches = {} }: OrderState) =>
  Object.entries(watches).flatMap(([name, { status, deadline, version }]) =>
    status === "breached" ? [{ name, deadline, version }] : [],
  );

function viewOf(
  ctx: Context,
  order: BoardTimer["order"],
  { name: _, levels: __, ...place }: Place,
  deadline: number,
): Deadline {
  const { id, source, external_id, brand } = order;
  const destination = ctx.workspace.destination(order.destination);
  return { order: { id, source, external_id, brand, destination }, ...place, deadline };
}

/** Every deadline that a flow sets, by the name of its timer. */
function watchesOf(ctx: Context): Map<string, Place> {
  const { prepared, names } = ctx.executor.live;
  const found = new Map<string, Place>();
  for (const [timer, { flow, node, name }] of prepared.timers) {
    const version = versionWith(prepared, flow, node);
    const settings = version?.nodes.get(node)?.settings;
    if (version === undefined || settings?.kind !== "watch") continue;
    const place = { flow, flow_name: names.get(flow) ?? flow, node, name };
    const others = [...(prepared.versions.get(flow)?.values() ?? [])].filter(({ nodes }) => nodes.has(node));
    const level = levelOf(version, node);
    const levels = new Map(others.map((one): [number, number | null] => [one.version, levelOf(one, node)]));
    found.set(timer, { ...place, levels: levels.set(0, level), title: titleOf(ctx, settings), level });
  }
  return found;
}

type Version = PreparedPrograms["flows"][number]["live"];

/** An order keeps the version that it began with: the alert that follows is that one's, not that of what was published since. */
function asSet(ctx: Context, place: Place, version: number | undefined): Place {
  const own = version === undefined ? undefined : ctx.executor.live.prepared.versions.get(place.flow)?.get(version);
  const settings = own?.nodes.get(place.node)?.settings;
  if (own === undefined || settings === undefined) return place;
  return { ...place, title: titleOf(ctx, settings), level: levelOf(own, place.node) };
}

const titleOf = (ctx: Context, settings: FlowNode): Text =>
  settings.name ? { zh: settings.name, en: settings.name } : nodeSentence(settings, ctx.workspace.names);

/** The live version; of a node that it has no more, the newest that had it. */
function versionWith({ flows, versions }: PreparedPrograms, flow: string, node: string): Version | undefined {
  const live = flows.find((one) => one.flow === flow)?.live;
  if (live?.nodes.has(node)) return live;
  const others = [...(versions.get(flow)?.values() ?? [])].filter(({ nodes }) => nodes.has(node));
  return others.sort((a, b) => b.version - a.version)[0];
}

/** The highest of the alerts on the way that is taken when it is not kept. */
function levelOf(version: Version, node: string): number | null {
  const steps = version.ports.get(node)?.get("breached")?.steps ?? [];
  const levels = steps.flatMap((step) =>
    step.type === "act" && step.node.settings.kind === "alert" ? [step.node.settings.level] : [],
  );
  return levels.length === 0 ? null : Math.max(...levels);
}

/** A cursor of another list is none. */
function readPlace(cursor: string | undefined): TimerPlace | null {
  if (!cursor?.startsWith("[")) return null;
  try {
    const [due, order, timer] = JSON.parse(cursor) as [number, string, string];
    const isPlace = typeof due === "number" && typeof order === "string" && typeof timer === "string";
    return isPlace ? { due, order, timer } : null;
  } catch {
    return null;
  }
}
