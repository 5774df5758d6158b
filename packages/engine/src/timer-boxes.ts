/**
 * Timers by when they are due. They lie in boxes of one minute, in the order in which they were set; only the box whose turn
 * has come is put in order. Setting one and taking one out touch little memory, however many there are.
 */
import { compareKeys, type StateKey } from "./key.ts";

export interface Timer {
  readonly key: StateKey;
  readonly timer: string;
  readonly due: number;
  /** Set again or taken away since: passed over when its turn comes. */
  isStale: boolean;
}

interface Box<T> {
  minute: number;
  /** Once ordered: the last one to be due comes first, so that the next is taken from the end. */
  timers: T[];
  isOrdered: boolean;
}

const MINUTE = 60_000;

export class TimerBoxes<T extends Timer> {
  readonly #byMinute = new Map<number, Box<T>>();
  /** The box whose turn comes next is the last. */
  readonly #boxes: Box<T>[] = [];

  add(timer: T): void {
    const minute = Math.floor(timer.due / MINUTE);
    const box = this.#byMinute.get(minute) ?? this.#newBox(minute);
    if (box.isOrdered)
      box.timers.splice(
        placeFor(box.timers, (other) => byDue(other, timer) > 0),
        0,
        timer,
      );
    else box.timers.push(timer);
  }

  #newBox(minute: number): Box<T> {
    const box: Box<T> = { minute, timers: [], isOrdered: false };
    this.#byMinute.set(minute, box);
    this.#boxes.splice(
      placeFor(this.#boxes, (other) => other.minute > minute),
      0,
      box,
    );
    return box;
  }

  /** The next timer that is due at or before `at`, taken out; undefined when there is none. */
  take(at: number): T | undefined {
    for (let box = this.#boxes.at(-1); box !== undefined && box.minute * MINUTE <= at; box = this.#boxes.at(-1)) {
      if (!box.isOrdered) {
        box.timers.sort((a, b) => byDue(b, a));
        box.isOrdered = true;
      }
      for (let next = box.timers.at(-1); next !== undefined; next = box.timers.at(-1)) {
        if (!next.isStale && next.due > at) return undefined;
        box.timers.pop();
        if (!next.isStale) return next;
      }
      this.#byMinute.delete(box.minute);
      this.#boxes.pop();
    }
    return undefined;
  }
}

/** Of a list whose front all stands after the new one: how long that front is. */
function placeFor<T>(list: readonly T[], isAfter: (other: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && isAfter(other)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At one instant in the order of keys, so that it does not matter in which order they were set. */
export function byDue(a: Timer, b: Timer): number {
  return a.due - b.due || compareKeys(a.key, b.key) || (a.timer < b.timer ? -1 : a.timer > b.timer ? 1 : 0);
}
