/** Figures that are read in the journal: one walk over the entries of a period for all of them. */
import { type Figure, type HappenedFigure, isHappened, type Judged } from "@switchyard/flow";
import { isLimited } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import type { Asked, TakeJudged, Told } from "./each-judged.ts";
import { entriesOf, happenedIn, Story } from "./happened.ts";
import { orderJudge } from "./order-judge.ts";

const PIECE = 1000;
const STRETCH = 200;

type PerOrder = Extract<Figure, { kind: "per_order" }>;

export async function eachHappened(
  ctx: Context,
  { figures, span, signal, may }: Asked & { may: (order: Told) => boolean },
  take: TakeJudged,
): Promise<void> {
  const [first] = span.starts;
  const told = figures.flatMap((figure, place) => (isHappened(figure) ? [{ figure, place }] : []));
  const costs = figures.flatMap((figure, place) => (figure.kind === "per_order" ? [{ figure, place }] : []));
  if (first === undefined || told.length + costs.length === 0) return;
  const stories = new Map<string, Story[]>();
  const amounts = new Map<string, { place: number; judged: Judged }[]>();
  const names = told.flatMap(({ figure }) => namesOf(figure));
  const types = new Set([...names.flatMap(entriesOf), ...(costs.length > 0 ? ["measure_observed"] : [])]);
  for (let position = await lastBefore(ctx, first); ; await nextTurn()) {
    signal?.throwIfAborted();
    const options = { limit: PIECE, types: [...types] };
    const entries = await ctx.store.read.journal.after(ctx.workspace.id, position, options);
    for (const entry of entries) {
      const happened = happenedIn(entry);
      if (happened === null) continue;
      if (entry.type === "measure_observed")
        for (const { figure, place } of costs)
          if (happened.names.includes(figure.measure)) {
            const judged: Judged = { at: happened.at, is: "amount", amount: valueIn(entry.data) };
            amounts.set(entry.subject, [...(amounts.get(entry.subject) ?? []), { place, judged }]);
          }
      if (told.length === 0 || entry.subject === NO_ORDER) continue;
      const own = stories.get(entry.subject) ?? told.map(({ figure }) => new Story(figure));
      stories.set(entry.subject, own);
      for (const story of own) story.tell(happened);
    }
    const last = entries.at(-1);
    if (last === undefined || entries.length < PIECE) break;
    position = last.position;
  }
  await tellOrders(
    ctx,
    { figures: [...told, ...costs], ids: [...new Set([...stories.keys(), ...amounts.keys()])] },
    ({ order, isAbout }) => {
      if (!may(order)) return;
      for (const [n, { place }] of told.entries())
        if (isAbout(n)) for (const judged of stories.get(order.id())?.[n]?.end() ?? []) take(judged, place, order);
      for (const { place, judged } of amounts.get(order.id()) ?? []) take(judged, place, order);
    },
    signal,
  );
  // What is reported of the whole house is nothing for whoever sees a part of it.
  if (isLimited(ctx.who)) return;
  const nobody: Told = { id: () => NO_ORDER, part: () => null };
  for (const { place, judged } of amounts.get(NO_ORDER) ?? []) take(judged, place, nobody);
}

/** The position of the last entry before an instant: instants ascend with positions, so it is found by halving. */
export async function lastBefore({ store, workspace }: Context, instant: number): Promise<number> {
  let [before, behind] = [0, (await store.read.journal.newest(workspace.id))?.position ?? 0];
  while (before < behind) {
    const middle = Math.floor((before + behind) / 2);
    const [entry] = await store.read.journal.after(workspace.id, middle, { limit: 1 });
    if (entry !== undefined && entry.at < instant) before = entry.position;
    else behind = middle;
  }
  return before;
}

/** The subject of what is about no order. */
const NO_ORDER = "workspace";

const namesOf = (figure: HappenedFigure): readonly string[] =>
  figure.kind === "among" ? [...figure.all, ...figure.some] : [...figure.first, ...figure.next];

function valueIn(data: string): number {
  const { value } = JSON.parse(data) as { value?: unknown };
  return typeof value === "number" ? value : 0;
}

interface Known {
  order: Told;
  /** Whether the figure in this place of those given is about it. */
  isAbout(place: number): boolean;
}

async function tellOrders(
  ctx: Context,
  { figures, ids }: { figures: readonly { figure: HappenedFigure | PerOrder }[]; ids: readonly string[] },
  tell: (known: Known) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { judge } = orderJudge(
    figures.map(({ figure }) => figure),
    ctx.workspace.settings,
  );
  for (let from = 0; from < ids.length; from += STRETCH) {
    if (from > 0) await nextTurn();
    signal?.throwIfAborted();
    for (const state of await ctx.store.read.orders.states(ctx.workspace.id, ids.slice(from, from + STRETCH))) {
      const put = judge(state, ctx.clock.now());
      if (put === null) continue;
      const order: Told = { id: () => put.id, part: (place) => put.parts[place] ?? null };
      tell({ order, isAbout: (place) => put.judged[place]?.is === "yes" });
    }
  }
}
