/** Signed heads of the journal, written on a schedule and at the stop; what they find is told, never mended. */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { errorName, type Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import type { CheckpointJob, CheckpointResult } from "./checkpoint-job.ts";

export interface CheckpointSettings {
  /** Better on another disk: whoever can write the database cannot be let write these. */
  folder: string;
  /** 0: none by itself. */
  everyHours: number;
  /** How long the stop waits for the last one. */
  atStopMs?: number;
}
export interface CheckpointStatus {
  /** Null: none in this process yet. */
  at: number | null;
  entries: number;
  isBroken: boolean;
}
export interface Checkpoints {
  start(): void;
  run(): Promise<CheckpointResult>;
  readonly status: CheckpointStatus;
  /** Writes a last one, if it takes no longer than a moment. */
  stop(): Promise<void>;
}
interface CheckpointOptions {
  dataDir: string;
  file: string;
  settings: CheckpointSettings;
  clock: Clock;
  log: Log;
  /** The journal does not hold: people are to know. */
  onBroken(text: string): Promise<void>;
}

const HOUR = 60 * 60_000;
const FIRST_MS = 5 * 60_000;
const AT_STOP_MS = 1500;
/** setTimeout cannot wait longer. */
const LONGEST_WAIT = 24 * HOUR;

export function createCheckpoints({ dataDir, file, settings, clock, log, onBroken }: CheckpointOptions): Checkpoints {
  const status: CheckpointStatus = { at: null, entries: 0, isBroken: false };
  const isOn = settings.everyHours > 0;
  let timer: NodeJS.Timeout | null = null;
  let thread: Worker | null = null;
  let stopping = false;

  async function run(): Promise<CheckpointResult> {
    const job: CheckpointJob = { dataDir, file, folder: settings.folder, now: clock.wall() };
    const result = await inThread(job);
    const wasBroken = status.isBroken;
    status.isBroken = !result.ok;
    if (result.ok) {
      status.at = result.at;
      status.entries = result.entries;
      log.info("checkpoint written", { count: result.entries });
    } else {
      log.error("the journal does not hold", { code: "journal_broken" });
      if (!wasBroken) await onBroken(result.text);
    }
    return result;
  }

  function inThread(job: CheckpointJob): Promise<CheckpointResult> {
    const isSource = import.meta.url.endsWith(".ts");
    const script = fileURLToPath(new URL(`./checkpoint-thread.${isSource ? "ts" : "js"}`, import.meta.url));
    return new Promise((resolve, reject) => {
      const worker = new Worker(script, {
        workerData: job,
        execArgv: isSource ? ["--conditions=@switchyard/source"] : [],
        env: { DATA_DIR: dataDir },
      });
      thread = worker;
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => {
        if (thread === worker) thread = null;
        reject(new Error("the checkpoint's thread ended without an answer"));
      });
    });
  }

  function arm(ms: number): void {
    if (stopping || !isOn) return;
    timer = setTimeout(() => {
      void run()
        .catch((cause: unknown) => log.error("no checkpoint", { error: errorName(cause) }))
        .then(() => arm(Math.min(settings.everyHours * HOUR, LONGEST_WAIT)));
    }, ms).unref();
  }
  return {
    status,
    run,
    start: () => arm(FIRST_MS),
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      if (!isOn) return;
      const late = new Promise<void>((resolve) => setTimeout(resolve, settings.atStopMs ?? AT_STOP_MS).unref());
      const last = run().catch((cause: unknown) => log.warn("no checkpoint at the stop", { error: errorName(cause) }));
      await Promise.race([last, late]);
      await (thread as Worker | null)?.terminate();
    },
  };
}
