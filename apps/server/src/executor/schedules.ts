/**
 * Turns of `schedule` nodes at local times. Up to which instant turns were taken is stored with the engine's state, so that a
 * process that was down takes what it missed: each node once, whatever the number of turns. A turn that was interrupted is
 * taken again with the same event ids; the core does nothing twice.
 */
import { nextSchedules, type StateKey, turnFigures } from "@switchyard/engine";
import type { OrderSummary, Store } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import { createAlarm } from "./alarm.ts";
import type { Executor } from "./executor.ts";
import { eachOpenOrders, stepEach } from "./open-orders.ts";
import { runEvent } from "./run-event.ts";

export interface Schedules {
  start(): Promise<void>;
  /** Other flows are live from now on: what was due of the earlier ones is taken, the others' turns begin with this instant. */
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

interface Turn {
  flow: string;
  node: string;
  once: boolean;
  due: number;
}

/** No key of the core begins like this. */
const TAKEN: StateKey = { kind: "channel", key: "shell/schedules" };

export function createSchedules({ store, workspace, executor, clock, log }: SchedulesOptions): Schedules {
  let taken = 0;
  /** Node → its last turn: an instant in which flows change is looked at twice. */
  const rung = new Map<string, number>();
  /** Whose turns are looked for. */
  let flows = executor.live.prepared;
  let stopping = false;
  const eachOpen = (take: (open: OrderSummary[]) => Promise<void>) =>
    eachOpenOrders({ store, workspace, executor }, () => stopping, take);
  /** One after the other: a turn, and a change of flows. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch((cause: unknown) => {
      if (!stopping) log.error("a schedule's turn failed", { error: errorName(cause) });
    });
    return done;
  };
  const alarm = createAlarm(clock, () =>
    inTurn(async () => {
      await takeTurns();
      return nextTurnAt();
    }),
  );

  async function takeTurns(): Promise<void> {
    const now = clock.now();
    const missed = new Map<string, Turn>();
    for (let turn = next(taken); turn !== null && turn.at <= now; turn = next(turn.at)) {
      for (const one of turn.nodes) missed.set(JSON.stringify([one.flow, one.node]), { ...one, due: turn.at });
    }
    for (const [place, turn] of missed) {
      if (rung.get(place) === turn.due) continue;
      await takeTurn(turn);
      rung.set(place, turn.due);
    }
    if (missed.size > 0) await remember(now);
  }
  const next = (at: number) => nextSchedules(flows, at);
  const nextTurnAt = () => next(taken)?.at ?? null;

  const takeTurn = (turn: Turn): Promise<void> => (turn.once ? takeOnce(turn) : takeEach(turn));

  /** Every order that is open, each in its own step; where there is none, the turn itself: not every schedule is about orders. */
  async function takeEach({ flow, node, due }: Turn): Promise<void> {
    let seen = 0;
    await eachOpen(async (open) => {
      seen += open.length;
      await stepEach({ executor, log }, open, async ({ id: order }, run, at) => {
        const id = `schedule/${flow}/${node}/${due}/${order}`;
        await runEvent(run, { type: "scheduled", id, at, flow, node, due, order }, "switchyard");
      });
    });
    if (seen === 0) await takeWhole({ flow, node, due });
  }

  const takeWhole = ({ flow, node, due }: Omit<Turn, "once">, figures?: ReturnType<typeof turnFigures>["figures"]) =>
    stepEach({ executor, log }, [figures], async (data, run, at) => {
      const id = `schedule/${flow}/${node}/${due}`;
      await runEvent(run, { type: "scheduled", id, at, flow, node, due, ...(data && { data }) }, "switchyard");
    });

  /** One step, which brings how many orders there are. */
  async function takeOnce({ flow, node, due }: Turn): Promise<void> {
    const { add, figures } = turnFigures(executor.live.prepared, { flow, at: clock.now() });
    await eachOpen(async (open) => {
      for (const order of open) add(order);
    });
    await takeWhole({ flow, node, due }, figures);
  }

  async function remember(at: number): Promise<void> {
    await executor.work(async ({ group, tx }) => {
      await group.load(tx, workspace, [TAKEN]);
      group.apply({ writes: [{ key: TAKEN, value: { kind: "subject", due: at } }], timers: [] });
    });
    taken = at;
  }

  return {
    async start() {
      const value = await store.read.state.get(workspace, TAKEN.kind, TAKEN.key);
      if (value?.kind === "subject" && value.due !== undefined) taken = value.due;
      else await remember(clock.now());
      alarm.by(nextTurnAt());
    },
    async flowsChanged() {
      await inTurn(async () => {
        try {
          // Before the start it is not known yet what was taken.
          if (taken > 0) await takeTurns();
        } finally {
          flows = executor.live.prepared;
        }
        await remember(clock.now() - 1);
      }).catch(() => {});
      alarm.by(nextTurnAt());
      alarm.look();
    },
    async stop() {
      stopping = true;
      await alarm.stop();
      await last;
    },
  };
}
