/** What the datasets' verbs share. */
import { DEFAULT_STATE_MACHINE, openStates, type StateMachine, stateNamed, type Text } from "@switchyard/orders";
import type { Dataset } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type Job, whyFailed } from "../runtime/jobs.ts";

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
  /** Its orders still hold the states in which they ended: a replay takes them as over. It was imported before core rules 7. */
  ended: boolean;
  created_at: number;
}

/** Its oldest orders tell: so many of a file's are over long since. */
const LOOKED_AT = 50;
/** What was imported does not change. By the machine of states, which may. */
const looked = new WeakMap<StateMachine, Map<string, boolean>>();

/** An import of today takes away the state in which an order ended; earlier ones kept it where the file had no times. */
async function holdsEnded({ store, workspace }: Context, { id }: Dataset): Promise<boolean> {
  const machine = workspace.settings.states ?? DEFAULT_STATE_MACHINE;
  const known = looked.get(machine) ?? new Map<string, boolean>();
  looked.set(machine, known);
  const name = JSON.stringify([workspace.id, id]);
  const found = known.get(name);
  if (found !== undefined) return found;
  const open = openStates(machine);
  const rows = await store.read.datasets.rowsAfter(workspace.id, id, null, { limit: LOOKED_AT });
  const holds = rows.some(({ order: { status } }) => {
    const state = status === undefined ? undefined : stateNamed(machine, status);
    return state !== undefined && !open.has(state.id);
  });
  known.set(name, holds);
  return holds;
}

export async function datasetView(ctx: Context, dataset: Dataset): Promise<DatasetView> {
  return { ...whole(dataset), ended: await holdsEnded(ctx, dataset) };
}

const whole = (dataset: Dataset): Omit<DatasetView, "ended"> => ({
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

/** A data set that is not whole yet. */
export interface DatasetUnderWay extends Pick<Dataset, "name" | "format" | "note" | "createdAt"> {
  /** Rows that were read so far. */
  read: number;
}
const WENT_WRONG = { zh: "导入时出错，已记录", en: "The import went wrong; it was recorded" };
export function underWayView({ id, about, ...job }: Job<DatasetUnderWay, Dataset>): DatasetView {
  const { name, format, note, createdAt, read } = about;
  const failed = whyFailed(job, WENT_WRONG);
  return {
    ...{ id, name, format, note, status: failed === null ? "importing" : "failed", failed, total: read },
    ...{ good: 0, bad: 0, first_at: null, last_at: null, hash: null, mapping: null, ended: false },
    created_at: createdAt,
  };
}

export async function findDataset(ctx: Context, id: string): Promise<Dataset> {
  const dataset = await ctx.store.read.datasets.get(ctx.workspace.id, id);
  if (dataset === null) throw new Refusal("dataset_not_found");
  return dataset;
}

/** As `GET /datasets/:id` shows it, also while it is read. Throws `dataset_not_found`. */
export async function getDataset(ctx: Context, id: string): Promise<DatasetView> {
  const underWay = ctx.imports.get(id);
  return underWay === null ? datasetView(ctx, await findDataset(ctx, id)) : underWayView(underWay);
}
