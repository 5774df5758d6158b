/** Orders of a workspace put to figures, a stretch of the pool at a time: an order that comes waits for one stretch at most. */
import { standingFacts } from "@switchyard/engine";
import { type Figure, type FigureJudge, figureJudge, figureLookup, type Judged } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE, type Facts } from "@switchyard/orders";
import type { ChangedOrder } from "@switchyard/store";
import { mayTouch } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import type { Span } from "./span.ts";

export interface Asked {
  figures: readonly Figure[];
  span: Span;
  /** Whoever asked has gone. */
  signal?: AbortSignal | undefined;
}
/** `figure`: its place in the list. */
export type TakeJudged = (judged: Judged, about: { figure: number; order: ChangedOrder }) => void;

/** A source's clock may run before ours: an order paid today may have been stored yesterday. */
const DAY = 86_400_000;

/** What conditions of figures may name here. */
export function lookupOf({ workspace: { settings } }: Context) {
  const { states } = settings.states ?? DEFAULT_STATE_MACHINE;
  return figureLookup({ states: states.map(({ id }) => id), customFields: settings.customFields });
}

/** Only orders that whoever asks may see. What counts by a day was stored on that day or later, so earlier ones are not read. */
export async function eachJudged(ctx: Context, { figures, span, signal }: Asked, take: TakeJudged): Promise<void> {
  const [first] = span.starts;
  if (first === undefined || figures.length === 0) return;
  const lookup = lookupOf(ctx);
  const judges: FigureJudge[] = figures.map((figure) => figureJudge(figure, lookup));
  const names = new Set(["source", "brand", ...judges.flatMap(({ reads }) => reads)]);
  const factsOf = standingFacts([...names], ctx.workspace.settings);
  const now = ctx.clock.now();
  const judge = (order: ChangedOrder) => {
    const facts = factsOf(order.state, now);
    if (facts === null || !mayTouch(ctx, whose(facts))) return;
    for (const [figure, { judge: ask }] of judges.entries()) {
      const judged = ask(facts, now);
      if (judged !== null) take(judged, { figure, order });
    }
  };
  for (let after: string | null = null; ; await nextTurn()) {
    signal?.throwIfAborted();
    const { states, next } = await ctx.store.read.orders.changedSince(ctx.workspace.id, first - DAY, after);
    for (const order of states) judge(order);
    if (next === null) return;
    after = next;
  }
}

const whose = ({ source, brand }: Facts) => ({
  source: String(source),
  ...(typeof brand === "string" ? { brand } : {}),
});
