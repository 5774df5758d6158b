/** Open orders by where they go, or whose they are, and when they are due. A cell counts what the list with its filter shows. */
import { brandNamed } from "@switchyard/orders";
import type { BoardCount } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { counted } from "./counted.ts";
import { DUE, type Due, dueSpans, filterOf, openStates, STOPPED } from "./order-filter.ts";

export type BoardRows = "destination" | "brand" | "carrier";
interface Cell {
  due: Due;
  count: number;
  /** How many of them are on hold, and how many frozen. */
  hold: number;
  freeze: number;
}
interface Row {
  /** What the list's filter names it by; null: they have none. */
  id: string | null;
  name: string;
  capacity_per_day: number | null;
  cells: Cell[];
}
export interface DeliveryBoard {
  at: number;
  rows: Row[];
}
/** Their counts by row and due date. */
type Counts = ReadonlyMap<string | null, Cell[]>;

/** Counted once for all who ask, as maps are. */
export function deliveryBoard(ctx: Context, by: BoardRows, signal?: AbortSignal): Promise<DeliveryBoard> {
  return counted(ctx, ["delivery", by], signal, () => countOpen(ctx, by));
}

async function countOpen(ctx: Context, by: BoardRows): Promise<DeliveryBoard> {
  const at = ctx.clock.now();
  const spans = dueSpans(ctx);
  const filter = { ...filterOf(ctx, {}), statuses: openStates(ctx) };
  const query = { rows: by, of: "due" as const, spans: DUE.map((due) => spans[due]), filter };
  const { boards } = ctx.store.read;
  const all = await boards.counts(ctx.workspace.id, query);
  const stopped = await boards.waiting(ctx.workspace.id, query, STOPPED);
  const counts = new Map<string | null, Cell[]>();
  const add = ({ row, span, count }: BoardCount, what: "count" | "hold" | "freeze") => {
    const id = row !== null && by === "brand" ? (brandNamed(ctx.workspace.whole.brands, row)?.id ?? row) : row;
    const cells = counts.get(id) ?? DUE.map((due): Cell => ({ due, count: 0, hold: 0, freeze: 0 }));
    const cell = cells[span];
    if (cell !== undefined) cell[what] += count;
    counts.set(id, cells);
  };
  for (const one of all) add(one, "count");
  for (const one of stopped) if (one.kind === "hold" || one.kind === "freeze") add(one, one.kind);
  return { at, rows: by === "brand" ? byBrand(ctx, counts) : byDestination(ctx, counts) };
}

/** Those without first: nobody works on them yet. Then as the workspace lists them; names that it does not know come last. */
function byDestination({ workspace }: Context, counts: Counts): Row[] {
  const known = new Map(workspace.whole.destinations.map((one) => [one.id, one]));
  return inOrder([...known.keys()], counts).map(([id, cells]) => ({
    ...{ id, name: known.get(id ?? "")?.name ?? id ?? "", cells },
    capacity_per_day: known.get(id ?? "")?.capacity_per_day ?? null,
  }));
}

function byBrand({ workspace }: Context, counts: Counts): Row[] {
  const known = new Map(workspace.whole.brands.map(({ id, name }) => [id, name]));
  return inOrder([...known.keys()], counts).map(([id, cells]) => ({
    ...{ id, name: known.get(id ?? "") ?? id ?? "", cells },
    capacity_per_day: null,
  }));
}

/** What the workspace lists, as it lists it; names that it does not know behind them. None comes first. */
export function inOrder<T>(known: readonly string[], counts: ReadonlyMap<string | null, T>): [string | null, T][] {
  const others = [...counts.keys()].filter((id) => id !== null && !known.includes(id)).sort();
  return [null, ...known, ...others].flatMap((id): [string | null, T][] => {
    const cells = counts.get(id);
    return cells === undefined ? [] : [[id, cells]];
  });
}
