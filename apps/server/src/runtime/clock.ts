/** The shell's clock. It never goes back, so that order ids and instants ascend whatever the machine's clock does. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** From now on at least this instant: what the journal already says. */
  atLeast(at: number): void;
  /** The machine's own time, which may be set back: for what others hold beside their clocks (signatures). */
  wall(): number;
}

/** Set back, it neither stands still (no promise would ever run out) nor stays ahead for ever: it waits for the machine at half pace. */
const PACE = 1 / 2;

/** `ticks`: milliseconds of a clock that nobody can set. */
export function systemClock(wall: () => number = Date.now, ticks: () => number = () => performance.now()): Clock {
  let last = 0;
  let ticked = ticks();
  return {
    now() {
      const tick = ticks();
      last = Math.max(wall(), last + (tick - ticked) * PACE);
      ticked = tick;
      return Math.floor(last);
    },
    atLeast(at) {
      last = Math.max(last, at);
    },
    wall,
  };
}
