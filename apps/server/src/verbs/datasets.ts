/** What the datasets' verbs share. */
import type { Dataset } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";

export interface DatasetView {
  id: string;
  name: string;
  format: Dataset["format"];
  note: string | null;
  total: number;
  good: number;
  bad: number;
  first_at: number | null;
  last_at: number | null;
  created_at: number;
}

export const datasetView = (dataset: Dataset): DatasetView => ({
  id: dataset.id,
  name: dataset.name,
  format: dataset.format,
  note: dataset.note,
  total: dataset.total,
  good: dataset.good,
  bad: dataset.bad,
  first_at: dataset.firstAt,
  last_at: dataset.lastAt,
  created_at: dataset.createdAt,
});

export async function findDataset(ctx: Context, id: string): Promise<Dataset> {
  const dataset = await ctx.store.read.datasets.get(ctx.workspace.id, id);
  if (dataset === null) throw new Refusal("dataset_not_found");
  return dataset;
}
