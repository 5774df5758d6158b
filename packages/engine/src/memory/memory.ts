/** State in memory, for replay, tests and the page: a view, its writes, its timers in the order in which they are due. */
import type { StateWrite, TimerWrite } from "../effect/effect.ts";
import { compareKeys, KEY_KINDS, type KeyKind, type StateKey } from "../state/key.ts";
import type { StateValue, StateView } from "../state/state.ts";
import { NONE, Places } from "./places.ts";
import { TimerBoxes } from "./timer-boxes.ts";

export interface DueTimer<B = never> {
  key: StateKey;
  timer: string;
  due: number;
  /** What was laid beside the key; undefined: nothing. */
  beside: B | undefined;
}

/** The places of one kind of key. The one that was asked for last is nearly always the one asked for next. */
class Shelf<B> {
  readonly rank: number;
  readonly kind: KeyKind;
  readonly places = new Places<StateValue, B>();
  /** Whether some value of it may be purged. */
  mayEnd = false;
  #key: string | null = null;
  #place = NONE;

  constructor(rank: number, kind: KeyKind) {
    this.rank = rank;
    this.kind = kind;
  }

  find(key: string): number {
    if (key !== this.#key) this.recall(key, this.places.find(key));
    return this.#place;
  }

  findOrMake(key: string): number {
    if (this.find(key) === NONE) this.#place = this.places.add(key);
    return this.#place;
  }

  /** It is what will be asked for next. */
  recall(key: string, place: number): void {
    this.#key = key;
    this.#place = place;
  }

  dropEmpty(place: number): void {
    if (this.places.value(place) !== undefined || this.places.timer(place) !== NONE) return;
    this.places.remove(place);
    this.#key = null;
  }
}

/** Of a timer's owner: the shelf, and the place on it. */
const SHELVES = KEY_KINDS.length;
const ownerOf = ({ rank }: { rank: number }, place: number): number => place * SHELVES + rank;

/** `B`: what somebody lays beside keys, to have it at hand when a timer is due. */
export class MemoryState<B = never> implements StateView {
  readonly #order = new Shelf<B>(0, "order");
  readonly #batch = new Shelf<B>(1, "batch");
  readonly #counter = new Shelf<B>(2, "counter");
  readonly #channel = new Shelf<B>(3, "channel");
  readonly #boxes = new TimerBoxes((a, b) => (a === b ? 0 : compareKeys(this.#keyOf(a), this.#keyOf(b))));

  #shelf(kind: KeyKind): Shelf<B> {
    switch (kind) {
      case "order":
        return this.#order;
      case "batch":
        return this.#batch;
      case "counter":
        return this.#counter;
      case "channel":
        return this.#channel;
    }
  }

  #shelfOf(owner: number): Shelf<B> {
    return this.#shelf(KEY_KINDS[owner % SHELVES] ?? "order");
  }

  #keyOf(owner: number): StateKey {
    const { kind, places } = this.#shelfOf(owner);
    return { kind, key: places.key(placeOf(owner)) };
  }

  get(key: StateKey): StateValue | undefined {
    const shelf = this.#shelf(key.kind);
    const place = shelf.find(key.key);
    return place === NONE ? undefined : shelf.places.value(place);
  }

  write(writes: readonly StateWrite<StateValue>[]): void {
    for (const { key, value, until } of writes) {
      const shelf = this.#shelf(key.kind);
      const place = value === null ? shelf.find(key.key) : shelf.findOrMake(key.key);
      if (place === NONE) continue;
      shelf.places.setValue(place, value ?? undefined);
      if (value === null) {
        shelf.places.setUntil(place, undefined);
        shelf.dropEmpty(place);
      } else if (until !== undefined) {
        shelf.places.setUntil(place, until);
        shelf.mayEnd = true;
      }
    }
  }

  /** Lies there as long as the key has a value or a timer; nothing happens where it has neither. */
  layBeside(key: StateKey, beside: B): void {
    const shelf = this.#shelf(key.kind);
    const place = shelf.find(key.key);
    if (place !== NONE) shelf.places.setBeside(place, beside);
  }

  setTimers(timers: readonly TimerWrite[]): void {
    for (const { key, timer, due } of timers) {
      const shelf = this.#shelf(key.kind);
      const place = due === null ? shelf.find(key.key) : shelf.findOrMake(key.key);
      if (place === NONE) continue;
      const known = this.#unchain(shelf, place, timer);
      if (known !== NONE) this.#boxes.drop(known);
      if (due === null) shelf.dropEmpty(place);
      else {
        const { places } = shelf;
        places.setTimer(place, this.#boxes.add(ownerOf(shelf, place), timer, due, places.timer(place)));
      }
    }
  }

  /** The next timer due at or before `at`, taken out; undefined when there is none. */
  takeDue(at: number): DueTimer<B> | undefined {
    const next = this.#boxes.take(at);
    if (next === NONE) return undefined;
    const due = this.#read(next);
    const owner = this.#boxes.owner(next);
    const [shelf, place] = [this.#shelfOf(owner), placeOf(owner)];
    this.#boxes.release(this.#unchain(shelf, place, due.timer));
    shelf.recall(due.key.key, place);
    shelf.dropEmpty(place);
    return due;
  }

  timers(): DueTimer<B>[] {
    const all: number[] = [];
    for (const kind of KEY_KINDS) {
      const { places } = this.#shelf(kind);
      for (const place of places.all())
        for (let timer = places.timer(place); timer !== NONE; timer = this.#boxes.next(timer)) all.push(timer);
    }
    return all.sort(this.#boxes.compare).map((timer) => this.#read(timer));
  }

  #read(timer: number): DueTimer<B> {
    const owner = this.#boxes.owner(timer);
    const { kind, places } = this.#shelfOf(owner);
    const place = placeOf(owner);
    const key = { kind, key: places.key(place) };
    return { key, timer: this.#boxes.name(timer), due: this.#boxes.due(timer), beside: places.beside(place) };
  }

  /** Every value, in key order. */
  entries(): [StateKey, StateValue][] {
    const all: [StateKey, StateValue][] = [];
    for (const kind of KEY_KINDS) {
      const { places } = this.#shelf(kind);
      for (const place of places.all()) {
        const value = places.value(place);
        if (value !== undefined) all.push([{ kind, key: places.key(place) }, value]);
      }
    }
    return all.sort((a, b) => compareKeys(a[0], b[0]));
  }

  /** Removes what says nothing any more at `at`. */
  purge(at: number): void {
    for (const kind of KEY_KINDS) {
      const shelf = this.#shelf(kind);
      if (!shelf.mayEnd) continue;
      for (const place of shelf.places.all()) {
        const until = shelf.places.until(place);
        if (until === undefined || until >= at) continue;
        shelf.places.setUntil(place, undefined);
        shelf.places.setValue(place, undefined);
        shelf.dropEmpty(place);
      }
    }
  }

  /** Takes the timer of that name out of the place's chain; `NONE`: there was none. A place has one or two. */
  #unchain({ places }: Shelf<B>, place: number, name: string): number {
    let before = NONE;
    for (let timer = places.timer(place); timer !== NONE; before = timer, timer = this.#boxes.next(timer)) {
      if (this.#boxes.name(timer) !== name) continue;
      const next = this.#boxes.next(timer);
      if (before === NONE) places.setTimer(place, next);
      else this.#boxes.setNext(before, next);
      return timer;
    }
    return NONE;
  }
}

const placeOf = (owner: number): number => Math.floor(owner / SHELVES);
