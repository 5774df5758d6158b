/** Rings at an instant of the shell's clock, one ring at a time; a ring that fails comes again in a moment. */
import type { Clock } from "../runtime/clock.ts";

export interface Alarm {
  /** Rings at this instant, unless it is set to an earlier one; null sets nothing. */
  by(at: number | null): void;
  /** Holds its instant against the clock, which may have been set: rings now if it is over, and waits for what is left of it if not. */
  look(): void;
  /** Resolves when the last ring is over. */
  stop(): Promise<void>;
}

/** What failed may go well in a moment: a disk that is full now has room then. */
export const AGAIN_MS = 1000;
/** A machine sleeps or its clock is set while a timeout counts on; and a timeout cannot be longer than 24.8 days. */
const LONGEST_WAIT = 60_000;

/** `ring` answers when it is to ring next, where that is known; it says itself what failed. */
export function createAlarm(clock: Clock, ring: () => Promise<number | null>): Alarm {
  let set: { at: number; handle: NodeJS.Timeout } | null = null;
  let ringing: Promise<void> | null = null;
  let isMissed = false;
  let stopping = false;

  function clear(): void {
    if (set !== null) clearTimeout(set.handle);
    set = null;
  }
  function by(at: number | null): void {
    if (at === null || stopping || (set !== null && set.at <= at)) return;
    wait(at);
  }
  function wait(at: number): void {
    clear();
    const ms = Math.min(Math.max(at - clock.now(), 0), LONGEST_WAIT);
    set = { at, handle: setTimeout(ringNow, ms).unref() };
  }
  function ringNow(): void {
    clear();
    if (ringing !== null) {
      isMissed = true;
      return;
    }
    ringing = ring()
      .catch(() => clock.now() + AGAIN_MS)
      .then((next) => {
        ringing = null;
        by(isMissed ? clock.now() : next);
        isMissed = false;
      });
  }
  return {
    by,
    look() {
      if (set === null) return;
      if (set.at <= clock.now()) ringNow();
      else wait(set.at);
    },
    async stop() {
      stopping = true;
      clear();
      await ringing;
    },
  };
}
