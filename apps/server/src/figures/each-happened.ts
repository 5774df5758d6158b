/** Figures of what happened: the stories of orders, and what was reported of them. */
import { type Figure, isHappened } from "@switchyard/flow";
import { isLimited } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import type { Asked, TakeJudged, Told } from "./each-judged.ts";
import { happeningsSince, type Looked } from "./followed-happenings.ts";
import { followedOrders } from "./followed-orders.ts";
import { roleOf, Stories } from "./happened.ts";
import { NO_ORDER } from "./happenings.ts";
import type { OrderJudged } from "./judged-orders.ts";
import { keepable, orderJudge } from "./order-judge.ts";
import { changedFrom } from "./span.ts";

/** Orders read in one turn, and happenings told in one. */
const STRETCH = 200;
const TOLD = 20_000;

type Happening = Asked & { standing: readonly Figure[]; may: (order: Told) => boolean };

export async function eachHappened(ctx: Context, asked: Happening, take: TakeJudged): Promise<void> {
  const { figures, standing, span, signal, may } = asked;
  const [since] = span.starts;
  const told = figures.flatMap((figure, place) => (isHappened(figure) ? [{ figure, place }] : []));
  const costs = figures.flatMap((figure, place) => (figure.kind === "per_order" ? [{ figure, place }] : []));
  const ofJournal = [...told, ...costs].map(({ figure }) => figure);
  if (since === undefined || ofJournal.length === 0) return;
  const looked = await happeningsSince(ctx, { figures: ofJournal, standing, since, signal });
  const { happenings, from, to, orders } = looked;
  const known = await knownOrders(ctx, { ...asked, figures: ofJournal }, looked);
  const asked_for: (Known | null | undefined)[] = [];
  const seen = (order: number): Known | null => {
    const before = asked_for[order];
    if (before !== undefined) return before;
    const one = known(order);
    const mine = one !== null && may(one) ? one : null;
    asked_for[order] = mine;
    return mine;
  };
  for (const [n, { figure, place }] of told.entries()) {
    const roles = happenings.names.map((names) => roleOf(figure, names));
    const stories = new Stories(figure, orders, (judged, order) => {
      const one = seen(order);
      if (one?.isAbout(n)) take(judged, place, one);
    });
    await inStretches({ from, to, signal }, (stretch) =>
      happenings.each(stretch, (order, at, names) => {
        const role = roles[names];
        if (role) stories.tell(order, at, role);
      }),
    );
    await inStretches({ from: 0, to: orders, signal }, (stretch) => stories.end(stretch));
  }
  const nobody: Told = { id: () => NO_ORDER, part: () => null };
  for (const { id, at, names, amount } of looked.amounts) {
    // What is reported of the whole house is nothing for whoever sees a part of it.
    const place = happenings.placeOf(id);
    const ofOrder = place !== null && place < orders ? seen(place) : null;
    const order = id === NO_ORDER ? (isLimited(ctx.who) ? null : nobody) : ofOrder;
    if (order === null) continue;
    for (const { figure, place } of costs)
      if (names.includes(figure.measure)) take({ at, is: "amount", amount }, place, order);
  }
}

/** Many in stretches, a turn of the event loop before each. */
async function inStretches(
  { from, to, signal }: { from: number; to: number; signal: AbortSignal | undefined },
  each: (stretch: { from: number; to: number }) => void,
): Promise<void> {
  for (let at = from; at < to; at += TOLD) {
    await nextTurn();
    signal?.throwIfAborted();
    each({ from: at, to: Math.min(at + TOLD, to) });
  }
}

interface Known extends Told {
  /** Whether the figure in this place of those asked for is about it. */
  isAbout(place: number): boolean;
}

/** Orders by their places among those of the happenings; null: it has not come. Those that are kept are not read. */
async function knownOrders(
  ctx: Context,
  { figures, standing, span, signal }: Asked & { standing: readonly Figure[] },
  { happenings, orders: count }: Looked,
): Promise<(order: number) => Known | null> {
  const keeps = keepable(standing, ctx.workspace.settings);
  const isKept = figures.some((figure) => keeps.includes(figure));
  const orders = isKept ? await followedOrders(ctx, { figures: keeps, since: changedFrom(span), signal }) : null;
  const keptPlaces = figures.map((figure) => keeps.indexOf(figure));
  // A figure of all orders is about each.
  const mayKeep = figures.every((figure, place) => figure.of === undefined || keptPlaces[place] !== -1);
  const ids = happenings.ids.slice(0, count);
  const rows: (number | null)[] = [];
  const missing: string[] = [];
  await inStretches({ from: 0, to: ids.length, signal }, ({ from, to }) => {
    for (const id of ids.slice(from, to)) {
      const row = mayKeep ? (orders?.rowOf(id) ?? null) : null;
      rows.push(row);
      if (row === null) missing.push(id);
    }
  });
  const read = new Map<string, OrderJudged>();
  const { judge } = orderJudge(figures, ctx.workspace.settings);
  for (let from = 0; from < missing.length; from += STRETCH) {
    if (from > 0) await nextTurn();
    signal?.throwIfAborted();
    for (const state of await ctx.store.read.orders.states(ctx.workspace.id, missing.slice(from, from + STRETCH))) {
      const judged = judge(state, ctx.clock.now());
      if (judged !== null) read.set(judged.id, judged);
    }
  }
  return (order) => {
    const [id, row] = [ids[order] ?? "", rows[order] ?? null];
    if (row !== null && orders !== null)
      return {
        id: () => id,
        part: (part) => orders.part(row, part),
        isAbout: (place) => figures[place]?.of === undefined || orders.isYes(row, keptPlaces[place] ?? -1),
      };
    const put = read.get(id);
    if (put === undefined) return null;
    return {
      id: () => id,
      part: (part) => put.parts[part] ?? null,
      isAbout: (place) => put.judged[place]?.is === "yes",
    };
  };
}
