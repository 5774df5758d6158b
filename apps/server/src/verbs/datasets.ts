/** What the datasets' verbs share. */
import type { Text } from "@switchyard/orders";
import type { Dataset } from "@switchyard/store";
import type { ImportUnderWay } from "../history/imports.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";

export interface DatasetView {
  id: string;
  name: string;
  format: Dataset["format"];
  /** Where it came from. */
  note: string | null;
  status: "importing" | "ready" | "failed";
  /** Why it was not imported. */
  failed: Text | null;
  /** Orders; while it is read, the rows that were read so far. */
  total: number;
  good: number;
  bad: number;
  first_at: number | null;
  last_at: number | null;
  /** SHA-256 of all orders and what happened to them; null while it is read. */
  hash: string | null;
  mapping: Dataset["mapping"];
  created_at: number;
}

export const datasetView = (dataset: Dataset): DatasetView => ({
  id: dataset.id,
  name: dataset.name,
  format: dataset.format,
  note: dataset.note,
  status: "ready",
  failed: null,
  total: dataset.total,
  good: dataset.good,
  bad: dataset.bad,
  first_at: dataset.firstAt,
  last_at: dataset.lastAt,
  hash: dataset.hash,
  mapping: dataset.mapping,
  created_at: dataset.createdAt,
});

export const underWayView = ({ id, name, format, note, createdAt, read, failed }: ImportUnderWay): DatasetView => ({
  ...{ id, name, format, note, status: failed === null ? "importing" : "failed", failed, total: read, good: 0, bad: 0 },
  ...{ first_at: null, last_at: null, hash: null, mapping: null, created_at: createdAt },
});

export async function findDataset(ctx: Context, id: string): Promise<Dataset> {
  const dataset = await ctx.store.read.datasets.get(ctx.workspace.id, id);
  if (dataset === null) throw new Refusal("dataset_not_found");
  return dataset;
}

/** As `GET /datasets/:id` shows it, also while it is read. Throws `dataset_not_found`. */
export async function getDataset(ctx: Context, id: string): Promise<DatasetView> {
  const underWay = ctx.imports.get(id);
  return underWay === null ? datasetView(await findDataset(ctx, id)) : underWayView(underWay);
}
