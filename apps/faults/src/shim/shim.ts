/** The shim from the tests' side: compiled once, switched and read through a shared file. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { delimiter, join } from "node:path";

const COMPILED = join(import.meta.dirname, "../../../../node_modules/.cache/switchyard-faults");

/** Places of the numbers in the control file; the shim's source has the same list. */
const SWITCHES = {
  /** Every sync takes this long, in microseconds. */
  slowMinUs: 0,
  slowMaxUs: 1,
  /** How many of the next syncs fail with EIO. */
  failSyncs: 2,
  /** 1: writes that would make a file longer fail with ENOSPC. */
  noSpace: 3,
  /** Every write takes this much longer, in microseconds. */
  writeDelayUs: 4,
  /** The wall clock is ahead by this much. */
  clockOffsetMs: 5,
  /** The process kills itself when it comes to this point of moving SQLite's log into the file; 0: it does not. */
  cutAt: 6,
} as const;
/** Points of moving the log, in their order, with their numbers: what each names was not done yet, or half of it. */
export const MOVING = { logSync: 1, pages: 2, fileSync: 3, restart: 4, firstFrames: 5 } as const;
export type Moving = keyof typeof MOVING;
/** `moved`: how often the log was moved into the file. */
const COUNTERS = {
  ...{ syncs: 16, slowed: 17, failed: 18, refused: 19, delayed: 20, shadowed: 21, shifted: 22, moved: 23 },
  ...{ cutLogSync: 25, cutPages: 26, cutFileSync: 27, cutRestart: 28, cutFirstFrames: 29 },
} as const;

export interface Shim {
  /** For the server's environment. */
  env: Record<string, string>;
  /** What a disk that loses everything unsynced would hold. */
  shadow: string;
  set(switches: Partial<Record<keyof typeof SWITCHES, number>>): void;
  /** How often each fault fired since the shim was made. */
  read(counter: keyof typeof COUNTERS): number;
  close(): void;
}

/** Why the shim cannot be used here, or null. Tests skip with these words. */
export function shimMissing(): string | null {
  if (process.platform !== "linux") return `LD_PRELOAD needs Linux, this is ${process.platform}`;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, "gcc"))) ? null : "no gcc on this machine";
}

/** The library of this source. Whoever comes first compiles it; it takes its name when it is whole, so that two do not disturb each other. */
function compiled(): string {
  const source = join(import.meta.dirname, "disk.c");
  const hash = createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 16);
  const library = join(COMPILED, `disk-${hash}.so`);
  if (existsSync(library)) return library;
  mkdirSync(COMPILED, { recursive: true });
  const fresh = `${library}.${process.pid}`;
  const built = spawnSync("gcc", ["-O2", "-shared", "-fPIC", "-o", fresh, source, "-ldl", "-lpthread"]);
  if (built.status !== 0) throw new Error(`the shim does not compile:\n${built.stderr}`);
  renameSync(fresh, library);
  return library;
}

/** For files under `root`; what it keeps lies in `folder`. */
export function makeShim(folder: string, root: string): Shim {
  const library = compiled();
  const shadow = join(folder, "shadow");
  mkdirSync(shadow, { recursive: true });
  const control = join(folder, "control");
  writeFileSync(control, new Uint8Array(512));
  const fd = openSync(control, "r+");
  const eight = Buffer.alloc(8);
  return {
    env: { LD_PRELOAD: library, FAULT_ROOT: root, FAULT_SHADOW: shadow, FAULT_CONTROL: control },
    shadow,
    set(switches) {
      for (const [name, value] of Object.entries(switches)) {
        eight.writeBigInt64LE(BigInt(value));
        writeSync(fd, eight, 0, 8, 8 * SWITCHES[name as keyof typeof SWITCHES]);
      }
    },
    read(counter) {
      readSync(fd, eight, 0, 8, 8 * COUNTERS[counter]);
      return Number(eight.readBigInt64LE());
    },
    close: () => closeSync(fd),
  };
}
