/**
 * Timers by when they are due. They lie in boxes of one minute, in the order in which they were set; only the box whose turn
 * has come is put in order. Setting one and taking one out touch little memory, however many there are.
 */
import { compareKeys, type StateKey } from "./key.ts";
import { short } from "./short.ts";

export interface Timer {
  readonly key: StateKey;
  readonly timer: string;
  /** When it is due, as the minute and the milliseconds after it: two short numbers take no room of their own, a long one does. */
  readonly minute: number;
  readonly rest: number;
  /** Set again or taken away since: passed over when its turn comes. */
  isStale: boolean;
}

interface Box<T> {
  minute: number;
  timers: T[];
  /** How many of them have been taken; null: its turn has not come, and they are in no order. */
  taken: number | null;
}

const MINUTE = 60_000;
export const minuteOf = (due: number): number => short(Math.floor(due / MINUTE));
export const restOf = (due: number): number => short(due - minuteOf(due) * MINUTE);
export const dueAt = ({ minute, rest }: Pick<Timer, "minute" | "rest">): number => minute * MINUTE + rest;

export class TimerBoxes<T extends Timer> {
  readonly #byMinute = new Map<number, Box<T>>();
  /** By minute. New ones are nearly always the last. */
  readonly #boxes: Box<T>[] = [];

  add(timer: T): void {
    const { minute } = timer;
    const { timers, taken } = this.#byMinute.get(minute) ?? this.#newBox(minute);
    if (taken === null) timers.push(timer);
    else
      timers.splice(
        placeFor(timers, taken, (other) => byDue(other, timer) < 0),
        0,
        timer,
      );
  }

  #newBox(minute: number): Box<T> {
    const box: Box<T> = { minute, timers: [], taken: null };
    this.#byMinute.set(minute, box);
    const place = placeFor(this.#boxes, 0, (other) => other.minute < minute);
    if (place === this.#boxes.length) this.#boxes.push(box);
    else this.#boxes.splice(place, 0, box);
    return box;
  }

  /** The next timer that is due at or before `at`, taken out; undefined when there is none. */
  take(at: number): T | undefined {
    for (let box = this.#boxes[0]; box !== undefined && box.minute * MINUTE <= at; box = this.#boxes[0]) {
      const { timers } = box;
      if (box.taken === null) timers.sort(byDue);
      for (let place = box.taken ?? 0; place < timers.length; place++) {
        const next = timers[place];
        if (next === undefined || next.isStale) continue;
        const isDue = dueAt(next) <= at;
        box.taken = isDue ? place + 1 : place;
        return isDue ? next : undefined;
      }
      this.#byMinute.delete(box.minute);
      this.#boxes.shift();
    }
    return undefined;
  }
}

/** How many of a list, of which `from` are not asked about, stand before the new one. */
function placeFor<T>(list: readonly T[], from: number, isBefore: (other: T) => boolean): number {
  let [low, high] = [from, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && isBefore(other)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At one instant in the order of keys, so that it does not matter in which order they were set. */
export function byDue(a: Timer, b: Timer): number {
  return (
    a.minute - b.minute ||
    a.rest - b.rest ||
    compareKeys(a.key, b.key) ||
    (a.timer < b.timer ? -1 : a.timer > b.timer ? 1 : 0)
  );
}
