/** Orders of a file → rows, events and problems of a data set, written in batches that take their turn behind live orders. */
import { createHash } from "node:crypto";
import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { eventsOf } from "@switchyard/sandbox";
import { type Dataset, type DatasetEvent, type DatasetProblem, type DatasetRow, transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import type { HistoryOrder } from "./read-orders.ts";

/** What is found out while the orders go by. */
export type Imported = Pick<Dataset, "total" | "good" | "bad" | "firstAt" | "lastAt" | "hash">;

/** Rows of one transaction: others wait for it some milliseconds. */
const BATCH = 500;

/** `check` is called before each batch; it throws to end the import. */
export async function importOrders(
  ctx: Context,
  id: string,
  orders: AsyncIterable<readonly HistoryOrder[]>,
  check: () => void,
): Promise<Imported> {
  const machine = ctx.workspace.settings.states ?? DEFAULT_STATE_MACHINE;
  const hash = createHash("sha256");
  let [good, bad, seq] = [0, 0, 0];
  let span: Pick<Imported, "firstAt" | "lastAt"> = { firstAt: null, lastAt: null };
  let rows: DatasetRow[] = [];
  let events: DatasetEvent[] = [];
  let problems: DatasetProblem[] = [];
  const write = async () => {
    const batch = { rows, events, problems };
    [rows, events, problems] = [[], [], []];
    check();
    await transact(ctx.store, async (tx) => {
      await tx.datasets.addRows(ctx.workspace.id, id, batch.rows);
      await tx.datasets.addEvents(ctx.workspace.id, id, batch.events);
      await tx.datasets.addProblems(ctx.workspace.id, id, batch.problems);
    });
    await nextTurn();
  };
  for await (const some of orders) {
    for (const { row, text, read } of some) {
      if (!read.ok) {
        bad += 1;
        problems.push({ rowNo: row, text, problems: read.problems });
        continue;
      }
      good += 1;
      const recorded = eventsOf({ ...read.order, id: `${id}-${row}` }, read.moments, machine);
      rows.push({ rowNo: row, at: read.at, order: recorded.received, events: recorded.events.length });
      for (const event of recorded.events) {
        events.push({ at: event.at, seq, event });
        seq += 1;
      }
      // Without the set's own id: the same file has the same hash in every house.
      hash.update(JSON.stringify([read.order, read.moments]));
      span = { firstAt: Math.min(span.firstAt ?? read.at, read.at), lastAt: Math.max(span.lastAt ?? read.at, read.at) };
    }
    if (rows.length + problems.length >= BATCH) await write();
  }
  await write();
  return { total: good + bad, good, bad, ...span, hash: hash.digest("hex") };
}
