import { rmSync } from "node:fs";
import type { Text } from "@switchyard/orders";
import { type Dataset, type DatasetFormat, type FieldMapping, openRowGroups, transact } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import { importOrders } from "../history/import-orders.ts";
import { clearRows, type ImportAbout, ImportCancelled, type OnRead } from "../history/imports.ts";
import { suggestFor } from "../history/kept-mapping.ts";
import { type FileEvent, type FileRow, type HistoryFile, readHistoryFile } from "../history/read-file.ts";
import { readHistoryOrders } from "../history/read-orders.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { type DatasetView, datasetView, underWayView } from "./datasets.ts";
import { act } from "./journal-act.ts";

export interface ImportInput {
  /** By default a new one. */
  id?: string;
  name: string;
  /** By default the suggested one (tables), or the canonical names themselves (NDJSON). */
  mapping?: FieldMapping | undefined;
  /** Where it came from and under what licence. */
  note?: string | undefined;
  /** The source of rows that name none. */
  source?: string | undefined;
}

/** The source of rows where nobody names one. */
export const NO_SOURCE = "import";

/** Imports a text of recorded orders, and waits for its end. Throws `invalid_file`. */
export async function importDataset(
  ctx: Context,
  { format, text, ...input }: ImportInput & { format: DatasetFormat; text: string },
): Promise<DatasetView> {
  const file = await ctx.uploads.keep(new Blob([text]).stream(), { workspace: ctx.workspace.id, name: "", format });
  ctx.uploads.take(ctx.workspace.id, file.id);
  return datasetView(ctx, await importFile(ctx, file, { ...input, id: input.id ?? ctx.newId("set") }));
}

/** Imports an uploaded file; answers at once, the list of data sets tells how far it is. Throws `upload_not_found`. */
export function importUpload(ctx: Context, upload: string, input: ImportInput): DatasetView {
  const file = ctx.uploads.take(ctx.workspace.id, upload);
  const id = ctx.newId("set");
  const note = input.note ?? file.name;
  importFile(ctx, file, { ...input, id, note }, whyOf).catch((cause: unknown) => {
    if (!(cause instanceof ImportCancelled)) ctx.log.error("a data set was not imported", { error: errorName(cause) });
  });
  const underWay = ctx.imports.get(id);
  if (underWay === null) throw new Error("an import is under way from its first moment");
  return underWayView(underWay);
}

/** As its owner calls it; a text that came with the request has no name. */
type NamedFile = HistoryFile & { name: string };

/** Bad rows are kept with their reasons; nothing is dropped silently. The file is taken away in any case. */
async function importFile(
  ctx: Context,
  file: NamedFile,
  input: ImportInput & { id: string },
  whyOf?: (cause: unknown) => Text,
): Promise<Dataset> {
  const { id, name, note = null } = input;
  const about = { id, name, format: file.format, note, createdAt: ctx.clock.now() };
  const work = async (onRead: OnRead) => {
    try {
      return await readDataset(ctx, file, { ...input, about, onRead });
    } catch (cause) {
      await clearRows(ctx, id);
      throw cause;
    }
  };
  try {
    return await ctx.imports.run(about, work, whyOf);
  } finally {
    rmSync(file.path, { force: true });
  }
}

async function readDataset(
  ctx: Context,
  file: NamedFile,
  { about, onRead, ...input }: ImportInput & { about: ImportAbout; onRead: OnRead },
): Promise<Dataset> {
  const { source = NO_SOURCE } = input;
  const events = readHistoryFile(file);
  const columns = await readColumns(events);
  const mapping = input.mapping ?? (await suggestFor(ctx, file.format, columns)).used;
  const { settings } = ctx.workspace;
  const context = { settings, source, now: about.createdAt, mapping, columns };
  const orders = readHistoryOrders(counted(rowsOf(events), onRead), context, () => openRowGroups(`${file.path}.rows`));
  const found = await importOrders(ctx, about.id, orders, () => onRead());
  const dataset: Dataset = { ...about, mapping, ...found };
  const { good, bad, hash } = dataset;
  const entry = act(ctx, "dataset_imported", { dataset: about.id, name: about.name, file: file.name, good, bad, hash });
  await transact(ctx.store, async (tx) => {
    await tx.datasets.create(ctx.workspace.id, dataset);
    await tx.append(ctx.workspace.id, [entry]);
  });
  ctx.log.info("data set imported", { dataset: about.id, count: dataset.good });
  return dataset;
}

/** The first event of a file. */
export async function readColumns(events: AsyncGenerator<FileEvent>): Promise<string[]> {
  const { value } = await events.next();
  return value?.type === "columns" ? value.columns : [];
}
export async function* rowsOf(events: AsyncIterable<FileEvent>): AsyncGenerator<FileRow[]> {
  for await (const event of events) if (event.type === "rows") yield event.rows;
}

async function* counted(batches: AsyncIterable<FileRow[]>, onRead: OnRead): AsyncGenerator<FileRow[]> {
  let count = 0;
  for await (const rows of batches) {
    count += rows.length;
    onRead(count);
    yield rows;
  }
}

/** The reason where it is the file's. */
function whyOf(cause: unknown): Text {
  const [problem] = cause instanceof Refusal ? (cause.details.problems ?? []) : [];
  return problem?.message ?? { zh: "导入时出错，已记录", en: "The import went wrong; it was recorded" };
}
