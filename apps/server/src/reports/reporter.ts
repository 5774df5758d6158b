/**
 * Makes the reports whose turn has come. A turn is over with the transaction that keeps its report: each once, whatever stops in
 * between. Of several turns that a process was down the last is made.
 */
import { errorName } from "../error-name.ts";
import type { Context } from "../runtime/context.ts";
import { sendReport } from "./send-report.ts";
import { turnAfter, turnBefore } from "./turns.ts";

export interface Reporter {
  start(): void;
  /** Makes what is due now, if anything is. */
  turn(): Promise<void>;
  stop(): Promise<void>;
}

/** A machine sleeps, its clock is set and schedules are changed while a timeout counts on. */
const [SHORTEST_WAIT, LONGEST_WAIT] = [1000, 60_000];

export function createReporter(ctx: Context): Reporter {
  const { store, workspace, clock, log } = ctx;
  const stopping = new AbortController();
  let handle: NodeJS.Timeout | null = null;
  let last: Promise<void> = Promise.resolve();

  const enabled = () => (workspace.whole.reportSchedules ?? []).filter((one) => one.enabled);

  async function turn(): Promise<void> {
    for (const schedule of enabled()) {
      if (stopping.signal.aborted) return;
      const due = turnBefore(schedule, clock.now(), workspace.settings.zone);
      if (due < schedule.since) continue;
      const made = await store.read.reports.newest(workspace.id, schedule.id, { byItself: true });
      if (made !== null && made.due >= due) continue;
      try {
        await sendReport(ctx, schedule, { due, by: null, signal: stopping.signal });
      } catch (cause) {
        if (!stopping.signal.aborted)
          log.error("a report was not made", { error: errorName(cause), code: schedule.id });
      }
    }
  }
  const inTurn = (): Promise<void> => {
    last = last.then(turn).catch((cause: unknown) => {
      if (!stopping.signal.aborted) log.error("reports were not looked at", { error: errorName(cause) });
    });
    return last;
  };
  function arm(): void {
    if (stopping.signal.aborted) return;
    const now = clock.now();
    const next = enabled().map((one) => turnAfter(one, now, workspace.settings.zone) - now);
    handle = setTimeout(
      () => void inTurn().then(arm),
      Math.max(SHORTEST_WAIT, Math.min(LONGEST_WAIT, ...next)),
    ).unref();
  }

  return {
    start: () => void inTurn().then(arm),
    turn: inTurn,
    async stop() {
      stopping.abort();
      if (handle !== null) clearTimeout(handle);
      await last;
    },
  };
}
