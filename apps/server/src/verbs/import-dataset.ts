import { createHash } from "node:crypto";
import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { eventsOf } from "@switchyard/sandbox";
import type { Dataset, DatasetEvent, DatasetProblem, DatasetRow, FieldMapping } from "@switchyard/store";
import { transact } from "@switchyard/store";
import { suggestMapping } from "../history/columns.ts";
import { readHistoryOrders } from "../history/read-orders.ts";
import { readTable, type TextFormat } from "../history/rows.ts";
import type { Context } from "../runtime/context.ts";
import { type DatasetView, datasetView } from "./datasets.ts";

export interface ImportInput {
  /** By default a new one. */
  id?: string;
  name: string;
  format: TextFormat;
  text: string;
  /** By default the suggested one (CSV), or the canonical names themselves (NDJSON). */
  mapping?: FieldMapping | undefined;
  /** Where it came from and under what licence. */
  note?: string | undefined;
  /** The source of rows that name none. */
  source?: string | undefined;
}

/** Orders between two breaths: other requests are answered while a large file is read. */
const BREATH = 500;

/** Imports a file of recorded orders. Bad rows are kept with their reasons; nothing is dropped silently. */
export async function importDataset(ctx: Context, input: ImportInput): Promise<DatasetView> {
  const id = input.id ?? ctx.newId("set");
  const createdAt = ctx.clock.now();
  const table = readTable(input.format, input.text);
  const mapping = input.mapping ?? (input.format === "csv" ? suggestMapping(table.columns) : null);
  const { settings } = ctx.workspace;
  const source = input.source ?? "import";
  const rows: DatasetRow[] = [];
  const events: DatasetEvent[] = [];
  const problems: DatasetProblem[] = [];
  const machine = settings.states ?? DEFAULT_STATE_MACHINE;
  const hash = createHash("sha256");
  let span: { firstAt: number | null; lastAt: number | null } = { firstAt: null, lastAt: null };
  for (const { row, text, read } of readHistoryOrders(table, { settings, source, now: createdAt, mapping })) {
    if (read.ok) {
      const recorded = eventsOf({ ...read.order, id: `${id}-${row}` }, read.moments, machine);
      rows.push({ rowNo: row, at: read.at, order: recorded.received, events: recorded.events.length });
      for (const event of recorded.events) events.push({ at: event.at, seq: events.length, event });
      // Without the set's own id: the same file has the same hash in every house.
      hash.update(JSON.stringify([read.order, read.moments]));
      span = { firstAt: Math.min(span.firstAt ?? read.at, read.at), lastAt: Math.max(span.lastAt ?? read.at, read.at) };
    } else problems.push({ rowNo: row, text, problems: read.problems });
    if ((rows.length + problems.length) % BREATH === 0) await breath();
  }
  const counts = { total: rows.length + problems.length, good: rows.length, bad: problems.length };
  const about = { id, name: input.name, format: input.format, note: input.note ?? null, mapping };
  const dataset: Dataset = { ...about, ...counts, ...span, hash: hash.digest("hex"), createdAt };
  await transact(ctx.store, async (tx) => {
    await tx.datasets.create(ctx.workspace.id, dataset);
    await tx.datasets.addRows(ctx.workspace.id, id, rows);
    await tx.datasets.addEvents(ctx.workspace.id, id, events);
    await tx.datasets.addProblems(ctx.workspace.id, id, problems);
  });
  ctx.log.info("data set imported", { dataset: id, count: dataset.good });
  return datasetView(dataset);
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));
