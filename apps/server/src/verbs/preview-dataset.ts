import type { Order, Problem } from "@switchyard/orders";
import { type FieldMapping, openRowGroups } from "@switchyard/store";
import { MAPPING_TARGETS } from "../history/columns.ts";
import { type Suggested, suggestFor } from "../history/kept-mapping.ts";
import { type FileRow, readHistoryFile } from "../history/read-file.ts";
import { readHistoryOrders } from "../history/read-orders.ts";
import type { Upload } from "../history/uploads.ts";
import type { Context } from "../runtime/context.ts";
import { NO_SOURCE, readColumns, rowsOf } from "./import-dataset.ts";

export interface PreviewInput {
  mapping?: FieldMapping | undefined;
  source?: string | undefined;
}
export interface Preview {
  columns: string[];
  /** What is used unless another mapping is sent. */
  suggested: FieldMapping;
  /** Whose mapping that is; null: the columns' names suggest it. */
  kept: Suggested["kept"];
  /** Everything that a column may be mapped to. */
  targets: string[];
  rows: { row: number; order?: Order; problems?: Problem[] }[];
  /** The first bad rows, wherever they stand. */
  problems: { row: number; text: string; problems: Problem[] }[];
  /** Of the rows that were looked at. */
  total: number;
  good: number;
  bad: number;
  /** Whether these are all rows of the file. */
  whole: boolean;
}

const SHOWN = 20;
const LOOKED_AT = 2000;

/** How the beginning of a file would be read, with the mapping given or the suggested one. Stores nothing. Throws `upload_not_found`, `invalid_file`. */
export async function previewDataset(ctx: Context, id: string, input: PreviewInput): Promise<Preview> {
  const file = ctx.uploads.find(ctx.workspace.id, id);
  return ctx.uploads.look(file, () => lookAt(ctx, file, input));
}

async function lookAt(ctx: Context, file: Upload, { mapping, source }: PreviewInput): Promise<Preview> {
  const events = readHistoryFile(file);
  const columns = await readColumns(events);
  const suggested = await suggestFor(ctx, file.format, columns);
  let whole = true;
  const beginning = async function* (): AsyncGenerator<FileRow[]> {
    let count = 0;
    for await (const rows of rowsOf(events)) {
      yield rows.slice(0, LOOKED_AT - count);
      count += rows.length;
      if (count < LOOKED_AT) continue;
      whole = false;
      return;
    }
  };
  const { settings } = ctx.workspace;
  const used = mapping ?? suggested.used;
  const context = { settings, source: source ?? NO_SOURCE, now: ctx.clock.now(), mapping: used, columns };
  const orders = readHistoryOrders(beginning(), context, () =>
    openRowGroups(ctx.uploads.place(`${ctx.newId("look")}.rows`)),
  );
  const preview: Preview = {
    ...{ columns, suggested: suggested.mapping, kept: suggested.kept, targets: [...MAPPING_TARGETS] },
    ...{ rows: [], problems: [], total: 0, good: 0, bad: 0, whole: true },
  };
  for await (const some of orders) {
    for (const { row, text, read } of some) {
      preview.total += 1;
      preview[read.ok ? "good" : "bad"] += 1;
      if (preview.rows.length < SHOWN)
        preview.rows.push(read.ok ? { row, order: read.order } : { row, problems: read.problems });
      if (!read.ok && preview.problems.length < SHOWN) preview.problems.push({ row, text, problems: read.problems });
    }
  }
  return { ...preview, whole };
}
