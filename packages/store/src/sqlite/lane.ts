/** Turns at a thing that one at a time may use. */
import type { Turn } from "../port/store.ts";

export interface Lane {
  /** Waits for the turn; the answer ends it. */
  enter(turn: Turn): Promise<() => void>;
}

/** Orders first; but after each of them one of the others, if one waits. Among their own, first come first served. */
export function lane(): Lane {
  const waiting: Record<Turn, (() => void)[]> = { orders: [], others: [] };
  let isTaken = false;
  let last: Turn = "others";

  function leave(): void {
    const next: Turn =
      waiting.orders.length > 0 && (last === "others" || waiting.others.length === 0) ? "orders" : "others";
    const go = waiting[next].shift();
    if (go === undefined) {
      isTaken = false;
      return;
    }
    last = next;
    go();
  }
  return {
    enter(turn) {
      if (isTaken) return new Promise((resolve) => waiting[turn].push(() => resolve(once(leave))));
      isTaken = true;
      last = turn;
      return Promise.resolve(once(leave));
    },
  };
}

/** Who leaves twice would send two into the lane. */
function once(leave: () => void): () => void {
  let isLeft = false;
  return () => {
    if (isLeft) return;
    isLeft = true;
    leave();
  };
}
