/** A replay's thread: reads history through a reader of its own and reports what it counted. Nothing leaves it but counts. */
import { parentPort, workerData } from "node:worker_threads";
import { prepare } from "@switchyard/engine";
import { openSqliteReader } from "@switchyard/store";
import { readHistory } from "./history.ts";
import type { ReplayJob, ReplayProgress } from "./message.ts";
import { createTally } from "./tally.ts";

const REPORT_EVERY_MS = 100;
/** Orders between two looks at the request to end. */
const STRIDE = 250;

async function run(job: ReplayJob): Promise<void> {
  const cancelled = new Int32Array(job.cancel);
  const reader = await openSqliteReader(job.location);
  const tally = createTally({
    flow: job.flow,
    edges: job.edges,
    candidate: prepare(job.candidate, job.settings),
    baseline: job.baseline === null ? null : prepare(job.baseline, job.settings, { trace: false }),
    updates: job.source.dataset === null,
  });
  let processed = 0;
  let reportedAt = performance.now();
  const report = (end: ReplayProgress["end"]) => {
    const progress: ReplayProgress = { processed, result: tally.result(), end };
    parentPort?.postMessage(progress);
    reportedAt = performance.now();
  };
  const isCancelled = () => Atomics.load(cancelled, 0) !== 0;

  for await (const piece of readHistory(reader, job.source)) {
    for (const record of piece) {
      tally.take(record);
      processed += 1;
      if (processed % STRIDE === 0 && isCancelled()) break;
    }
    if (isCancelled()) break;
    if (performance.now() - reportedAt >= REPORT_EVERY_MS) report(null);
  }
  await reader.close();
  report(isCancelled() ? "cancelled" : "done");
}

await run(workerData as ReplayJob);
