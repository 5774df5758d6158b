import { type Dataset, type DatasetFormat, type FieldMapping, openRowGroups, transact } from "@switchyard/store";
import { clearRows } from "../history/clear-rows.ts";
import { importOrders } from "../history/import-orders.ts";
import { suggestFor } from "../history/kept-mapping.ts";
import { FILE_LIMITS, type FileEvent, type FileRow, readHistoryFile } from "../history/read-file.ts";
import { readHistoryOrders } from "../history/read-orders.ts";
import type { Upload } from "../history/uploads.ts";
import type { Context } from "../runtime/context.ts";
import { type DatasetUnderWay, type DatasetView, datasetView, underWayView } from "./datasets.ts";
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

/** Is told how many rows were read; throws to end the import. */
type OnRead = (count?: number) => void;

/** The source of rows where nobody names one. */
export const NO_SOURCE = "import";

/** Imports a text of recorded orders, and waits for its end. Throws `invalid_file`. */
export async function importDataset(
  ctx: Context,
  { format, text, ...input }: ImportInput & { format: DatasetFormat; text: string },
): Promise<DatasetView> {
  const about = { workspace: ctx.workspace.id, name: "", format, limit: FILE_LIMITS[format] };
  const file = await ctx.uploads.keep(new Response(text), about);
  const { id, whole } = beginImport(ctx, file, input);
  try {
    return await datasetView(ctx, await whole);
  } finally {
    // Whoever waited knows why it failed.
    ctx.imports.cancel(id);
  }
}

/** Imports an uploaded file; answers at once, the list of data sets tells how far it is. Throws `upload_not_found`, `overloaded`. */
export function importUpload(ctx: Context, upload: string, input: ImportInput): DatasetView {
  const file = ctx.uploads.find(ctx.workspace.id, upload);
  const { id } = beginImport(ctx, file, { ...input, note: input.note ?? file.name });
  const underWay = ctx.imports.get(id);
  if (underWay === null) throw new Error("an import is under way from its first moment");
  return underWayView(underWay);
}

/** Bad rows are kept with their reasons; nothing is dropped silently. */
function beginImport(ctx: Context, file: Upload, input: ImportInput): { id: string; whole: Promise<Dataset> } {
  ctx.imports.room();
  const { id = ctx.newId("set"), name, note = null } = input;
  const about = { name, format: file.format, note, createdAt: ctx.clock.now() };
  const work = async (onRead: OnRead) => {
    try {
      return await readDataset(ctx, file, { ...input, about: { id, ...about }, onRead });
    } catch (cause) {
      await clearRows(ctx, "datasets", id);
      throw cause;
    }
  };
  const whole = ctx.uploads.use(file, () =>
    ctx.imports.begin(id, { ...about, read: 0 }, ({ tell }) =>
      work((read) => tell(read === undefined ? {} : { read })),
    ),
  );
  // Whoever does not wait finds out by the list.
  whole.catch(() => undefined);
  return { id, whole };
}

async function readDataset(
  ctx: Context,
  file: Upload,
  { about, onRead, ...input }: ImportInput & { about: Omit<DatasetUnderWay, "read"> & { id: string }; onRead: OnRead },
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
