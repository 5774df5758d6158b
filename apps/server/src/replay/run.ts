/** Runs a replay's history through the sandbox, reporting as it goes. Shared by a child process and the command line. */
import { createHash } from "node:crypto";
import { type Decision, type PreparedPrograms, prepare } from "@switchyard/engine";
import { createReplay, createSweep, type Difference, type SideName } from "@switchyard/sandbox";
import type { StoreReader } from "@switchyard/store";
import { readChunks } from "./chunks.ts";
import { readHistory } from "./history.ts";
import type { ReplayJob, ReplayProgress } from "./message.ts";
import type { ReplayResult } from "./spec.ts";

/** Differences that are kept one by one. */
export const MOST_STORED = 100_000;
const REPORT_EVERY_MS = 100;

export interface RunHooks {
  /** The history goes on when it settles. */
  report(progress: ReplayProgress): Promise<void>;
  onDecision?: (side: SideName, decision: Decision) => void;
}

export async function runReplay(reader: StoreReader, job: ReplayJob, hooks: RunHooks): Promise<void> {
  const hash = createHash("sha256");
  const found: Difference[] = [];
  let stored = 0;
  let isFocusKnown = false;
  const onDifference = (difference: Difference) => {
    hash.update(JSON.stringify(difference));
    if (difference.order === job.focus) isFocusKnown = true;
    if (stored >= MOST_STORED) return;
    stored += 1;
    found.push(difference);
  };
  const run = job.variants === null ? replayOf(job, hooks, onDifference) : sweepOf(job, job.variants);
  let processed = 0;
  let span: Pick<ReplayResult, "firstAt" | "lastAt"> = { firstAt: null, lastAt: null };
  const result = (): ReplayResult => ({ ...span, ...run.figures(), stored });
  let reportedAt = performance.now();
  const report = async (isLast: boolean) => {
    const now = result();
    const digest = isLast ? hash.update(JSON.stringify(now)).digest("hex") : null;
    await hooks.report({ processed, result: now, differences: found.splice(0), digest });
    reportedAt = performance.now();
  };

  const reportInTime = async () => {
    if (performance.now() - reportedAt >= REPORT_EVERY_MS) await report(false);
  };
  const { takeChunk } = run;
  if (takeChunk !== null && job.focus === null) {
    for await (const { chunk, news, events, firstAt, lastAt } of readChunks(reader, job.location, job.source)) {
      takeChunk(chunk, news);
      processed += events;
      span = { firstAt: span.firstAt ?? firstAt, lastAt };
      await reportInTime();
    }
  } else {
    for await (const piece of readHistory(reader, job.source)) {
      for (const { event, following } of piece) {
        run.take(event, following);
        processed += 1;
        span = { firstAt: span.firstAt ?? event.at, lastAt: event.at };
        if (isFocusKnown) break;
      }
      if (isFocusKnown) break;
      await reportInTime();
    }
  }
  if (!isFocusKnown && span.lastAt !== null) run.finish(endOf(job, span.lastAt));
  await report(true);
}

/** A span that ends later than its last event says that nothing else happened until then. */
const endOf = ({ source: { to } }: ReplayJob, lastAt: number) => (to === undefined ? lastAt : Math.max(lastAt, to - 1));

function replayOf(job: ReplayJob, { onDecision }: RunHooks, onDifference: (difference: Difference) => void) {
  const { flow, edges, settings, after, before, looks } = job;
  const replay = createReplay({
    ...{ flow, edges, looks, onDifference, onDecision },
    after: prepare(after, settings),
    before: before === null ? null : prepare(before, settings, { trace: job.focus !== null }),
  });
  const { take, takeChunk, finish } = replay;
  return { take, takeChunk, finish, figures: () => ({ figures: replay.figures(), sweep: null }) };
}

function sweepOf({ after, settings, looks }: ReplayJob, variants: readonly ReplayJob["after"][number][]) {
  const prepared = variants.map((variant): PreparedPrograms => {
    const programs = after.map((program) => (program.flow === variant.flow ? variant : program));
    return prepare(programs, settings, { trace: false });
  });
  const sweep = createSweep(prepared, { looks });
  return {
    take: sweep.take,
    takeChunk: null,
    finish: sweep.finish,
    figures: () => ({ figures: null, sweep: sweep.figures() }),
  };
}
