/** Turns at a thing that one at a time may use, first come first served. */
export interface Lane {
  /** Waits for the turn; the answer ends it. */
  enter(): Promise<() => void>;
}

export function lane(): Lane {
  let last: Promise<void> = Promise.resolve();
  return {
    enter() {
      const before = last;
      let leave: () => void = () => {};
      last = new Promise((resolve) => {
        leave = resolve;
      });
      return before.then(() => leave);
    },
  };
}
