/** A replay's thread: reads history through a reader of its own and reports what it found. Nothing else leaves it. */
import { parentPort, workerData } from "node:worker_threads";
import { openSqliteReader } from "@switchyard/store";
import type { FocusResult, ReplayJob } from "./message.ts";
import { forbidEffects } from "./no-effects.ts";
import { runReplay } from "./run.ts";

forbidEffects();
const job = workerData as ReplayJob;
const cancelled = new Int32Array(job.cancel);
const reader = await openSqliteReader(job.location);
const focus: FocusResult = { decisions: [] };
await runReplay(reader, job, {
  isCancelled: () => Atomics.load(cancelled, 0) !== 0,
  report: (progress) => {
    if (job.focus === null) parentPort?.postMessage(progress);
  },
  ...(job.focus === null
    ? {}
    : {
        onDecision: (side, decision) => {
          if (decision.order === job.focus) focus.decisions.push({ side, decision });
        },
      }),
});
await reader.close();
if (job.focus !== null) parentPort?.postMessage(focus);
