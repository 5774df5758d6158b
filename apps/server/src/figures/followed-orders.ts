/**
 * The orders of the last days put to a workspace's figures, kept while somebody looks at them: a look reads the orders that changed
 * since the last one, and no others. Who has not been asked for a while forgets them.
 */
import type { Figure } from "@switchyard/flow";
import type { OrderWatch } from "@switchyard/store";
import type { Executor } from "../executor/executor.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { JudgedOrders, type OrderJudged } from "./judged-orders.ts";
import { orderJudge, partsOf } from "./order-judge.ts";

/** Read in one turn. */
const STRETCH = 200;
/** A first look catches up each time it has read so many stretches of the pool. */
const CATCH_UP = 10;
/** Of more than so many orders nothing is kept: they are read at each look. */
const MOST = 600_000;
const IDLE_MS = 600_000;

interface Followed {
  key: string;
  since: number;
  orders: JudgedOrders;
  watch: OrderWatch;
  idle: NodeJS.Timeout;
}
interface House {
  followed: Followed | null;
  /** Of what there was too much to keep. */
  tooMany: { key: string; since: number } | null;
  last: Promise<unknown>;
}
const houses = new WeakMap<Executor, House>();

interface FollowOptions {
  figures: readonly Figure[];
  /** Orders that changed since then. */
  since: number;
  signal?: AbortSignal | undefined;
}
type Asked = FollowOptions & { key: string };

/** All of them as they stand at the end of the call. Null: there are too many to keep. */
export function followedOrders(ctx: Context, options: FollowOptions): Promise<JudgedOrders | null> {
  const house = houses.get(ctx.executor) ?? { followed: null, tooMany: null, last: Promise.resolve() };
  houses.set(ctx.executor, house);
  const key = JSON.stringify([options.figures, ctx.workspace.settings]);
  const found = house.last.then(() => follow(ctx, house, { ...options, key }));
  house.last = found.catch(() => {});
  return found;
}

async function follow(ctx: Context, house: House, asked: Asked): Promise<JudgedOrders | null> {
  asked.signal?.throwIfAborted();
  const { followed, tooMany } = house;
  const fits = (of: { key: string; since: number }) => of.key === asked.key;
  if (tooMany !== null && fits(tooMany) && asked.since <= tooMany.since) return null;
  // Those of days gone by are let go once there are many.
  if (followed === null || !fits(followed) || followed.since > asked.since || followed.orders.size > MOST)
    return begin(ctx, house, asked);
  followed.idle.refresh();
  return (await catchUp(ctx, followed, asked)) ? followed.orders : begin(ctx, house, asked);
}

async function begin(ctx: Context, house: House, asked: Asked): Promise<JudgedOrders | null> {
  const { key, since, figures, signal } = asked;
  if (house.followed !== null) forget(house, house.followed);
  const orders = new JudgedOrders(figures, partsOf(ctx.workspace.settings).length);
  const idle = setTimeout(() => forget(house, followed), IDLE_MS).unref();
  // Watched from before the first is read: what changes meanwhile is judged again behind it.
  const followed: Followed = { key, since, orders, watch: ctx.store.watchOrders(ctx.workspace.id), idle };
  house.followed = followed;
  const { judge } = orderJudge(figures, ctx.workspace.settings);
  try {
    let after: string | null = null;
    for (let pieces = 1; ; pieces += 1, await nextTurn()) {
      signal?.throwIfAborted();
      const piece: Piece = await ctx.store.read.orders.changedSince(ctx.workspace.id, since, after);
      for (const order of piece.states) put(orders, judge(order, ctx.clock.now()));
      if (orders.size > MOST) {
        house.tooMany = { key, since };
        forget(house, followed);
        return null;
      }
      if (piece.next === null) break;
      after = piece.next;
      // A walk over many takes long: what changes meanwhile is judged on the way, before it is more than can be named.
      if (pieces % CATCH_UP === 0 && !(await catchUp(ctx, followed, asked))) return begin(ctx, house, asked);
    }
  } catch (cause) {
    forget(house, followed);
    throw cause;
  }
  return (await catchUp(ctx, followed, asked)) ? orders : begin(ctx, house, asked);
}
type Piece = Awaited<ReturnType<Context["store"]["read"]["orders"]["changedSince"]>>;

/** False: more changed than could be named. Where it is left half way, who follows begins anew. */
async function catchUp(ctx: Context, followed: Followed, { figures, signal }: Asked): Promise<boolean> {
  const { judge } = orderJudge(figures, ctx.workspace.settings);
  const changed = followed.watch.take();
  if (changed === null) return false;
  const ids = [...changed];
  try {
    for (let from = 0; from < ids.length; from += STRETCH) {
      if (from > 0) await nextTurn();
      signal?.throwIfAborted();
      const read = await ctx.store.read.orders.states(ctx.workspace.id, ids.slice(from, from + STRETCH));
      for (const order of read) put(followed.orders, judge(order, ctx.clock.now()));
    }
  } catch (cause) {
    followed.key = "";
    throw cause;
  }
  return true;
}

const put = (orders: JudgedOrders, judged: OrderJudged | null) => {
  if (judged !== null) orders.put(judged);
};

function forget(house: House, followed: Followed): void {
  clearTimeout(followed.idle);
  followed.watch.stop();
  if (house.followed === followed) house.followed = null;
}
