/** What a report says: the figures of its days as the orders are at this moment, why orders came late, and its table of parts. */
import type { Figure } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { partsOf } from "../figures/order-judge.ts";
import type { Span } from "../figures/span.ts";
import type { Context } from "../runtime/context.ts";
import { countParts, type FigureParts } from "../verbs/figure-parts.ts";
import { countFigures, type FigureView, rightFigures } from "../verbs/figures.ts";

export type ReportFigure = Pick<
  FigureView,
  "id" | "name" | "unit" | "value" | "is_good" | "yes" | "of" | "unjudged"
> & {
  good: NonNullable<Figure["good"]> | null;
};
export interface ReportBody {
  /** The first and the last day that it is about. */
  from: string;
  to: string;
  figures: ReportFigure[];
  /** Where the orders that came late had stayed longest, most first, three at most; null: no figure says which came late. */
  late: { step: Text | null; orders: number }[] | null;
  parts: (Pick<FigureParts, "figures" | "rows" | "others"> & { by: string }) | null;
}

/** The figure whose others are the late ones. */
const ON_TIME = "on_time_rate";
const TOP = 3;

interface Wanted {
  span: Span;
  by?: string | undefined;
  signal?: AbortSignal | undefined;
}

export async function countReport(ctx: Context, { span, by, signal }: Wanted): Promise<ReportBody> {
  const right = rightFigures(ctx);
  const { items } = await countFigures(ctx, right, { span, ...(signal === undefined ? {} : { signal }) });
  return {
    from: span.days[0] ?? "",
    to: span.days.at(-1) ?? "",
    figures: items.map(({ id, name, unit, value, is_good, yes, of, unjudged }, place) => ({
      ...{ id, name, unit, value, is_good, yes, of, unjudged, good: right[place]?.good ?? null },
    })),
    late: await lateSteps(ctx, right, { span, signal }),
    parts: await partsBy(ctx, right, { span, by, signal }),
  };
}

async function lateSteps(
  ctx: Context,
  right: readonly Figure[],
  { span, signal }: Wanted,
): Promise<ReportBody["late"]> {
  const onTime = right.filter(({ id }) => id === ON_TIME);
  if (onTime.length === 0) return null;
  const { rows } = await countParts(ctx, onTime, { span, by: "step", signal });
  return rows
    .map(({ name, values: [counts] }) => ({ step: name, orders: counts === undefined ? 0 : counts.of - counts.yes }))
    .filter(({ orders }) => orders > 0)
    .sort((a, b) => b.orders - a.orders)
    .slice(0, TOP);
}

/** A field of the workspace's own may be gone since the report was scheduled. */
async function partsBy(ctx: Context, right: readonly Figure[], { by, ...rest }: Wanted): Promise<ReportBody["parts"]> {
  if (by === undefined || !partsOf(ctx.workspace.settings).includes(by)) return null;
  const { figures, rows, others } = await countParts(ctx, right, { ...rest, by });
  return { by, figures, rows, others };
}
