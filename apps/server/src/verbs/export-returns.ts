/** Returns beside sales, as a file that purchase planners open in a spreadsheet. */
import { soldAndReturned } from "../figures/sold-and-returned.ts";
import { spanOf } from "../figures/span.ts";
import type { Context } from "../runtime/context.ts";
import { CSV_BEGIN, csvLine } from "../text/csv.ts";
import type { FiguresAsked } from "./figures.ts";
import { noteExport } from "./journal-act.ts";

const HEAD = ["日期 day", "款号 style", "尺码 size", "卖出件数 sold", "退回件数 returned"];
/** A column for each of the most frequent reasons; what people typed freely may be as many as there are returns. */
const REASONS = 20;
const NOT_SAID = "未说明 not said";
const OTHERS = "其他原因 other reasons";

export async function exportReturns(ctx: Context, { period, signal }: FiguresAsked): Promise<string> {
  const rows = await soldAndReturned(ctx, spanOf(period, ctx.clock.now(), ctx.workspace.settings.zone), signal);
  await noteExport(ctx, { what: "returns", period });
  const all = new Map<string, number>();
  for (const { returned } of rows) for (const [reason, n] of returned) all.set(reason, (all.get(reason) ?? 0) + n);
  const named = [...all.keys()]
    .filter((reason) => reason !== "")
    .sort((a, b) => (all.get(b) ?? 0) - (all.get(a) ?? 0) || (a < b ? -1 : 1));
  const reasons = named.slice(0, REASONS);
  const isMore = named.length > REASONS;
  const lines = rows.map(({ day, style, size, sold, returned }) => {
    const counts = reasons.map((reason) => returned.get(reason) ?? 0);
    const whole = [...returned.values()].reduce((sum, n) => sum + n, 0);
    const notSaid = returned.get("") ?? 0;
    const others = whole - notSaid - counts.reduce((sum, n) => sum + n, 0);
    return [day, style, size, ...[sold, whole, ...counts, ...(isMore ? [others] : []), notSaid].map(String)];
  });
  return CSV_BEGIN + [[...HEAD, ...reasons, ...(isMore ? [OTHERS] : []), NOT_SAID], ...lines].map(csvLine).join("");
}
