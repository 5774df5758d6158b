/** Whether the disk still takes what is written: what `/readyz` asks, cheap enough for every second. */
import { open, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { StoreError } from "@switchyard/store";

interface RoomOptions {
  folder: string;
  /** How many writes found no room so far. */
  timesFull(): number;
}

/** SQLite's log between two checkpoints: with less than this left the next orders may not fit. */
const LEAST_FREE = 4 * 1024 * 1024;
const PROBE_BYTES = 64 * 1024;
const PROBE_EVERY_MS = 1000;

/** Of a file beside the database: an upload, a replay's columns. */
const isNoRoom = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && (cause.code === "ENOSPC" || cause.code === "EDQUOT");

/** What is free on the disk of this folder, for this user; 0 where nobody can tell. */
export const freeBytes = (folder: string): Promise<number> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );

/** Answers whether there is room. Where a write found none (a quota does not show in what is free), one is tried until it fits. */
export function roomOf({ folder, timesFull }: RoomOptions): () => Promise<boolean> {
  let tried = { at: Number.NEGATIVE_INFINITY, times: 0, answer: Promise.resolve(true) };
  return async () => {
    if ((await freeBytes(folder)) < LEAST_FREE) return false;
    const isKnown = tried.times === timesFull() && (await tried.answer);
    const at = performance.now();
    if (!isKnown && at - tried.at > PROBE_EVERY_MS)
      tried = { at, times: timesFull(), answer: mayWrite(join(folder, ".room")) };
    // A write that found none after the try began knows better.
    return tried.times === timesFull() && (await tried.answer);
  };
}

async function mayWrite(file: string): Promise<boolean> {
  try {
    const probe = await open(file, "w");
    try {
      await probe.writeFile(Buffer.alloc(PROBE_BYTES));
      await probe.sync();
    } finally {
      await probe.close();
    }
    return true;
  } catch {
    return false;
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}

/** What the store did not take, and after how many seconds it may. Null: something else. */
export function storeProblem(
  cause: unknown,
): { code: "disk_full" | "disk_failed" | "overloaded"; retryAfter: number } | null {
  if (isNoRoom(cause)) return { code: "disk_full", retryAfter: 60 };
  if (!(cause instanceof StoreError)) return null;
  switch (cause.code) {
    case "full":
      return { code: "disk_full", retryAfter: 60 };
    case "disk_failed":
      return { code: "disk_failed", retryAfter: 5 };
    case "busy":
      return { code: "overloaded", retryAfter: 5 };
    default:
      return null;
  }
}
