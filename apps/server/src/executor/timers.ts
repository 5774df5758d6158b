/**
 * Timers that are due, fired in groups. One whose event fails by itself is put off, each time for longer, and the others go on:
 * a single order that cannot be stepped must not end every promise of the workspace.
 */
import { type DueTimer, type GroupTx, type Store, StoreError } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import { AGAIN_MS, type Alarm, createAlarm } from "./alarm.ts";

/** What one group fires. */
export interface TimerRound {
  most: number;
  passOver: ReadonlySet<string>;
  /** Those that its last try took up. */
  taken: readonly DueTimer[];
}
interface TimerOptions {
  store: Store;
  workspace: string;
  clock: Clock;
  log: Log;
  /** Resolves after the commit. */
  run(round: TimerRound): Promise<unknown>;
}

const AT_ONCE = 500;
const LONGEST_PUT_OFF = 60_000;

const nameOf = ({ key, timer }: DueTimer) => `${key.kind}:${key.key} ${timer}`;

/** Inside the group's transaction. */
export async function takeDue(tx: GroupTx, workspace: string, now: number, round: TimerRound): Promise<void> {
  const { most, passOver } = round;
  const due = await tx.dueTimers(workspace, now, most + passOver.size);
  round.taken = due.filter((timer) => !passOver.has(nameOf(timer))).slice(0, most);
}

export function createTimers({ store, workspace, clock, log, run }: TimerOptions): Alarm {
  const putOff = new Map<string, { until: number; wait: number }>();
  let stopping = false;

  /** Answers when the next is due. */
  async function fireDue(): Promise<number | null> {
    /** How many are left of a group that failed: they go one by one. */
    let alone = 0;
    for (;;) {
      const next = stopping ? null : await store.read.work.nextTimer(workspace);
      const now = clock.now();
      if (stopping || next === null || next > now) return next;
      const waiting = [...putOff].filter(([, { until }]) => until > now);
      const passOver = new Set(waiting.map(([name]) => name));
      const round: TimerRound = { most: alone > 0 ? 1 : AT_ONCE, passOver, taken: [] };
      alone -= 1;
      try {
        await run(round);
        for (const timer of round.taken) putOff.delete(nameOf(timer));
        if (round.taken.length === 0 && passOver.size > 0) return now + AGAIN_MS;
      } catch (cause) {
        const [first] = round.taken;
        if (cause instanceof StoreError || first === undefined) throw cause;
        if (round.taken.length > 1) alone = round.taken.length;
        else putOffFor(first, now, cause);
      }
    }
  }

  function putOffFor(timer: DueTimer, now: number, cause: unknown): void {
    const wait = Math.min((putOff.get(nameOf(timer))?.wait ?? AGAIN_MS / 2) * 2, LONGEST_PUT_OFF);
    putOff.set(nameOf(timer), { until: now + wait, wait });
    log.error("a timer failed and is put off", { error: errorName(cause), ms: wait });
  }

  const alarm = createAlarm(clock, fireDue);
  return {
    ...alarm,
    async stop() {
      stopping = true;
      await alarm.stop();
    },
  };
}
