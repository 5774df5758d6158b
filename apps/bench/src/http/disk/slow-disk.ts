/** A disk whose flush takes a while, the same for every program that is preloaded with it; compiled when the bench runs. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Places of the numbers in a control file, after how long to wait; `slow-sync.c` has the same list. */
const SYNCS = 1;
const TOOK_NS = 2;

interface Syncs {
  count: number;
  /** Milliseconds of all of them together. */
  ms: number;
}
export interface SlowDisk {
  /** For the environment of a program, under a name of its own. */
  envFor(name: string): Record<string, string>;
  /** From now on every flush of every program takes this much longer. 0: the machine as it is. */
  take(ms: number): void;
  /** What a program has flushed so far. */
  syncs(name: string): Syncs;
}

/** Throws where it cannot be compiled. */
export function makeSlowDisk(folder: string): SlowDisk {
  const library = join(folder, "slow-sync.so");
  const source = join(import.meta.dirname, "slow-sync.c");
  const built = spawnSync("gcc", ["-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the slow disk needs Linux and gcc: ${built.stderr ?? built.error}`);
  const controls = new Map<string, string>();
  let wait = 0n;
  /** Only the first number is ours to write: a program counts in the others. */
  const tell = (file: string) => writeFileSync(file, new Uint8Array(BigInt64Array.of(wait).buffer), { flag: "r+" });
  return {
    envFor(name) {
      const file = join(folder, `control-${controls.size}`);
      writeFileSync(file, new Uint8Array(24));
      controls.set(name, file);
      tell(file);
      return { LD_PRELOAD: library, SLOW_SYNC_CONTROL: file };
    },
    take(ms) {
      wait = BigInt(Math.round(ms * 1000));
      for (const file of controls.values()) tell(file);
    },
    syncs(name) {
      const file = controls.get(name);
      if (file === undefined) return { count: 0, ms: 0 };
      const bytes = readFileSync(file);
      const at = (place: number) => Number(bytes.readBigInt64LE(place * 8));
      return { count: at(SYNCS), ms: at(TOOK_NS) / 1e6 };
    },
  };
}
