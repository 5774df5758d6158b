/** Figures of the workspace: their definitions, and what orders amount to in a period. */
import {
  checkFigure,
  type Figure,
  type FigureCount,
  type FigureProblem,
  FigureTally,
  type FigureUnit,
  figureUnit,
  isGood,
} from "@switchyard/flow";
import { isLimited } from "../access/identity.ts";
import { eachJudged } from "../figures/each-judged.ts";
import { kept } from "../figures/kept.ts";
import { lookupOf } from "../figures/order-judge.ts";
import { dayIn, type Span, spanOf } from "../figures/span.ts";
import { Refusal } from "../refusal/refusal.ts";
import { type Context, figuresOf } from "../runtime/context.ts";
import { changeWorkspace } from "./change-workspace.ts";

export interface FigureDay extends Omit<FigureCount, "missing"> {
  day: string;
  value: number | null;
}
export interface FigureView extends Omit<FigureDay, "day"> {
  id: string;
  name: Figure["name"];
  unit: FigureUnit;
  is_good: boolean | null;
  /** Facts for want of which orders could not be judged, the most frequent first. */
  missing: { fact: string; orders: number }[];
  days: FigureDay[];
  /** Why it cannot be computed here. */
  problems: FigureProblem[];
  /** Null for whoever sees one brand or source only. */
  definition: Figure | null;
}
export interface Figures {
  /** When the orders were looked at. */
  at: number;
  days: string[];
  items: FigureView[];
}
export interface FiguresAsked {
  period: string;
  signal?: AbortSignal | undefined;
}

/** Those that can be computed here. */
export function rightFigures({ workspace }: Context): Figure[] {
  const lookup = lookupOf(workspace.settings);
  return workspace.figures.filter((figure) => checkFigure(figure, lookup).length === 0);
}

/** What figures mean here, without a look at any order. */
export const figureDefinitions = ({ workspace }: Context) => {
  const lookup = lookupOf(workspace.settings);
  return workspace.figures.map((definition) => ({ definition, problems: checkFigure(definition, lookup) }));
};

export function getFigures(ctx: Context, { period, signal }: FiguresAsked): Promise<Figures> {
  return countedFigures(ctx, ctx.workspace.figures, { period, signal });
}

/** A definition that is not stored, over the last seven days. Throws `invalid_figure`. */
export async function previewFigure(ctx: Context, figure: Figure, signal?: AbortSignal): Promise<FigureView> {
  assertRight(ctx, figure);
  const { items } = await countedFigures(ctx, [figure], { period: "7d", signal });
  const [view] = items;
  if (view === undefined) throw new Error("a figure was not counted");
  return view;
}

function countedFigures(ctx: Context, figures: readonly Figure[], { period, signal }: FiguresAsked): Promise<Figures> {
  const { zone } = ctx.workspace.settings;
  const now = ctx.clock.now();
  const span = spanOf(period, now, zone);
  const key = JSON.stringify([span.starts, ctx.who.brand, ctx.who.source, figures]);
  return kept({ executor: ctx.executor, key, now: () => ctx.clock.now(), signal }, (stop) =>
    countFigures(ctx, figures, { span, signal: stop }),
  );
}

export async function countFigures(
  ctx: Context,
  all: readonly Figure[],
  { span, signal }: { span: Span; signal?: AbortSignal },
): Promise<Figures> {
  const lookup = lookupOf(ctx.workspace.settings);
  const sheets = all.map((figure) => new Sheet(figure, span, checkFigure(figure, lookup)));
  const right = sheets.filter(({ problems }) => problems.length === 0);
  const asked = { figures: right.map(({ figure }) => figure), standing: rightFigures(ctx), span, signal };
  await eachJudged(ctx, asked, (judged, figure) => {
    const day = dayIn(span, judged.at);
    if (day !== null) right[figure]?.add(judged, day);
  });
  return { at: ctx.clock.now(), days: [...span.days], items: sheets.map((sheet) => sheet.view(isLimited(ctx.who))) };
}

/** A figure's orders, of the whole period and of each day. */
class Sheet {
  readonly figure: Figure;
  readonly problems: FigureProblem[];
  readonly #span: Span;
  readonly #whole: FigureTally;
  readonly #days: FigureTally[];

  constructor(figure: Figure, span: Span, problems: FigureProblem[]) {
    this.figure = figure;
    this.problems = problems;
    this.#span = span;
    this.#whole = new FigureTally(figure);
    this.#days = span.days.map(() => new FigureTally(figure));
  }

  add(judged: Parameters<FigureTally["add"]>[0], day: number): void {
    this.#whole.add(judged);
    this.#days[day]?.add(judged);
  }

  view(isForGuest: boolean): FigureView {
    const { id, name } = this.figure;
    const { missing, ...counts } = this.#whole.count();
    const value = this.#whole.value();
    return {
      ...{ id, name, unit: figureUnit(this.figure), value, is_good: isGood(this.figure, value), ...counts },
      missing: Object.entries(missing)
        .map(([fact, orders]) => ({ fact, orders }))
        .sort((a, b) => b.orders - a.orders || (a.fact < b.fact ? -1 : 1)),
      days: this.#days.map((tally, place) => {
        const { missing: _, ...ofDay } = tally.count();
        return { day: this.#span.days[place] ?? "", value: tally.value(), ...ofDay };
      }),
      problems: this.problems,
      definition: isForGuest ? null : this.figure,
    };
  }
}

const MOST_FIGURES = 50;

/** Adds a figure behind the others, or replaces the one of this id. Throws `invalid_figure`, `too_many_figures`. */
export async function putFigure(ctx: Context, figure: Figure): Promise<void> {
  assertRight(ctx, figure);
  await changeFigures(ctx, (figures) => {
    const isNew = !figures.some(({ id }) => id === figure.id);
    if (isNew && figures.length >= MOST_FIGURES) throw new Refusal("too_many_figures");
    return isNew ? [...figures, figure] : figures.map((one) => (one.id === figure.id ? figure : one));
  });
}

/** Throws `figure_not_found`. */
export async function removeFigure(ctx: Context, id: string): Promise<void> {
  await changeFigures(ctx, (figures) => {
    if (!figures.some((one) => one.id === id)) throw new Refusal("figure_not_found");
    return figures.filter((one) => one.id !== id);
  });
}

async function changeFigures(ctx: Context, change: (figures: readonly Figure[]) => Figure[]): Promise<void> {
  await changeWorkspace(ctx, (whole) => ({ ...whole, figures: change(figuresOf(whole)) }));
}

function assertRight(ctx: Context, figure: Figure): void {
  const problems = checkFigure(figure, lookupOf(ctx.workspace.settings));
  if (problems.length > 0) throw new Refusal("invalid_figure", { problems });
}
