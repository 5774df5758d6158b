/** Figures of a period part by part: by brand, province, carrier, or the step where orders stayed longest. */
import { type Figure, FigureTally, type FigureUnit, figureUnit, isGood } from "@switchyard/flow";
import { brandNamed, carrierName, DEFAULT_STATE_MACHINE, stateNamed, type Text } from "@switchyard/orders";
import { eachJudged } from "../figures/each-judged.ts";
import { kept } from "../figures/kept.ts";
import { partsOf } from "../figures/order-judge.ts";
import { dayIn, type Span, spanOf } from "../figures/span.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type FiguresAsked, rightFigures } from "./figures.ts";

export interface PartView {
  /** Null: orders that have none. */
  id: string | null;
  name: Text | null;
  /** Orders, each once, that any figure is about. */
  orders: number;
  /** In the order of the figures. */
  values: { value: number | null; is_good: boolean | null; yes: number; of: number; unjudged: number }[];
}
export interface FigureParts {
  at: number;
  figures: { id: string; name: Figure["name"]; unit: FigureUnit }[];
  /** The most orders first. */
  rows: PartView[];
  /** Rows that are left out, and their orders. */
  others: { rows: number; orders: number };
}
export interface PartsAsked extends FiguresAsked {
  by: string;
  /** One day of the period alone. */
  day?: string | undefined;
}

const MOST_ROWS = 40;

/** Throws `invalid_request`: figures are not split by this here. */
export function figureParts(ctx: Context, { period, by, day, signal }: PartsAsked): Promise<FigureParts> {
  const { settings } = ctx.workspace;
  if (!partsOf(settings).includes(by)) throw new Refusal("invalid_request");
  const figures = rightFigures(ctx);
  const span = spanOf(period, ctx.clock.now(), settings.zone);
  const key = JSON.stringify(["parts", by, day, span.starts, ctx.who.brand, ctx.who.source, figures]);
  return kept({ executor: ctx.executor, key, now: () => ctx.clock.now(), signal }, (stop) =>
    countParts(ctx, figures, { span, by, day, signal: stop }),
  );
}

interface PartsCounted {
  span: Span;
  /** One of `partsOf`. */
  by: string;
  day?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** The figures must have been found right. */
export async function countParts(
  ctx: Context,
  figures: readonly Figure[],
  { span, by, day, signal }: PartsCounted,
): Promise<FigureParts> {
  const part = partsOf(ctx.workspace.settings).indexOf(by);
  const wanted = day === undefined ? null : span.days.indexOf(day);
  const rows = new Map<string | null, { tallies: FigureTally[]; orders: Set<string> }>();
  const nameOf = namesBy(ctx, by);
  await eachJudged(ctx, { figures, standing: figures, span, signal }, (judged, figure, order) => {
    const place = dayIn(span, judged.at);
    if (place === null || (wanted !== null && place !== wanted)) return;
    const id = nameOf.id(order.part(part));
    let row = rows.get(id);
    if (row === undefined) {
      row = { tallies: figures.map((one) => new FigureTally(one)), orders: new Set() };
      rows.set(id, row);
    }
    row.tallies[figure]?.add(judged);
    if (judged.is !== "amount") row.orders.add(order.id());
  });
  const all = [...rows].sort(([a, m], [b, n]) => n.orders.size - m.orders.size || ((a ?? "") < (b ?? "") ? -1 : 1));
  const left = all.slice(MOST_ROWS);
  return {
    at: ctx.clock.now(),
    figures: figures.map((figure) => ({ id: figure.id, name: figure.name, unit: figureUnit(figure) })),
    rows: all.slice(0, MOST_ROWS).map(([id, { tallies, orders }]) => ({
      ...{ id, name: id === null ? null : nameOf.name(id), orders: orders.size },
      values: tallies.map((tally, place) => {
        const { missing: _, ...counts } = tally.count();
        const value = tally.value();
        return { value, is_good: isGood(figures[place] as Figure, value), ...counts };
      }),
    })),
    others: { rows: left.length, orders: left.reduce((sum, [, { orders }]) => sum + orders.size, 0) },
  };
}

/** What orders call it becomes what people know it by: words of one brand are one. */
function namesBy({ workspace: { whole, settings } }: Context, by: string) {
  const same = (id: string | null) => id;
  const asIs = (id: string): Text => ({ zh: id, en: id });
  if (by === "brand") {
    const names = new Map(whole.brands.map(({ id, name }) => [id, name]));
    return {
      id: (word: string | null) => (word === null ? null : (brandNamed(whole.brands, word)?.id ?? word)),
      name: (id: string) => asIs(names.get(id) ?? id),
    };
  }
  if (by === "destination") {
    const names = new Map(whole.destinations.map(({ id, name }) => [id, name]));
    return { id: same, name: (id: string) => asIs(names.get(id) ?? id) };
  }
  if (by === "carrier") return { id: same, name: carrierName };
  const machine = settings.states ?? DEFAULT_STATE_MACHINE;
  return { id: same, name: (id: string) => (by === "step" ? (stateNamed(machine, id)?.label ?? asIs(id)) : asIs(id)) };
}
