/**
 * Once a day, some minutes after the workspace's midnight, figures that send are told to the core as measures of their ids, with the
 * value of the day before. Which day was told is stored in the very transaction of the events: each once, whatever stops in between. Of
 * several days that a process was down the last is told.
 */
import type { StateKey } from "@switchyard/engine";
import { calendarDate, startOfDay } from "@switchyard/orders";
import { errorName } from "../error-name.ts";
import { type EventRun, runEvent } from "../executor/run-event.ts";
import type { Context } from "../runtime/context.ts";
import { countFigures } from "../verbs/figures.ts";

export interface DailyFigures {
  start(): Promise<void>;
  /** What is due now, if anything is. */
  turn(): Promise<void>;
  stop(): Promise<void>;
}

/** No key of the core begins like this. */
const TOLD: StateKey = { kind: "channel", key: "shell/figures" };
/** News of yesterday that come late are in by then. */
const AFTER_MIDNIGHT = 5 * 60_000;
/** A machine sleeps or its clock is set while a timeout counts on. */
const LONGEST_WAIT = 60_000;

export function createDailyFigures(ctx: Context): DailyFigures {
  const { store, workspace, executor, clock, log } = ctx;
  /** The day (its first instant) up to which all was told. */
  let told = 0;
  let handle: NodeJS.Timeout | null = null;
  const stopping = new AbortController();
  let last: Promise<void> = Promise.resolve();

  const today = () => startOfDay(clock.now() - AFTER_MIDNIGHT, workspace.settings.zone);

  async function turn(): Promise<void> {
    const end = today();
    if (end <= told) return;
    const { zone } = workspace.settings;
    const start = startOfDay(end, zone, -1);
    const day = calendarDate(start, zone);
    const figures = ctx.workspace.figures.filter(({ sends }) => sends === true);
    const span = { days: [day], starts: [start], end };
    const { items } = await countFigures(ctx, figures, { span, signal: stopping.signal });
    await executor.room();
    await executor.work(async (run, at) => {
      for (const { id: measure, value, of } of items) {
        if (value === null) continue;
        const id = `figure/${measure}/${day}`;
        await runEvent(run, { type: "measure_observed", id, at, measure, value, data: { day, of } }, "switchyard");
      }
      await remember(run, end);
    });
    told = end;
  }
  async function remember({ group, tx }: Pick<EventRun, "group" | "tx">, end: number): Promise<void> {
    await group.load(tx, workspace.id, [TOLD]);
    group.apply({ writes: [{ key: TOLD, value: { kind: "subject", due: end } }], timers: [] });
  }
  const inTurn = (): Promise<void> => {
    last = last.then(turn).catch((cause: unknown) => {
      if (!stopping.signal.aborted) log.error("figures of the day were not told", { error: errorName(cause) });
    });
    return last;
  };
  function arm(): void {
    if (!stopping.signal.aborted) handle = setTimeout(() => void inTurn().then(arm), LONGEST_WAIT).unref();
  }

  return {
    async start() {
      const value = await store.read.state.get(workspace.id, TOLD.kind, TOLD.key);
      told = value?.kind === "subject" && value.due !== undefined ? value.due : today();
      // Of the days before the first start nothing is told.
      if (value === null) await executor.work((run) => remember(run, told));
      void inTurn().then(arm);
    },
    turn: inTurn,
    async stop() {
      stopping.abort();
      if (handle !== null) clearTimeout(handle);
      await last;
    },
  };
}
