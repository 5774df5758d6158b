/** Replays under way: one thread each, a few at a time, their progress kept until the store has their result. */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type Replay, type Store, transact } from "@switchyard/store";
import { errorName, type Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import type { FocusResult, ReplayJob, ReplayProgress } from "./message.ts";
import { plain } from "./spec.ts";

export type JobInput = Omit<ReplayJob, "cancel">;

export interface Replays {
  /** Starts when it is its turn. The replay is already stored as running. */
  start(replay: Replay, job: JobInput): void;
  /** As it stands now; null when it is not under way here. */
  get(id: string): Replay | null;
  /** When the thread began, in the clock's milliseconds; null while it waits. */
  begun(id: string): number | null;
  /** Asks it to end; false when it is not under way. */
  cancel(id: string): boolean;
  /** Runs the history again up to what becomes of one order, and answers every decision about it. */
  focus(job: JobInput): Promise<FocusResult>;
  /** Leaves what runs as it is stored: running, to begin anew at the next start. */
  stop(): Promise<void>;
}

interface Running {
  replay: Replay;
  job: ReplayJob;
  worker: Worker | null;
  begun: number | null;
  /** What was found is stored in order, one transaction after the other. */
  writing: Promise<void>;
  written: number;
  ended: Promise<void>;
  end(): void;
}

const AT_ONCE = 2;
/** The history is read in pieces and orders leave: this is for what is open at once. */
const MEMORY_MB = 640;
/** A thread that is busy with one long step is not waited for longer than this. */
const PATIENCE_MS = 150;

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
  const focused = new Set<Worker>();
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
    const worker = newThread(one.job);
    one.worker = worker;
    one.begun = clock.now();
    let last: ReplayProgress | null = null;
    let failure: unknown = null;
    worker.on("message", (progress: ReplayProgress) => {
      last = progress;
      const orders = progress.processed - one.replay.processed;
      one.replay = {
        ...one.replay,
        processed: progress.processed,
        result: plain(progress.result),
        digest: progress.digest,
      };
      keepDifferences(one, progress);
      options.onProgress?.(one.replay, orders);
    });
    worker.on("error", (cause) => {
      failure = cause;
    });
    worker.on("exit", () => {
      active -= 1;
      if (failure !== null) log.error("replay failed", { replay: one.replay.id, error: errorName(failure) });
      const isCancelled = Atomics.load(new Int32Array(one.job.cancel), 0) !== 0;
      if (stopping) one.end();
      else
        void finish(
          one,
          last?.end ?? (isCancelled ? "cancelled" : "failed"),
          failure === null ? null : errorName(failure),
        );
      next();
    });
  }

  function keepDifferences(one: Running, { differences }: ReplayProgress): void {
    if (differences.length === 0) return;
    const rows = differences.map((difference) => {
      one.written += 1;
      return { seq: one.written, order: difference.order, kinds: difference.kinds, body: plain(difference) };
    });
    one.writing = one.writing
      .then(() => transact(store, (tx) => tx.replays.addDifferences(workspace, one.replay.id, rows)))
      .catch((cause: unknown) =>
        log.error("differences were not stored", { replay: one.replay.id, error: errorName(cause) }),
      );
  }

  async function finish(one: Running, status: "done" | "cancelled" | "failed", error: string | null): Promise<void> {
    const reason = status === "failed" ? (error ?? "the thread ended") : null;
    try {
      await one.writing;
      const ended: Replay = { ...one.replay, status, finishedAt: clock.now(), error: reason };
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
    Atomics.store(new Int32Array(one.job.cancel), 0, 1);
    const place = waiting.indexOf(one);
    if (place !== -1) {
      waiting.splice(place, 1);
      void finish(one, "cancelled", null);
    } else setTimeout(() => void one.worker?.terminate(), PATIENCE_MS).unref();
    return true;
  }

  return {
    start(replay, job) {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const about = { worker: null, begun: null, writing: Promise.resolve(), written: 0, ended, end };
      const one: Running = { replay, job: { ...job, cancel: new SharedArrayBuffer(4) }, ...about };
      known.set(replay.id, one);
      waiting.push(one);
      next();
    },
    get: (id) => known.get(id)?.replay ?? null,
    begun: (id) => known.get(id)?.begun ?? null,
    cancel,
    focus: (job) =>
      new Promise((resolve, reject) => {
        const worker = newThread({ ...job, cancel: new SharedArrayBuffer(4) });
        focused.add(worker);
        worker.on("message", resolve);
        worker.on("error", reject);
        worker.on("exit", () => {
          focused.delete(worker);
          reject(new Error("the thread ended"));
        });
      }),
    async stop() {
      stopping = true;
      const all = [...known.values()].filter(({ worker }) => worker !== null);
      await Promise.all([...focused].map((worker) => worker.terminate()));
      for (const { worker } of all) void worker?.terminate();
      await Promise.all(all.map(async ({ ended, writing }) => [await ended, await writing]));
    },
  };
}

const newThread = (job: ReplayJob) =>
  new Worker(workerFile(), {
    workerData: job,
    execArgv: isSource ? ["--conditions=@switchyard/source"] : [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    // Secrets of the process are none of the sandbox's business.
    env: {},
  });

/** The file beside this one: as it is written, or as it was built. */
const isSource = import.meta.url.endsWith(".ts");
const source = fileURLToPath(new URL("./worker.ts", import.meta.url));
const workerFile = () => (isSource ? source : source.replace(/\.ts$/, ".js"));
