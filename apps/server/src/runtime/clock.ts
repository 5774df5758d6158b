/** The shell's clock. It never goes back, so that order ids and instants ascend whatever the machine's clock does. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** From now on at least this instant: what the journal already says. */
  atLeast(at: number): void;
}

export function systemClock(read: () => number = Date.now): Clock {
  let last = 0;
  return {
    now() {
      last = Math.max(last, read());
      return last;
    },
    atLeast(at) {
      last = Math.max(last, at);
    },
  };
}
