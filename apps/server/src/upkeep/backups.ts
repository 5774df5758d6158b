/** Copies of the whole file, made by themselves and read through; when none can be made, people are told. */
import type { Text } from "@switchyard/orders";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import { askChild, type Child } from "../runtime/child.ts";
import type { Clock } from "../runtime/clock.ts";
import { keptBackups } from "./backup-job.ts";

export interface BackupSettings {
  /** Of this file's backups alone; better on another disk. */
  folder: string;
  /** 0: none by itself. */
  everyHours: number;
  /** How many stay. */
  keep: number;
}
export interface BackupJob extends Pick<BackupSettings, "folder" | "keep"> {
  file: string;
  now: number;
}
export type BackupResult = { ok: true; at: number; bytes: number } | { ok: false; text: Text };
export interface KeptBackup {
  name: string;
  at: number;
  bytes: number;
}
export interface BackupStatus {
  everyHours: number;
  keep: number;
  /** The newest first. */
  kept: KeptBackup[];
  isRunning: boolean;
  /** Since the newest that was made; null: the last try went well, or there was none. */
  failure: { at: number; text: Text } | null;
}
export interface Backups {
  start(): void;
  /** One now; whoever asks while one is being made is given that one. Never rejects. */
  run(): Promise<BackupResult>;
  status(): BackupStatus;
  stop(): void;
}
interface BackupsOptions {
  file: string;
  settings: BackupSettings;
  clock: Clock;
  log: Log;
  onFailed(text: Text): Promise<void>;
}

const HOUR = 60 * 60_000;
/** How often it is looked whether one is due: a machine that slept, or whose clock was set, is noticed. */
const LOOK_MS = 10 * 60_000;
const AGAIN_AFTER = HOUR;

export function createBackups({ file, settings, clock, log, onFailed }: BackupsOptions): Backups {
  const { folder, everyHours, keep } = settings;
  let failure: BackupStatus["failure"] = null;
  let running: Promise<BackupResult> | null = null;
  let child: Child | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;

  function run(): Promise<BackupResult> {
    running ??= once().finally(() => {
      running = null;
    });
    return running;
  }

  async function once(): Promise<BackupResult> {
    const job: BackupJob = { file, folder, keep, now: clock.wall() };
    const asked = askChild<BackupJob, BackupResult>(new URL("./backup-child.ts", import.meta.url), job);
    child = asked;
    const result = await asked.answer.catch(
      (cause: unknown): BackupResult => ({ ok: false, text: ended(errorName(cause)) }),
    );
    child = null;
    if (stopping && !result.ok) return result;
    const wasFailing = failure !== null;
    if (result.ok) {
      failure = null;
      log.info("backup written", { count: result.bytes });
      return result;
    }
    failure = { at: clock.wall(), text: result.text };
    log.error("no backup", { code: "backup_failed" });
    if (!wasFailing) await tell(result.text);
    return result;
  }

  async function tell(text: Text): Promise<void> {
    try {
      await onFailed(text);
    } catch (cause) {
      log.error("nobody was told that there is no backup", { error: errorName(cause) });
    }
  }

  function lookWhetherDue(): void {
    const now = clock.wall();
    if (failure !== null && now - failure.at < AGAIN_AFTER) return;
    // One that says it was made later than now was made by a clock that has been set back since.
    const newest = keptBackups(folder).find(({ at }) => at <= now)?.at ?? Number.NEGATIVE_INFINITY;
    if (now - newest < everyHours * HOUR) return;
    void run();
  }

  return {
    start() {
      if (everyHours > 0) timer = setInterval(lookWhetherDue, LOOK_MS).unref();
    },
    run,
    status: () => ({ everyHours, keep, kept: keptBackups(folder), isRunning: running !== null, failure }),
    stop() {
      stopping = true;
      if (timer !== null) clearInterval(timer);
      child?.kill();
    },
  };
}

const ended = (reason: string): Text => ({
  zh: `备份进程意外结束（${reason}）。`,
  en: `The backup's process ended by itself (${reason}).`,
});
