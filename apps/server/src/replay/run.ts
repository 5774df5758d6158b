/** Runs a replay's history, or a share of it, through the sandbox, reporting as it goes. */
import { type Decision, type PreparedPrograms, prepare } from "@switchyard/engine";
import { createReplay, createSweep, type Difference, type NamedOrder, type SideName } from "@switchyard/sandbox";
import type { HistoryReader } from "@switchyard/store";
import { canBeShared, readChunks } from "./chunks.ts";
import { MOST_STORED } from "./collect.ts";
import { NOTHING_HASHED, withDifference } from "./difference-hash.ts";
import { readHistory } from "./history.ts";
import type { ReplayJob, ReplayMessage, ReplayProgress, Share, Stretch } from "./message.ts";

const REPORT_EVERY_MS = 100;

export interface RunHooks {
  /** The history goes on when it settles. */
  report(message: ReplayMessage): Promise<void>;
  onDecision?: (side: SideName, decision: Decision) => void;
  onPassed?: (order: NamedOrder) => void;
}

export async function runReplay(reader: HistoryReader, job: ReplayJob, hooks: RunHooks): Promise<void> {
  const found = new Found(job.focus);
  const run = job.variants === null ? replayOf(job, hooks, found) : sweepOf(job, job.variants);
  const share = await shareOf(reader, job, run.apart);
  if (share !== null) found.stepBy(share);
  if (share !== null && !job.share) await hooks.report({ kind: "shares", of: share.of });
  let processed = 0;
  let span: Pick<ReplayProgress["result"], "firstAt" | "lastAt"> = { firstAt: null, lastAt: null };
  // The first figures go out as soon as there are any.
  let reportedAt = Number.NEGATIVE_INFINITY;
  const report = async (isLast: boolean) => {
    if (share === null) found.close();
    const result = { ...span, ...run.figures() };
    await hooks.report({ kind: "progress", processed, result, stretches: found.stretches.splice(0), isLast });
    reportedAt = performance.now();
  };
  const reportInTime = async () => {
    if (performance.now() - reportedAt >= REPORT_EVERY_MS) await report(false);
  };
  // Where columns decide nothing, gathering them would only keep the first figures waiting.
  if (run.byEvent === null && job.focus === null) {
    for await (const { place, chunk, news, ...told } of readChunks(reader, job.location, job.source, share)) {
      const before = processed;
      span = { firstAt: span.firstAt ?? told.firstAt, lastAt: span.lastAt };
      if (share !== null) found.closeUntil(place);
      for (const done of run.inPieces(chunk, news)) {
        processed = before + Math.min(done, told.events);
        await reportInTime();
      }
      if (share !== null) found.close();
      // An order that waits for something would be told of in its own time only by one process.
      if (share !== null && run.open() > 0) return await hooks.report({ kind: "together" });
      processed = before + told.events;
      span = { firstAt: span.firstAt, lastAt: told.lastAt };
      await reportInTime();
    }
  } else {
    for await (const piece of readHistory(reader, job.source)) {
      for (const { event, following } of piece) {
        run.take(event, following);
        processed += 1;
        span = { firstAt: span.firstAt ?? event.at, lastAt: event.at };
        if (found.isFocusKnown) break;
      }
      if (found.isFocusKnown) break;
      await reportInTime();
    }
  }
  if (!found.isFocusKnown && span.lastAt !== null) run.finish(endOf(job, span.lastAt));
  await report(true);
}

/** Differences since the last report, stretch by stretch. */
class Found {
  isFocusKnown = false;
  readonly stretches: Stretch[] = [];
  #stretch: Stretch = { place: 0, differences: [], hashed: NOTHING_HASHED };
  #step = 1;
  #kept = 0;
  #passed = 0;
  readonly #focus: ReplayJob["focus"];
  readonly #order: string | null;

  constructor(focus: ReplayJob["focus"]) {
    this.#focus = focus;
    this.#order = focus !== null && "order" in focus ? focus.order : null;
  }

  /** An order left by the port in focus. */
  pass(order: NamedOrder, tell: RunHooks["onPassed"]): void {
    if (this.#focus === null || "order" in this.#focus || this.isFocusKnown) return;
    const { skip, most } = this.#focus;
    if (this.#passed >= skip) tell?.(order);
    this.#passed += 1;
    this.isFocusKnown = this.#passed >= skip + most;
  }

  readonly add = (difference: Difference): void => {
    this.#stretch.hashed = withDifference(this.#stretch.hashed, difference);
    if (difference.order === this.#order) this.isFocusKnown = true;
    if (this.#kept >= MOST_STORED) return;
    this.#kept += 1;
    this.#stretch.differences.push(difference);
  };

  /** Stretches are the chunks of a share. */
  stepBy({ part, of }: Share): void {
    this.#stretch.place = part;
    this.#step = of;
  }
  close(): void {
    this.stretches.push(this.#stretch);
    this.#stretch = { place: this.#stretch.place + this.#step, differences: [], hashed: NOTHING_HASHED };
  }
  /** Chunks that nobody wanted have no differences. */
  closeUntil(place: number): void {
    while (this.#stretch.place < place) this.close();
  }
}

/** The share that this process runs; null: all of it. */
async function shareOf(reader: HistoryReader, job: ReplayJob, apart: boolean): Promise<Share | null> {
  const { share = null, most = 1, focus } = job;
  if (share !== null) return share;
  if (most < 2 || focus !== null || !apart || !(await canBeShared(reader, job.location, job.source))) return null;
  return { part: 0, of: most };
}

/** A span that ends later than its last event says that nothing else happened until then. */
const endOf = ({ source: { to } }: ReplayJob, lastAt: number) => (to === undefined ? lastAt : Math.max(lastAt, to - 1));

function replayOf(job: ReplayJob, { onDecision, onPassed }: RunHooks, found: Found) {
  const { flow, edges, settings, after, before, looks, focus } = job;
  const port = focus === null || "order" in focus ? null : focus;
  const replay = createReplay({
    ...{ flow, edges, looks, onDifference: found.add, onDecision },
    ...(port === null ? {} : { onPassed: { ...port, tell: (order: NamedOrder) => found.pass(order, onPassed) } }),
    after: prepare(after, settings),
    before: before === null ? null : prepare(before, settings, { trace: job.focus !== null }),
  });
  const { take, inPieces, byEvent, finish, apart } = replay;
  return {
    ...{ take, inPieces, byEvent, finish, apart },
    open: () => replay.open,
    figures: () => ({ figures: replay.figures(), sweep: null }),
  };
}

function sweepOf({ after, settings, looks }: ReplayJob, variants: readonly ReplayJob["after"][number][]) {
  const prepared = variants.map((variant): PreparedPrograms => {
    const programs = after.map((program) => (program.flow === variant.flow ? variant : program));
    return prepare(programs, settings, { trace: false });
  });
  const sweep = createSweep(prepared, { looks });
  const { take, inPieces, byEvent, finish, apart } = sweep;
  return {
    ...{ take, inPieces, byEvent, finish, apart },
    open: () => sweep.open,
    figures: () => ({ figures: null, sweep: sweep.figures() }),
  };
}
