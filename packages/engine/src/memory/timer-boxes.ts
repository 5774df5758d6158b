/**
 * Timers by when they are due: records of numbers side by side, of which collecting garbage finds nothing to copy. They lie in
 * boxes of one minute; only the box whose turn has come is put in order. Setting one and taking one out touch little
 * memory, however many there are.
 */
import { NONE } from "./places.ts";

const MINUTE = 60_000;
const FIRST = 128;

/** A record takes 32 bytes: when it is due, in eight of them, and these numbers. */
const NUMBERS = 8;
const INSTANTS = NUMBERS / 2;
const [OWNER, NAME, NEXT, BELOW] = [2, 3, 4, 5];

export class TimerBoxes {
  #instants = new Float64Array(FIRST * INSTANTS);
  #numbers = new Int32Array(this.#instants.buffer);
  #count = 0;
  /** Records that are free again, each naming the next as `BELOW`. */
  #free = NONE;
  /** Names are those of nodes that wait: few. */
  readonly #names: string[] = [];
  readonly #byName = new Map<string, number>();
  /** The newest timer of each minute, which names the one below. */
  readonly #boxes = new Map<number, number>();
  /** Their minutes, the least first: a heap. New ones are nearly always among the last. */
  readonly #minutes: number[] = [];
  /** The box whose turn it is, in order; those before `#taken` are gone. */
  #turn: number[] = [];
  #turnMinute = 0;
  #taken = 0;
  readonly #compareOwners: (a: number, b: number) => number;

  /** `compareOwners`: at one instant timers come in their order. */
  constructor(compareOwners: (a: number, b: number) => number) {
    this.#compareOwners = compareOwners;
  }

  due(timer: number): number {
    return this.#instants[timer * INSTANTS] as number;
  }
  owner(timer: number): number {
    return this.#numbers[timer * NUMBERS + OWNER] as number;
  }
  name(timer: number): string {
    return this.#names[this.#numbers[timer * NUMBERS + NAME] as number] ?? "";
  }
  /** The owner's next one. */
  next(timer: number): number {
    return this.#numbers[timer * NUMBERS + NEXT] as number;
  }
  setNext(timer: number, next: number): void {
    this.#numbers[timer * NUMBERS + NEXT] = next;
  }

  add(owner: number, name: string, due: number, next: number): number {
    const timer = this.#newRecord();
    const at = timer * NUMBERS;
    this.#instants[timer * INSTANTS] = due;
    this.#numbers[at + OWNER] = owner;
    this.#numbers[at + NAME] = this.#numberOf(name);
    this.#numbers[at + NEXT] = next;
    const minute = Math.floor(due / MINUTE);
    if (this.#isInTurn(minute)) this.#turn.splice(this.#placeInTurn(timer), 0, timer);
    else this.#lay(timer, minute);
    return timer;
  }

  /** Takes it away: from the box whose turn it is at once; elsewhere it is passed over when its turn comes. */
  drop(timer: number): void {
    if (this.#isInTurn(Math.floor(this.due(timer) / MINUTE))) {
      this.#turn.splice(this.#placeInTurn(timer), 1);
      this.release(timer);
    } else this.#numbers[timer * NUMBERS + OWNER] = NONE;
  }

  /** The next timer that is due at or before `at`, taken out; `NONE` when there is none. `release` it once it is read. */
  take(at: number): number {
    for (;;) {
      const minute = this.#minutes[0];
      if (this.#taken < this.#turn.length) {
        if (minute !== undefined && minute < this.#turnMinute) this.#layBack();
        else {
          const timer = this.#turn[this.#taken] as number;
          if (this.due(timer) > at) return NONE;
          this.#taken += 1;
          return timer;
        }
      } else if (minute === undefined || minute * MINUTE > at) return NONE;
      else this.#open(minute);
    }
  }

  /** Its record may be another's. */
  release(timer: number): void {
    this.#numbers[timer * NUMBERS + BELOW] = this.#free;
    this.#free = timer;
  }

  /** In the order in which they are due. */
  readonly compare = (a: number, b: number): number => {
    const apart = this.due(a) - this.due(b);
    if (apart !== 0) return apart;
    const [one, other] = [this.name(a), this.name(b)];
    return this.#compareOwners(this.owner(a), this.owner(b)) || (one < other ? -1 : one > other ? 1 : 0);
  };

  #newRecord(): number {
    const known = this.#free;
    if (known !== NONE) {
      this.#free = this.#numbers[known * NUMBERS + BELOW] as number;
      return known;
    }
    if (this.#count * INSTANTS === this.#instants.length) {
      const before = this.#instants;
      this.#instants = new Float64Array(before.length * 2);
      this.#instants.set(before);
      this.#numbers = new Int32Array(this.#instants.buffer);
    }
    this.#count += 1;
    return this.#count - 1;
  }

  #numberOf(name: string): number {
    let number = this.#byName.get(name);
    if (number === undefined) {
      number = this.#names.push(name) - 1;
      this.#byName.set(name, number);
    }
    return number;
  }

  #lay(timer: number, minute: number): void {
    const top = this.#boxes.get(minute);
    this.#numbers[timer * NUMBERS + BELOW] = top ?? NONE;
    this.#boxes.set(minute, timer);
    if (top === undefined) pushLeast(this.#minutes, minute);
  }

  /** A timer of an earlier minute has come: what is left of this box waits again. */
  #layBack(): void {
    const left = this.#turn.slice(this.#taken);
    this.#turn = [];
    this.#taken = 0;
    for (const timer of left) this.#lay(timer, this.#turnMinute);
  }

  #open(minute: number): void {
    takeLeast(this.#minutes);
    const turn: number[] = [];
    let timer = this.#boxes.get(minute) ?? NONE;
    this.#boxes.delete(minute);
    while (timer !== NONE) {
      const below = this.#numbers[timer * NUMBERS + BELOW] as number;
      if (this.owner(timer) === NONE) this.release(timer);
      else turn.push(timer);
      timer = below;
    }
    if (turn.length > 1) turn.reverse().sort(this.compare);
    this.#turn = turn;
    this.#turnMinute = minute;
    this.#taken = 0;
  }

  #isInTurn(minute: number): boolean {
    return minute === this.#turnMinute && this.#taken < this.#turn.length;
  }

  #placeInTurn(timer: number): number {
    let [low, high] = [this.#taken, this.#turn.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.#turn[middle] as number, timer) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function pushLeast(heap: number[], minute: number): void {
  let at = heap.push(minute) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above] as number;
    if (other <= minute) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = minute;
}

function takeLeast(heap: number[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && (heap[below + 1] as number) < (heap[below] as number)) below += 1;
    const other = heap[below] as number;
    if (other >= last) break;
    heap[at] = other;
    at = below;
  }
  heap[at] = last;
}
