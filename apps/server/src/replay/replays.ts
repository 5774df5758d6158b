/** Replays under way: one thread each, a few at a time, their progress kept until the store has their result. */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type Replay, type Store, transact } from "@switchyard/store";
import { errorName, type Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import type { ReplayJob, ReplayProgress } from "./message.ts";

export interface Replays {
  /** Starts when it is its turn. The replay is already stored as running. */
  start(replay: Replay, job: Omit<ReplayJob, "cancel">): void;
  /** As it stands now; null when it is not under way here. */
  get(id: string): Replay | null;
  /** Asks it to end; false when it is not under way. */
  cancel(id: string): boolean;
  stop(): Promise<void>;
}

interface Running {
  replay: Replay;
  job: ReplayJob;
  worker: Worker | null;
  ended: Promise<void>;
  end(): void;
}

const AT_ONCE = 2;
const MEMORY_MB = 384;

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
  let active = 0;

  function next(): void {
    while (active < AT_ONCE) {
      const one = waiting.shift();
      if (one === undefined) return;
      active += 1;
      launch(one);
    }
  }

  function launch(one: Running): void {
    const worker = new Worker(workerFile(), {
      workerData: one.job,
      execArgv: isSource ? ["--conditions=@switchyard/source"] : [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    one.worker = worker;
    let last: ReplayProgress | null = null;
    let failure: unknown = null;
    worker.on("message", (progress: ReplayProgress) => {
      last = progress;
      const orders = progress.processed - one.replay.processed;
      one.replay = { ...one.replay, processed: progress.processed, result: progress.result };
      options.onProgress?.(one.replay, orders);
    });
    worker.on("error", (cause) => {
      failure = cause;
    });
    worker.on("exit", () => {
      active -= 1;
      if (failure !== null) log.error("replay failed", { replay: one.replay.id, error: errorName(failure) });
      void finish(one, last?.end ?? "failed", failure === null ? null : errorName(failure));
      next();
    });
  }

  async function finish(one: Running, status: "done" | "cancelled" | "failed", error: string | null): Promise<void> {
    const reason = status === "failed" ? (error ?? "the thread ended") : null;
    one.replay = { ...one.replay, status, finishedAt: clock.now(), error: reason };
    try {
      await transact(store, (tx) => tx.replays.save(workspace, one.replay));
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
    Atomics.store(new Int32Array(one.job.cancel), 0, 1);
    const place = waiting.indexOf(one);
    if (place !== -1) {
      waiting.splice(place, 1);
      void finish(one, "cancelled", null);
    }
    return true;
  }

  return {
    start(replay, job) {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const one: Running = { replay, job: { ...job, cancel: new SharedArrayBuffer(4) }, worker: null, ended, end };
      known.set(replay.id, one);
      waiting.push(one);
      next();
    },
    get: (id) => known.get(id)?.replay ?? null,
    cancel,
    async stop() {
      const all = [...known.values()];
      for (const { replay } of all) cancel(replay.id);
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** The file beside this one: as it is written, or as it was built. */
const isSource = import.meta.url.endsWith(".ts");
const source = fileURLToPath(new URL("./worker.ts", import.meta.url));
const workerFile = () => (isSource ? source : source.replace(/\.ts$/, ".js"));
