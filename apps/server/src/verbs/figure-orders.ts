/** The orders behind a figure: those that it asks for, the others, or those that could not be judged. */
import { checkFigure, type Judged } from "@switchyard/flow";
import { eachJudged, lookupOf } from "../figures/each-judged.ts";
import { dayIn, spanOf } from "../figures/span.ts";
import { CSV_BEGIN, csvLine } from "../http/csv.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { type FiguresAsked, getFigures } from "./figures.ts";
import { noteExport } from "./journal-act.ts";

export interface FigureOrder {
  id: string;
  external_id: string;
  source: string;
  brand: string | null;
  /** The instant by whose day it counts. */
  at: number;
  /** How long it took, of times. */
  ms: number | null;
  missing: string[];
}
export interface FigureOrders {
  /** All of them, also where not all are listed. */
  total: number;
  /** The newest, newest first. */
  items: FigureOrder[];
}

const LISTED = 200;

/** Throws `figure_not_found`, `invalid_figure`. */
export async function figureOrders(
  ctx: Context,
  id: string,
  { period, signal, is, day }: FiguresAsked & { is: Judged["is"]; day?: string | undefined },
): Promise<FigureOrders> {
  const figure = ctx.workspace.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Refusal("figure_not_found");
  const problems = checkFigure(figure, lookupOf(ctx));
  if (problems.length > 0) throw new Refusal("invalid_figure", { problems });
  const span = spanOf(period, ctx.clock.now(), ctx.workspace.settings.zone);
  const wanted = day === undefined ? null : span.days.indexOf(day);
  let total = 0;
  /** Orders come the oldest first: the last are the newest. */
  const last: FigureOrder[] = [];
  await eachJudged(ctx, { figures: [figure], span, signal }, (judged, { order: { id: order, state } }) => {
    const place = dayIn(span, judged.at);
    if (judged.is !== is || place === null || (wanted !== null && place !== wanted) || state.order === null) return;
    total += 1;
    const { external_id, source, brand = null } = state.order;
    const ms = judged.is === "yes" && figure.kind !== "share" ? judged.ms : null;
    const missing = judged.is === "missing" ? [...judged.missing] : [];
    last.push({ id: order, external_id, source, brand, at: judged.at, ms, missing });
    if (last.length > 2 * LISTED) last.splice(0, LISTED);
  });
  return { total, items: last.slice(-LISTED).reverse() };
}

const HEAD = ["日期 day", "指标 figure", "值 value", "单位 unit", "符合 orders", "共 of", "无法判断 not judged"];
const UNITS = { percent: "%", hour: "小时 h" };

/** The values of each day, as a file that people open in a spreadsheet. */
export async function exportFigures(ctx: Context, asked: FiguresAsked): Promise<string> {
  const { items } = await getFigures(ctx, asked);
  await noteExport(ctx, { what: "figures", period: asked.period });
  const lines = items.flatMap(({ name, unit, days }) =>
    days.map(({ day, value, yes, of, unjudged }) => [
      ...[day, `${name.zh} ${name.en}`, value === null ? "" : value.toFixed(1), UNITS[unit]],
      ...[yes, of, unjudged].map(String),
    ]),
  );
  return CSV_BEGIN + [HEAD, ...lines].map(csvLine).join("");
}
