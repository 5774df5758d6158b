import { transact } from "@switchyard/store";
import { clearBehind } from "../history/clear-rows.ts";
import { Refusal } from "../refusal/refusal.ts";
import { removeColumns } from "../replay/column-files.ts";
import type { Context } from "../runtime/context.ts";
import { type DatasetView, datasetView, findDataset } from "./datasets.ts";
import { act } from "./journal-act.ts";

/** Throws `dataset_not_found`. */
export async function renameDataset(
  ctx: Context,
  id: string,
  about: { name?: string | undefined; note?: string | undefined },
): Promise<DatasetView> {
  const { name, note } = about;
  const set = { ...(name === undefined ? {} : { name }), ...(note === undefined ? {} : { note }) };
  if (Object.keys(set).length > 0) await transact(ctx.store, (tx) => tx.datasets.rename(ctx.workspace.id, id, set));
  return datasetView(ctx, await findDataset(ctx, id));
}

/** Ends an import, or takes a data set off the list; its rows go behind. Throws `dataset_not_found`, `dataset_in_use`. */
export async function removeDataset(ctx: Context, id: string): Promise<{ id: string }> {
  if (ctx.imports.cancel(id)) return { id };
  const { name, total, hash } = await findDataset(ctx, id);
  const running = await ctx.store.read.replays.unfinished(ctx.workspace.id);
  if (running.some(({ dataset }) => dataset === id)) throw new Refusal("dataset_in_use");
  await transact(ctx.store, async (tx) => {
    await tx.datasets.remove(ctx.workspace.id, id);
    await tx.append(ctx.workspace.id, [act(ctx, "dataset_removed", { dataset: id, name, total, hash })]);
  });
  removeColumns(ctx.store.location, ctx.workspace.id, id);
  clearBehind(ctx, "datasets", id);
  return { id };
}
