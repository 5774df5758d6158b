/**
 * Open orders whose outcome waits for the clock were told by the old calendar or zone when it may turn. After a change all of
 * them are looked at at once. That it is to be done is stored first, so that a process that ends in between goes on after its start.
 */
import type { StateKey } from "@switchyard/engine";
import type { Store } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import { AGAIN_MS } from "./alarm.ts";
import type { Executor } from "./executor.ts";
import { eachOpenOrders, stepEach } from "./open-orders.ts";
import { runEvent } from "./run-event.ts";

export interface LookAgain {
  /** Takes up what the last process left. */
  start(): Promise<void>;
  /** Resolves when it is stored that orders are to be looked at; the looking goes on behind it. */
  clockRulesChanged(): Promise<void>;
  /** Nothing is left to look at. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
interface LookAgainOptions {
  store: Store;
  workspace: string;
  executor: Executor;
  clock: Clock;
  log: Log;
}

/** No key of the core begins like this. */
const MARK: StateKey = { kind: "channel", key: "shell/look-again" };

export function createLookAgain({ store, workspace, executor, clock, log }: LookAgainOptions): LookAgain {
  let stopping = false;
  let last: Promise<void> = Promise.resolve();
  const later = new Set<NodeJS.Timeout>();

  const mark = (since: number | null) =>
    executor.work(async ({ group, tx }) => {
      await group.load(tx, workspace, [MARK]);
      const value = since === null ? null : ({ kind: "subject", due: since } as const);
      group.apply({ writes: [{ key: MARK, value }], timers: [] });
    });

  function begin(since: number): void {
    last = last
      .then(() => lookAtAll(since))
      .catch((cause: unknown) => {
        if (stopping) return;
        log.error("looking again failed", { error: errorName(cause) });
        const handle = setTimeout(() => {
          later.delete(handle);
          begin(since);
        }, AGAIN_MS).unref();
        later.add(handle);
      });
  }

  async function lookAtAll(since: number): Promise<void> {
    await eachOpenOrders(
      { store, workspace, executor },
      () => stopping,
      async (open) => {
        const keys = open.map(({ id }): StateKey => ({ kind: "order", key: id }));
        await lookAt(keys, since);
      },
    );
    await mark(null);
  }

  const lookAt = (keys: readonly StateKey[], since: number) =>
    stepEach({ executor, log }, keys, async (key, run, at) => {
      const { group, tx } = run;
      await group.load(tx, workspace, [key]);
      const value = group.get(key);
      if (value?.kind !== "order" || value.look === undefined) return;
      group.apply({ writes: [{ key, value: { ...value, look: at } }], timers: [{ key, timer: "look", due: null }] });
      const id = `look-again/${since}/${key.key}`;
      await runEvent(run, { type: "timer_due", id, at, key, timer: "look", due: at }, "switchyard");
    });

  return {
    async start() {
      const value = await store.read.state.get(workspace, MARK.kind, MARK.key);
      if (value?.kind === "subject" && value.due !== undefined) begin(value.due);
    },
    async clockRulesChanged() {
      const since = clock.now();
      await mark(since);
      begin(since);
    },
    settled: () => last,
    async stop() {
      stopping = true;
      for (const handle of later) clearTimeout(handle);
      await last;
    },
  };
}
