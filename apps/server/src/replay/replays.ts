/** Replays under way: a process each, or two that share a long one; their progress is kept until the store has their result. */
import { availableParallelism } from "node:os";
import { type Replay, type Store, transact } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import { type Child, type ChildOptions, type Heap, startChild } from "../runtime/child.ts";
import type { Clock } from "../runtime/clock.ts";
import { type Collected, Collector } from "./collect.ts";
import { mayOpen } from "./may-open.ts";
import type { FocusResult, ReplayJob, ReplayMessage } from "./message.ts";
import { plain } from "./spec.ts";

export interface Replays {
  /** Starts when it is its turn. The replay is already stored as running. */
  start(replay: Replay, job: ReplayJob): void;
  /** As it stands now; null when it is not under way here. */
  get(id: string): Replay | null;
  /** When its process began, in the clock's milliseconds; null while it waits. */
  begun(id: string): number | null;
  /** It has ended when this returns, whatever its processes do; what it found so far is kept. False when it is not under way. */
  cancel(id: string): boolean;
  /** Runs the history again until what the job's focus asks for is known. */
  focus(job: ReplayJob): Promise<FocusResult>;
  /** Leaves what runs as it is stored: running, to begin anew at the next start. */
  stop(): Promise<void>;
}

interface Running {
  replay: Replay;
  job: ReplayJob;
  /** By their shares; one alone has all. */
  children: Set<Child>;
  collector: Collector;
  /** Why a process of it failed. */
  failure: string | null;
  isCancelled: boolean;
  begun: number | null;
  /** What was found is stored in order, one transaction after the other. */
  writing: Promise<void>;
  written: number;
  ended: Promise<void>;
  end(): void;
}

const AT_ONCE = 2;
const HEAP: Heap = {
  /** The history is read in pieces and orders leave: this is for what is open at once. */
  memoryMb: 640,
  // Collecting what orders leave behind was half of what a replay costs (decision 0047).
  youngMb: 32,
  growPercent: 200,
  collectsAlone: true,
};

interface ReplaysOptions {
  store: Store;
  workspace: string;
  clock: Clock;
  log: Log;
  /** It went on by so many orders, or ended. */
  onProgress?: (replay: Replay, orders: number) => void;
}

