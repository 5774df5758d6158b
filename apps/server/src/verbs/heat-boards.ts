/** Maps of orders in two dimensions: where open ones stand and for how long, and what came by week or month. */
import { brandNamed, calendarDate, DEFAULT_STATE_MACHINE, startOfDay } from "@switchyard/orders";
import type { BoardCount } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { counted } from "./counted.ts";
import { inOrder } from "./delivery-board.ts";
import { daysBetween, filterOf, openStates, receivedBetween, STAYS, type Stay, staySpans } from "./order-filter.ts";

interface Step {
  status: string;
  label: { zh: string; en: string };
  /** Out of the house: with the courier. */
  on_the_way: boolean;
  /** In the order of `stays`. */
  cells: number[];
}
export interface StepsBoard {
  at: number;
  stays: Stay[];
  rows: Step[];
}

/** Of the default machine's states; a state of the workspace's own stands with those of the house. */
const ON_THE_WAY = new Set(["HandedOver", "PickedUp", "InTransit", "OutForDelivery", "Returning"]);

/** Open orders by state and by how long there has been nothing new of them. Each state is there: where nobody waits is worth knowing. */
export function stepsBoard(ctx: Context, signal?: AbortSignal): Promise<StepsBoard> {
  return counted(ctx, ["steps"], signal, async () => {
    const at = ctx.clock.now();
    const open = openStates(ctx);
    const filter = { ...filterOf(ctx, {}), statuses: open };
    const query = { rows: "status" as const, of: "since" as const, spans: staySpans(at), filter };
    const counts = cellsOf(await ctx.store.read.boards.counts(ctx.workspace.id, query), STAYS.length, (row) => row);
    const { states } = ctx.workspace.settings.states ?? DEFAULT_STATE_MACHINE;
    const rows = states
      .filter(({ id }) => open.includes(id))
      .map(({ id, label }) => ({
        ...{ status: id, label, on_the_way: ON_THE_WAY.has(id) },
        cells: counts.get(id) ?? STAYS.map(() => 0),
      }));
    return { at, stays: [...STAYS], rows };
  });
}

export const TREND_ROWS = ["brand", "destination", "category", "carrier"] as const;
export type TrendRows = (typeof TREND_ROWS)[number];
export const TREND_UNITS = ["week", "month"] as const;
export type TrendUnit = (typeof TREND_UNITS)[number];
export interface TrendBoard {
  at: number;
  /** Each from its first day to its last. */
  periods: { from: string; to: string }[];
  /** What a row's filter names it by; null: they have none. */
  rows: { id: string | null; name: string; cells: number[] }[];
  /** Of the rows that are left out: how many there are, and their orders. */
  others: { rows: number; cells: number[] };
}

const PERIODS = 12;
const MOST_ROWS = 40;

/** All orders that came, by week or month; the last one is today's. */
export function trendBoard(
  ctx: Context,
  { by, unit, signal }: { by: TrendRows; unit: TrendUnit; signal?: AbortSignal },
): Promise<TrendBoard> {
  return counted(ctx, ["trend", by, unit], signal, async () => {
    const at = ctx.clock.now();
    const periods = unit === "week" ? weeks(ctx, at) : months(ctx, at);
    const spans = periods.map(({ from, to }) => daysBetween(ctx, from, to));
    const filter = { ...filterOf(ctx, {}), ...receivedBetween(ctx, periods[0]?.from) };
    const { brands, destinations } = ctx.workspace.whole;
    const found = await ctx.store.read.boards.counts(ctx.workspace.id, { rows: by, of: "received", spans, filter });
    const counts = cellsOf(found, PERIODS, (row) =>
      row !== null && by === "brand" ? (brandNamed(brands, row)?.id ?? row) : row,
    );
    const known = by === "brand" ? brands : by === "destination" ? destinations : [];
    const names = new Map(known.map(({ id, name }) => [id, name]));
    const all = inOrder([...names.keys()], counts).map(([id, cells]) => ({
      ...{ id, name: names.get(id ?? "") ?? id ?? "" },
      cells,
    }));
    const most = new Set([...all].sort((a, b) => sumOf(b.cells) - sumOf(a.cells)).slice(0, MOST_ROWS));
    const left = all.filter((row) => !most.has(row));
    const cells = periods.map((_, place) => left.reduce((sum, row) => sum + (row.cells[place] ?? 0), 0));
    return { at, periods, rows: all.filter((row) => most.has(row)), others: { rows: left.length, cells } };
  });
}

const sumOf = (cells: readonly number[]) => cells.reduce((sum, n) => sum + n, 0);

function cellsOf(counts: readonly BoardCount[], width: number, idOf: (row: string | null) => string | null) {
  const found = new Map<string | null, number[]>();
  for (const { row, span, count } of counts) {
    const id = idOf(row);
    const cells = found.get(id) ?? Array.from({ length: width }, () => 0);
    if (cells[span] !== undefined) cells[span] += count;
    found.set(id, cells);
  }
  return found;
}

/** From Monday to Sunday. */
function weeks({ workspace }: Context, now: number): TrendBoard["periods"] {
  const { zone } = workspace.settings;
  const weekday = (Date.parse(calendarDate(now, zone)) / 86_400_000 + 3) % 7;
  return Array.from({ length: PERIODS }, (_, place) => {
    const first = 7 * (place + 1 - PERIODS) - weekday;
    const on = (day: number) => calendarDate(startOfDay(now, zone, day), zone);
    return { from: on(first), to: on(first + 6) };
  });
}

function months({ workspace }: Context, now: number): TrendBoard["periods"] {
  const { zone } = workspace.settings;
  const [year = 0, month = 1] = calendarDate(now, zone).split("-").map(Number);
  const firstOf = (place: number) => {
    const months = year * 12 + month + place - PERIODS;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-01`;
  };
  return Array.from({ length: PERIODS }, (_, place) => ({
    from: firstOf(place),
    to: calendarDate(startOfDay(firstOf(place + 1), zone, -1), zone),
  }));
}
