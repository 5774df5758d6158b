/** Recorded orders read through in pieces: an imported data set by time, or the workspace's own journal. */
import type { Order } from "@switchyard/orders";
import type { StoreReader, TimeSpan } from "@switchyard/store";
import type { RecordedOrder } from "./tally.ts";

export interface HistorySource extends TimeSpan {
  workspace: string;
  /** Null: the orders that this workspace received itself. */
  dataset: string | null;
}

const PIECE = 1000;
const RECEIVED = ["order_received", "order_updated"];

export function countHistory(reader: StoreReader, { workspace, dataset, from, to }: HistorySource): Promise<number> {
  if (dataset !== null) return reader.datasets.count(workspace, dataset, { from, to });
  return reader.journal.count(workspace, { types: RECEIVED, from, to });
}

export async function* readHistory(reader: StoreReader, source: HistorySource): AsyncGenerator<RecordedOrder[]> {
  const { workspace, dataset, from, to } = source;
  if (dataset === null) {
    yield* readJournal(reader, source);
    return;
  }
  for (let after: { at: number; rowNo: number } | null = null; ; ) {
    const rows = await reader.datasets.rowsAfter(workspace, dataset, after, { from, to, limit: PIECE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = { at: last.at, rowNo: last.rowNo };
  }
}

async function* readJournal(
  reader: StoreReader,
  { workspace, from, to }: HistorySource,
): AsyncGenerator<RecordedOrder[]> {
  for (let position = 0; ; ) {
    const entries = await reader.journal.after(workspace, position, { types: RECEIVED, from, to, limit: PIECE });
    const last = entries.at(-1);
    if (last === undefined) return;
    yield entries.map(({ at, data }) => {
      const said = JSON.parse(data) as { order: Order; changed?: string[] };
      return { at, order: said.order, ...(said.changed === undefined ? {} : { changed: said.changed }) };
    });
    position = last.position;
  }
}
