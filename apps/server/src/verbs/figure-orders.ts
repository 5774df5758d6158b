/** The orders behind a figure: those that it asks for, the others, or those that could not be judged. */
import { checkFigure, figureUnit, type Judged, type JudgedIs } from "@switchyard/flow";
import { eachJudged } from "../figures/each-judged.ts";
import { lookupOf } from "../figures/order-judge.ts";
import { dayIn, spanOf } from "../figures/span.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { CSV_BEGIN, csvLine } from "../text/csv.ts";
import { type FiguresAsked, getFigures, rightFigures } from "./figures.ts";
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
const TIMED: ReadonlySet<string> = new Set(["hour", "day"]);

/** Throws `figure_not_found`, `invalid_figure`. */
export async function figureOrders(
  ctx: Context,
  id: string,
  { period, signal, is, day }: FiguresAsked & { is: JudgedIs; day?: string | undefined },
): Promise<FigureOrders> {
  const figure = ctx.workspace.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Refusal("figure_not_found");
  const problems = checkFigure(figure, lookupOf(ctx.workspace.settings));
  if (problems.length > 0) throw new Refusal("invalid_figure", { problems });
  const span = spanOf(period, ctx.clock.now(), ctx.workspace.settings.zone);
  const wanted = day === undefined ? null : span.days.indexOf(day);
  let total = 0;
  let found: { id: string; judged: Judged }[] = [];
  // Ids ascend with arrival. Of many the newest are kept.
  const newest = () => found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, LISTED);
  const asked = { figures: [figure], standing: rightFigures(ctx), span, signal };
  await eachJudged(ctx, asked, (judged, _, order) => {
    const place = dayIn(span, judged.at);
    if (judged.is !== is || place === null || (wanted !== null && place !== wanted)) return;
    total += 1;
    found.push({ id: order.id(), judged });
    if (found.length > 10 * LISTED) found = newest();
  });
  const listed = newest();
  const ids = listed.map(({ id: order }) => order);
  const states = new Map((await ctx.store.read.orders.states(ctx.workspace.id, ids)).map((one) => [one.id, one.state]));
  const items = listed.flatMap(({ id: order, judged }) => {
    const known = states.get(order)?.order ?? null;
    if (known === null) return [];
    const { external_id, source, brand = null } = known;
    const ms = judged.is === "yes" && TIMED.has(figureUnit(figure)) ? judged.ms : null;
    const missing = judged.is === "missing" ? [...judged.missing] : [];
    return [{ id: order, external_id, source, brand, at: judged.at, ms, missing }];
  });
  return { total, items };
}

const HEAD = ["日期 day", "指标 figure", "值 value", "单位 unit", "符合 orders", "共 of", "无法判断 not judged"];
const UNITS = { percent: "%", hour: "小时 h", day: "天 d", each: "每单 each" };

/** The values of each day, as a file that people open in a spreadsheet. */
export async function exportFigures(ctx: Context, asked: FiguresAsked): Promise<string> {
  const { items } = await getFigures(ctx, asked);
  await noteExport(ctx, { what: "figures", period: asked.period });
  const lines = items.flatMap(({ name, unit, days }) =>
    days.map(({ day, value, yes, of, unjudged }) => [
      ...[day, `${name.zh} ${name.en}`, value === null ? "" : value.toFixed(unit === "each" ? 2 : 1), UNITS[unit]],
      ...[yes, of, unjudged].map(String),
    ]),
  );
  return CSV_BEGIN + [HEAD, ...lines].map(csvLine).join("");
}
