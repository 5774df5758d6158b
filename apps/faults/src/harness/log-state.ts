/** What a killed server left of SQLite's log and of its index, which says how far the log was moved into the file. */
import { existsSync, readFileSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";
import { fileIn } from "./audit.ts";

export interface LogState {
  /** How often the log was begun anew, after it had been moved whole, since the last end that was no kill. */
  restarts: number;
  /** The kill came while pages were on their way into the file. */
  isHalfMoved: boolean;
}

/** Places in the log's header and in its index (sqlite.org/walformat.html). */
const RESTARTS = 12;
const MOVED = 96;
const TO_BE_MOVED = 128;

export function readLogState(dataDir: string): LogState {
  const log = fileOrNothing(`${fileIn(dataDir)}-wal`);
  const index = fileOrNothing(`${fileIn(dataDir)}-shm`);
  const native = (at: number) => (endianness() === "LE" ? index.readUInt32LE(at) : index.readUInt32BE(at));
  return {
    restarts: log.length < 32 ? 0 : log.readUInt32BE(RESTARTS),
    isHalfMoved: index.length >= 136 && native(TO_BE_MOVED) > native(MOVED),
  };
}
const fileOrNothing = (path: string) => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));

/** For node, before the server: its log is short. */
export const SHORT_LOG = ["--import", join(import.meta.dirname, "short-log.ts")];
