/**
 * Memory. A start and a bulk upload take more than running needs, and V8 keeps what it took as long as the process idles:
 * at a quiet moment it is asked to give that back (after a start 132 MB became 99). While it works, garbage may be three
 * quarters of what lives; left alone on a machine with much memory, V8 lets four times as much gather (bulk uploads, with
 * groups of 128 lines: 410 MB became 300).
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Until the start is over, so that what it took is given back before the first orders have made machine code. */
const AT_FIRST_MS = 250;
const EVERY_MS = 3000;
/** Of one core: less is no work to speak of. */
const QUIET = 0.05;
/** What is gained must be worth 0.1 s, and that machine code which is thrown away with it is made again. */
const WORTH_BYTES = 128 * 1024 * 1024;

export interface Machine {
  /** Microseconds of processor time used so far. */
  cpu(): number;
  /** Bytes resident. */
  resident(): number;
  giveBack(): void;
}

export function keepMemoryLow(): void {
  setFlagsFromString("--heap-growing-percent=75");
  const look = looker(THIS);
  const lookIn = (ms: number): void => {
    setTimeout(() => lookIn(look(ms * 1000) ? EVERY_MS : AT_FIRST_MS), ms).unref();
  };
  lookIn(AT_FIRST_MS);
}

/**
 * Call it after so many microseconds. Gives back once after the start, and later when much has been added; answers whether
 * the start is over.
 */
export function looker({ cpu, resident, giveBack: give }: Machine): (elapsed: number) => boolean {
  let used = cpu();
  let least = Number.NEGATIVE_INFINITY;
  return (elapsed) => {
    const now = cpu();
    const isQuiet = now - used < elapsed * QUIET;
    used = now;
    if (isQuiet && resident() >= least + WORTH_BYTES) {
      give();
      used = cpu();
      least = resident();
    }
    return least !== Number.NEGATIVE_INFINITY;
  };
}

/** Takes some 0.1 s, in which nothing else runs. V8 offers it to scripts only when it is asked to. */
export function giveBack(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (how: { flavor: "last-resort" }) => void;
  setFlagsFromString("--no-expose-gc");
  collect({ flavor: "last-resort" });
}

const THIS: Machine = {
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  resident: () => process.memoryUsage.rss(),
  giveBack,
};
