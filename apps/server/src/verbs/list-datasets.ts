import type { Order } from "@switchyard/orders";
import type { DatasetProblem, Page, PageRequest } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { type DatasetView, datasetView, findDataset, underWayView } from "./datasets.ts";

/** Imported order histories, newest first; those that are being read before all others. */
export async function listDatasets(ctx: Context): Promise<DatasetView[]> {
  const whole = await ctx.store.read.datasets.list(ctx.workspace.id);
  return [...ctx.imports.list().map(underWayView), ...(await Promise.all(whole.map((one) => datasetView(ctx, one))))];
}

/** Orders of a data set by time: examples to try a flow on. Throws `dataset_not_found`. */
export async function listDatasetOrders(ctx: Context, id: string, page: PageRequest): Promise<Page<Order>> {
  const dataset = await findDataset(ctx, id);
  const [at, rowNo] = (page.cursor ?? "").split("_").map(Number);
  const after = at === undefined || rowNo === undefined ? null : { at, rowNo };
  const rows = await ctx.store.read.datasets.rowsAfter(ctx.workspace.id, dataset.id, after, { limit: page.limit + 1 });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > page.limit && last !== undefined ? `${last.at}_${last.rowNo}` : null;
  return { items: shown.map(({ order }) => order), nextCursor };
}

/** Rows of an import that could not be read, with the reasons. Throws `dataset_not_found`. */
export async function listDatasetProblems(ctx: Context, id: string, page: PageRequest): Promise<Page<DatasetProblem>> {
  const dataset = await findDataset(ctx, id);
  return ctx.store.read.datasets.problems(ctx.workspace.id, dataset.id, page);
}
