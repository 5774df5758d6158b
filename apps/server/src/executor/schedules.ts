/**
 * Turns of `schedule` nodes at local times. Up to which instant turns were taken is stored with the engine's state, so that a
 * process that was down takes what it missed: each node once, whatever the number of turns. A turn that was interrupted is
 * taken again with the same event ids; the core does nothing twice.
 */
import { type EngineEvent, nextSchedules, type StateKey } from "@switchyard/engine";
import type { Store } from "@switchyard/store";
import { errorName, type Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Executor } from "./executor.ts";
import { runEvent } from "./run-event.ts";

export interface Schedules {
  start(): Promise<void>;
  /** Other flows are live from now on: their schedules begin now. */
  flowsChanged(): Promise<void>;
  stop(): Promise<void>;
}
interface SchedulesOptions {
  store: Store;
  workspace: string;
  executor: Executor;
  clock: Clock;
  log: Log;
}

/** No key of the core begins like this. */
const TAKEN: StateKey = { kind: "channel", key: "shell/schedules" };
const ORDERS_AT_ONCE = 200;
/** A machine sleeps or its clock is set while a timeout counts on: the next turn is looked up again at least this often. */
const LONGEST_WAIT = 60_000;

export function createSchedules({ store, workspace, executor, clock, log }: SchedulesOptions): Schedules {
  let taken = 0;
  let handle: NodeJS.Timeout | null = null;
  let stopping = false;
  /** One after the other: a turn, and a change of flows. */
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((cause: unknown) => {
      if (!stopping) log.error("a schedule's turn failed", { error: errorName(cause) });
    });
    return last;
  };

  async function takeTurns(): Promise<void> {
    const now = clock.now();
    const missed = new Map<string, { flow: string; node: string; due: number }>();
    for (let turn = next(taken); turn !== null && turn.at <= now; turn = next(turn.at)) {
      for (const { flow, node } of turn.nodes) missed.set(JSON.stringify([flow, node]), { flow, node, due: turn.at });
    }
    for (const turn of missed.values()) await takeTurn(turn);
    if (missed.size > 0) await remember(now);
  }
  const next = (at: number) => nextSchedules(executor.live.prepared, at);

  /** Every order that is open, each in its own step. */
  async function takeTurn({ flow, node, due }: { flow: string; node: string; due: number }): Promise<void> {
    const { openStates } = executor.live.prepared;
    let cursor: string | undefined;
    do {
      const page = await store.read.orders.list(workspace, {}, { cursor, limit: ORDERS_AT_ONCE });
      const open = page.items.filter(({ status }) => status !== null && openStates.has(status));
      await executor.room();
      if (open.length > 0)
        await executor.work(async (run, at) => {
          for (const { id: order } of open) {
            const id = `schedule/${flow}/${node}/${due}/${order}`;
            const event: EngineEvent = { type: "scheduled", id, at, flow, node, due, order };
            await runEvent(run, event, "switchyard");
          }
        });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && !stopping);
    if (stopping) throw new Error("stopped in the middle of a turn");
  }

  async function remember(at: number): Promise<void> {
    await executor.work(async ({ group, tx }) => {
      await group.load(tx, workspace, [TAKEN]);
      group.apply({ writes: [{ key: TAKEN, value: { kind: "subject", due: at } }], timers: [] });
    });
    taken = at;
  }

  function arm(): void {
    if (handle !== null) clearTimeout(handle);
    handle = null;
    const turn = stopping ? null : next(taken);
    if (turn === null) return;
    const wait = Math.min(Math.max(turn.at - clock.now(), 0), LONGEST_WAIT);
    handle = setTimeout(() => void inTurn(takeTurns).then(arm), wait);
    handle.unref();
  }

  return {
    async start() {
      const value = await store.read.state.get(workspace, TAKEN.kind, TAKEN.key);
      if (value?.kind === "subject" && value.due !== undefined) taken = value.due;
      else await remember(clock.now());
      void inTurn(takeTurns).then(arm);
    },
    async flowsChanged() {
      await inTurn(() => remember(clock.now()));
      arm();
    },
    async stop() {
      stopping = true;
      if (handle !== null) clearTimeout(handle);
      await last;
    },
  };
}
