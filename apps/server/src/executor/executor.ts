/**
 * The one executor. What arrives in one tick shares one transaction and is answered after its commit. Groups run one
 * after the other; a group that fails is run again task by task, so that a poisoned one harms nobody else.
 */
import { type Awaitable, type Store, StoreError } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import type { Trace } from "../metrics/trace.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Clock } from "../runtime/clock.ts";
import type { WorkspaceView } from "../runtime/context.ts";
import type { NewId } from "../runtime/ids.ts";
import type { LiveFlows } from "../runtime/live-flows.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { AGAIN_MS } from "./alarm.ts";
import type { GroupState } from "./group-state.ts";
import type { Answer, Intake } from "./intake.ts";
import { createMessages } from "./messages.ts";
import { type GroupResult, runGroup, type Task, type Work } from "./run-group.ts";
import { createTimers } from "./timers.ts";

export interface ExecutorOptions {
  store: Store;
  workspace: WorkspaceView;
  live: LiveFlows;
  clock: Clock;
  newId: NewId;
  log: Log;
  /** Most tasks of one transaction, and most that may wait. */
  groupSize?: number;
  queueSize?: number;
  /** Effects that leave the house were committed. */
  onOutbox?: () => void;
  /** A group was committed. */
  onGroup?: (group: { tasks: number; ms: number; state: GroupState }) => void;
  trace?: Trace | null;
}

export interface Executor {
  /** Answers after the order is durably stored and decided. Throws `overloaded` when too many wait. */
  receive(intake: Intake): Promise<Answer>;
  /** The same without a promise, for the doors that thousands come by: one of the two is called, later. Neither may throw. */
  take(intake: Intake, settle: (answer: Answer) => void, fail: (cause: unknown) => void): void;
  /** Runs other work in a group: it sees and changes the engine's state like any event. Resolves after the commit. */
  work(run: Work): Promise<void>;
  /** Resolves when the queue is at most half full: streams wait here instead of being refused. */
  room(): Promise<void>;
  /** Decisions from the next group on are made by these flows. */
  useFlows(live: LiveFlows): void;
  readonly live: LiveFlows;
  /** How many tasks wait or run. */
  readonly pending: number;
  /** Takes up messages and timers that were left when the last process ended. */
  resume(): Promise<void>;
  /** Refuses what is new, finishes what waits. */
  stop(): Promise<void>;
}

interface Waiting {
  task: Task;
  settle(answer: Answer | null): void;
  fail(cause: unknown): void;
}
const UNANSWERED = () => new Error("an order was not answered");
const CONFLICTS = 5;

export function createExecutor(options: ExecutorOptions): Executor {
  const { store, workspace, clock, newId, log, trace, groupSize = 512, queueSize = 10_000 } = options;
  let live = options.live;
  /** What the journal says is live. */
  let told: LiveFlows | null = null;
  let queue: Waiting[] = [];
  let running = 0;
  let draining: Promise<void> | null = null;
  let stopping = false;

  const messages = createMessages({
    log,
    run: (all, settle, fail) => enqueue({ task: { type: "messages", messages: all }, settle, fail }),
  });
  const timers = createTimers({
    ...{ store, workspace: workspace.id, clock, log },
    run: (round) => run({ type: "timers", round }),
  });

  function enqueue(waiting: Waiting): void {
    queue.push(waiting);
    draining ??= new Promise<void>((done) => setImmediate(() => void drain().then(done)));
  }
  const run = (task: Task): Promise<Answer | null> => new Promise((settle, fail) => enqueue({ task, settle, fail }));

  function take(intake: Intake, settle: (answer: Answer) => void, fail: (cause: unknown) => void): void {
    if (stopping) fail(new Refusal("stopping", { retryAfter: 2 }));
    else if (queue.length >= queueSize) fail(new Refusal("overloaded", { retryAfter: 1 }));
    else
      enqueue({
        task: { type: "intake", intake },
        settle: (answer) => (answer === null ? fail(UNANSWERED()) : settle(answer)),
        fail,
      });
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const group = queue.slice(0, groupSize);
      queue = queue.slice(groupSize);
      running = group.length;
      await runWaiting(group);
      running = 0;
    }
    draining = null;
  }

  async function runWaiting(group: Waiting[]): Promise<void> {
    let result: GroupResult;
    const began = performance.now();
    try {
      const tasks = group.map(({ task }) => task);
      result = await traced("switchyard.group", () => commitGroup(tasks), { "switchyard.tasks": tasks.length });
    } catch (cause) {
      // A commit of which no word came back may have been made: its timers are there, and nobody was told of them.
      timers.by(clock.now() + AGAIN_MS);
      // A disk that is full or failing is nobody's task's fault, and trying again one by one would only be worse.
      if (group.length === 1 || cause instanceof StoreError) {
        log.error("group failed", { error: errorName(cause), count: group.length });
        for (const { fail } of group) fail(cause);
        return;
      }
      log.warn("group failed, running its tasks one by one", { error: errorName(cause), count: group.length });
      for (const one of group) await runWaiting([one]);
      return;
    }
    for (let place = 0; place < group.length; place += 1) group[place]?.settle(result.answers[place] ?? null);
    messages.add(result.state.messages);
    if (result.state.outbox.length > 0) options.onOutbox?.();
    options.onGroup?.({ tasks: group.length, ms: performance.now() - began, state: result.state });
    timers.by(result.state.earliestTimer());
    timers.look();
  }

  async function commitGroup(tasks: Task[], tries = 0): Promise<GroupResult> {
    const tx = await store.begin("orders");
    let result: GroupResult;
    const deciding = live;
    try {
      const isNewlyLive = told !== deciding;
      result = await traced("switchyard.decide", () =>
        runGroup({ tx, workspace, live: deciding, isNewlyLive, clock, newId }, tasks),
      );
      if (result.conflict && tries >= CONFLICTS) throw new Error("the same state keeps changing under the group");
    } catch (cause) {
      await tx.rollback();
      throw cause;
    }
    if (result.conflict) {
      await tx.rollback();
      return commitGroup(tasks, tries + 1);
    }
    await traced("switchyard.commit", () => tx.commit());
    told = deciding;
    return result;
  }

  const traced = <T>(name: string, work: () => Awaitable<T>, attributes = {}): Awaitable<T> =>
    trace ? trace(name, attributes, async () => work()) : work();

  return {
    receive: (intake) => new Promise((settle, fail) => take(intake, settle, fail)),
    take,
    async work(work) {
      if (stopping) throw new Refusal("stopping", { retryAfter: 2 });
      await run({ type: "work", run: work });
    },
    async room() {
      while (queue.length > queueSize / 2 && !stopping) await nextTurn();
    },
    useFlows(next) {
      live = next;
    },
    get live() {
      return live;
    },
    get pending() {
      return queue.length + running;
    },
    async resume() {
      messages.add(await store.read.work.messages(workspace.id));
      timers.by(await store.read.work.nextTimer(workspace.id));
    },
    async stop() {
      stopping = true;
      messages.stop();
      await timers.stop();
      while (draining !== null) await draining;
    },
  };
}
