/**
 * Orders of a workspace put to figures: as they stand now, and what the journal says happened to them. An order that comes waits for
 * one stretch of them at most.
 */
import { type Figure, isHappened, type Judged } from "@switchyard/flow";
import { isLimited, mayTouch } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { BrandGaps } from "./brand-gaps.ts";
import { eachHappened } from "./each-happened.ts";
import { followedOrders } from "./followed-orders.ts";
import { keepable, orderJudge } from "./order-judge.ts";
import { changedFrom, type Span } from "./span.ts";

export interface Asked {
  /** Found right. */
  figures: readonly Figure[];
  span: Span;
  /** Whoever asked has gone. */
  signal?: AbortSignal | undefined;
}
/** An order as it is told: asked for what is wanted of it, while it is told. `part`: a place in what `partsOf` names. */
export interface Told {
  id(): string;
  part(place: number): string | null;
}
/** `figure`: its place in the list. Orders come in no order. */
export type TakeJudged = (judged: Judged, figure: number, order: Told) => void;

/** Orders that are kept are told so many in one turn. */
const TOLD = 5000;

/** Only orders that whoever asks may see. `standing`: figures that are looked at again and again; others read the orders each time. */
export async function eachJudged(
  ctx: Context,
  { standing, ...asked }: Asked & { standing: readonly Figure[] },
  take: TakeJudged,
): Promise<void> {
  const now = asked.figures.filter((figure) => !isHappened(figure));
  const gaps = new BrandGaps(ctx, asked);
  const whole = (figure: number) => asked.figures.indexOf(now[figure] as Figure);
  await eachStanding(ctx, { ...asked, figures: now, standing }, (judged, figure, order) => {
    if (now[figure]?.kind === "gap") gaps.put(judged, whole(figure), order);
    else take(judged, whole(figure), order);
  });
  await gaps.tell(take);
  await eachHappened(ctx, { ...asked, standing, may: seen(ctx) }, take);
}

async function eachStanding(
  ctx: Context,
  { standing, ...asked }: Asked & { standing: readonly Figure[] },
  take: TakeJudged,
): Promise<void> {
  const { figures, span, signal } = asked;
  const [first] = span.starts;
  if (first === undefined || figures.length === 0) return;
  const kept = keepable(standing, ctx.workspace.settings);
  const isKept = (figure: Figure) => kept.includes(figure);
  const orders = figures.some(isKept)
    ? await followedOrders(ctx, { figures: kept, since: changedFrom(span), signal })
    : null;
  if (orders === null) return eachRead(ctx, asked, take);
  const others = figures.filter((figure) => !isKept(figure));
  if (others.length > 0)
    await eachRead(ctx, { ...asked, figures: others }, (judged, place, order) =>
      take(judged, figures.indexOf(others[place] as Figure), order),
    );
  const places = kept.flatMap((figure, place) => (figures.includes(figure) ? [place] : []));
  const asFigure = kept.map((figure) => figures.indexOf(figure));
  const now = ctx.clock.now();
  const may = seen(ctx);
  let told = 0;
  const order: Told = { id: () => orders.id(told), part: (place) => orders.part(told, place) };
  for (let from = 0; from < orders.size; from += TOLD) {
    if (from > 0) await nextTurn();
    signal?.throwIfAborted();
    orders.each({ from, to: from + TOLD, places, now }, (judged, place, row) => {
      told = row;
      if (may(order)) take(judged, asFigure[place] as number, order);
    });
  }
}

/** The plain walk. What counts by a day was stored on that day or later, so earlier orders are not read. */
export async function eachRead(ctx: Context, { figures, span, signal }: Asked, take: TakeJudged): Promise<void> {
  const [first] = span.starts;
  if (first === undefined) return;
  const { judge } = orderJudge(figures, ctx.workspace.settings);
  const now = ctx.clock.now();
  const may = seen(ctx);
  for (let after: string | null = null; ; await nextTurn()) {
    signal?.throwIfAborted();
    const { states, next } = await ctx.store.read.orders.changedSince(ctx.workspace.id, changedFrom(span), after);
    for (const one of states) {
      const put = judge(one, now);
      if (put === null) continue;
      const order: Told = { id: () => put.id, part: (place) => put.parts[place] ?? null };
      if (!may(order)) continue;
      for (const [figure, judged] of put.judged.entries()) if (judged !== null) take(judged, figure, order);
    }
    if (next === null) return;
    after = next;
  }
}

/** Source and brand come first of the parts. */
function seen(ctx: Context): (order: Told) => boolean {
  if (!isLimited(ctx.who)) return () => true;
  return ({ part }) => mayTouch(ctx, { source: part(0) ?? "", brand: part(1) ?? undefined });
}