export function createReplays(options: ReplaysOptions): Replays {
  const { store, workspace, clock, log } = options;
  const known = new Map<string, Running>();
  const waiting: Running[] = [];
  const focused = new Set<Child>();
  let active = 0;
  let stopping = false;

  function next(): void {
    while (active < AT_ONCE && !stopping) {
      const one = waiting.shift();
      if (one === undefined) return;
      active += 1;
      launch(one);
    }
  }

  function launch(one: Running): void {
    one.begun = clock.now();
    // A core that another replay needs is not this one's.
    const most = active > 1 || waiting.length > 0 ? 1 : Math.min(AT_ONCE, availableParallelism());
    begin(one, { ...one.job, most });
  }

  function begin(one: Running, job: ReplayJob): void {
    const child = startReplay<ReplayMessage>(job, {
      onMessage(message) {
        if (!one.children.has(child) || one.isCancelled) return;
        if (message.kind === "progress") keep(one, one.collector.take(job.share?.part ?? 0, message));
        else if (message.kind === "shares") share(one, message.of);
        else runTogether(one);
      },
      onEnd(failure) {
        if (!one.children.delete(child)) return;
        if (failure !== null) kill(one);
        one.failure ??= failure;
        if (one.children.size === 0) settle(one);
      },
    });
    one.children.add(child);
  }

  /** The first process runs the first share. */
  function share(one: Running, of: number): void {
    one.collector = new Collector(of);
    for (let part = 1; part < of; part += 1) begin(one, { ...one.job, share: { part, of } });
  }

  /** From the beginning, by one process. */
  function runTogether(one: Running): void {
    const { children } = one;
    one.children = new Set();
    for (const child of children) child.kill();
    one.collector = new Collector(1);
    one.written = 0;
    write(one, (tx) => tx.replays.clearDifferences(workspace, one.replay.id));
    begin(one, { ...one.job, most: 1 });
  }

  function keep(one: Running, collected: Collected): void {
    const { processed, result, digest } = collected;
    const orders = Math.max(0, processed - one.replay.processed);
    one.replay = { ...one.replay, processed, result: plain(result), digest };
    keepDifferences(one, collected);
    options.onProgress?.(one.replay, orders);
  }

  function settle(one: Running): void {
    const { failure } = one;
    active -= 1;
    // One that was cancelled has ended long ago: only its place among those that run is free now.
    if (!one.isCancelled && stopping) one.end();
    else if (!one.isCancelled) {
      if (failure !== null) log.error("replay failed", { replay: one.replay.id, error: failure });
      void finish(one, failure === null ? "done" : "failed", failure);
    }
    next();
  }

  function keepDifferences(one: Running, { differences }: Collected): void {
    if (differences.length === 0) return;
    const rows = differences.map((difference) => {
      one.written += 1;
      return { seq: one.written, order: difference.order, kinds: difference.kinds, body: plain(difference) };
    });
    write(one, (tx) => tx.replays.addDifferences(workspace, one.replay.id, rows));
  }

  function write(one: Running, work: Parameters<typeof transact<void>>[1]): void {
    one.writing = one.writing
      .then(() => transact(store, work))
      .catch((cause: unknown) =>
        log.error("differences were not stored", { replay: one.replay.id, error: errorName(cause) }),
      );
  }

  async function finish(one: Running, status: "done" | "cancelled" | "failed", error: string | null): Promise<void> {
    try {
      await one.writing;
      const ended: Replay = { ...one.replay, status, finishedAt: clock.now(), error };
      await transact(store, (tx) => tx.replays.save(workspace, ended));
      one.replay = ended;
      known.delete(one.replay.id);
      options.onProgress?.(one.replay, 0);
    } catch (cause) {
      log.error("a replay's result was not stored", { replay: one.replay.id, error: errorName(cause) });
    }
    one.end();
  }

  function cancel(id: string): boolean {
    const one = known.get(id);
    if (one === undefined || one.replay.status !== "running") return false;
    one.isCancelled = true;
    one.replay = { ...one.replay, status: "cancelled", finishedAt: clock.now() };
    const place = waiting.indexOf(one);
    if (place === -1) kill(one);
    else waiting.splice(place, 1);
    void finish(one, "cancelled", null);
    return true;
  }

  /** Each says so itself when it is gone. */
  function kill(one: Running): void {
    for (const child of one.children) child.kill();
  }

  return {
    start(replay, job) {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const about = { failure: null, isCancelled: false, begun: null, writing: Promise.resolve(), written: 0 };
      const processes = { children: new Set<Child>(), collector: new Collector(1) };
      const one: Running = { replay, job, ...processes, ...about, ended, end };
      known.set(replay.id, one);
      waiting.push(one);
      next();
    },
    get: (id) => known.get(id)?.replay ?? null,
    begun: (id) => known.get(id)?.begun ?? null,
    cancel,
    focus: (job) =>
      new Promise((resolve, reject) => {
        const child = startReplay<FocusResult>(job, {
          onMessage: resolve,
          onEnd: (failure) => {
            focused.delete(child);
            reject(new Error(failure ?? "no answer"));
          },
        });
        focused.add(child);
      }),
    async stop() {
      stopping = true;
      const all = [...known.values()].filter(({ children, isCancelled }) => isCancelled || children.size > 0);
      for (const child of focused) child.kill();
      for (const one of all) kill(one);
      await Promise.all(all.map(async ({ ended, writing }) => [await ended, await writing]));
    },
  };
}

/** Secrets of the server are none of the sandbox's business: it sees nothing of the environment. */
const startReplay = <Message>(job: ReplayJob, on: Pick<ChildOptions<Message>, "onMessage" | "onEnd">): Child =>
  startChild<ReplayJob, Message>(new URL("./child.ts", import.meta.url), job, {
    heap: HEAP,
    may: mayOpen(job.location),
    ...on,
  });
