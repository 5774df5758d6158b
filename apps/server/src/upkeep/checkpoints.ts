/** Signed heads of the journal, written on a schedule and at the stop; what they find is told, never mended. */
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import { askChild, type Child } from "../runtime/child.ts";
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
/** setTimeout cannot wait for months, and a machine that slept is to be noticed. */
const LONGEST_WAIT = HOUR;

export function createCheckpoints({ dataDir, file, settings, clock, log, onBroken }: CheckpointOptions): Checkpoints {
  const status: CheckpointStatus = { at: null, entries: 0, isBroken: false };
  const isOn = settings.everyHours > 0;
  let timer: NodeJS.Timeout | null = null;
  let child: Child | null = null;
  let stopping = false;

  async function run(): Promise<CheckpointResult> {
    const job: CheckpointJob = { dataDir, file, folder: settings.folder, now: clock.wall() };
    const script = new URL("./checkpoint-child.ts", import.meta.url);
    const asked = askChild<CheckpointJob, CheckpointResult>(script, job, { env: { DATA_DIR: dataDir } });
    child = asked;
    const result = await asked.answer.finally(() => {
      child = null;
    });
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

  function arm(due: number): void {
    if (stopping || !isOn) return;
    const look = () => {
      if (clock.now() < due) return arm(due);
      void run()
        .catch((cause: unknown) => log.error("no checkpoint", { error: errorName(cause) }))
        .then(() => arm(clock.now() + settings.everyHours * HOUR));
    };
    timer = setTimeout(look, Math.min(due - clock.now(), LONGEST_WAIT)).unref();
  }
  return {
    status,
    run,
    start: () => arm(clock.now() + FIRST_MS),
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      if (!isOn) return;
      const late = new Promise<void>((resolve) => setTimeout(resolve, settings.atStopMs ?? AT_STOP_MS).unref());
      const last = run().catch((cause: unknown) => log.warn("no checkpoint at the stop", { error: errorName(cause) }));
      await Promise.race([last, late]);
      (child as Child | null)?.kill();
    },
  };
}
