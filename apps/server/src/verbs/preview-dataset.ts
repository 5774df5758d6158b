import type { Order, Problem } from "@switchyard/orders";
import type { FieldMapping } from "@switchyard/store";
import { MAPPING_TARGETS, suggestMapping } from "../history/columns.ts";
import { readHistoryOrders } from "../history/read-orders.ts";
import { readTable, type TextFormat } from "../history/rows.ts";
import type { Context } from "../runtime/context.ts";

export interface PreviewInput {
  format: TextFormat;
  text: string;
  mapping?: FieldMapping | undefined;
}
export interface Preview {
  columns: string[];
  suggestedMapping: FieldMapping;
  /** Everything that a column may be mapped to. */
  targets: string[];
  rows: { line: number; order?: Order; problems?: Problem[] }[];
  /** The first bad rows, wherever they stand. */
  problems: { line: number; text: string; problems: Problem[] }[];
  total: number;
  good: number;
  bad: number;
}

const SHOWN = 20;

/** How a file would be read, with the mapping given or the suggested one. Stores nothing. */
export function previewDataset(ctx: Context, { format, text, mapping }: PreviewInput): Preview {
  const table = readTable(format, text);
  const suggestedMapping = suggestMapping(table.columns);
  const used = mapping ?? (format === "csv" ? suggestedMapping : null);
  const { settings } = ctx.workspace;
  const orders = readHistoryOrders(table, { settings, source: "import", now: ctx.clock.now(), mapping: used });
  const preview: Preview = {
    columns: table.columns,
    suggestedMapping,
    targets: [...MAPPING_TARGETS],
    rows: [],
    problems: [],
    total: 0,
    good: 0,
    bad: 0,
  };
  for (const { row: line, text: shown, read } of orders) {
    preview.total += 1;
    preview[read.ok ? "good" : "bad"] += 1;
    if (preview.rows.length < SHOWN) {
      preview.rows.push(read.ok ? { line, order: read.order } : { line, problems: read.problems });
    }
    if (!read.ok && preview.problems.length < SHOWN)
      preview.problems.push({ line, text: shown, problems: read.problems });
  }
  return preview;
}
