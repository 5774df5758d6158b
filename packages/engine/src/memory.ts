/** State in memory, for replay, tests and the page: a view, its writes, its timers in the order in which they are due. */
import type { StateWrite, TimerWrite } from "./effect.ts";
import { compareKeys, KEY_KINDS, type KeyKind, type StateKey } from "./key.ts";
import { Places } from "./places.ts";
import type { StateValue, StateView } from "./state.ts";
import { byDue, dueAt, minuteOf, restOf, type Timer, TimerBoxes } from "./timer-boxes.ts";

export interface DueTimer {
  key: StateKey;
  timer: string;
  due: number;
}

/** All that lies under one key, found at once. */
interface Place {
  readonly kind: KeyKind;
  readonly key: string;
  value: StateValue | undefined;
  /** One or two: a chain is shorter than a list. */
  timers: PlaceTimer | null;
}
interface PlaceTimer extends Timer {
  readonly key: Place;
  next: PlaceTimer | null;
}

/** The places of one kind of key. The one that was asked for last is nearly always the one asked for next. */
class Shelf {
  readonly #kind: KeyKind;
  readonly places = new Places<Place>();
  #key: string | null = null;
  #place: Place | undefined;

  constructor(kind: KeyKind) {
    this.#kind = kind;
  }

  find(key: string): Place | undefined {
    if (key !== this.#key) {
      this.#key = key;
      this.#place = this.places.get(key);
    }
    return this.#place;
  }

  findOrMake(key: string): Place {
    const known = this.find(key);
    if (known !== undefined) return known;
    const made: Place = { kind: this.#kind, key, value: undefined, timers: null };
    this.places.add(made);
    this.#place = made;
    return made;
  }

  /** It is what will be asked for next. */
  recall(place: Place): void {
    this.#key = place.key;
    this.#place = place;
  }

  dropEmpty(place: Place): void {
    if (place.value !== undefined || place.timers !== null) return;
    this.places.delete(place.key);
    this.#key = null;
  }
}

export class MemoryState implements StateView {
  readonly #order = new Shelf("order");
  readonly #batch = new Shelf("batch");
  readonly #counter = new Shelf("counter");
  readonly #channel = new Shelf("channel");
  readonly #boxes = new TimerBoxes<PlaceTimer>();
  /** Values that may be purged, and after when: the shell of a database deletes them by their `until`. */
  readonly #until = new Map<Place, number>();

  #shelf(kind: KeyKind): Shelf {
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

  get(key: StateKey): StateValue | undefined {
    return this.#shelf(key.kind).find(key.key)?.value;
  }

  write(writes: readonly StateWrite<StateValue>[]): void {
    for (const { key, value, until } of writes) {
      const shelf = this.#shelf(key.kind);
      const place = value === null ? shelf.find(key.key) : shelf.findOrMake(key.key);
      if (place === undefined) continue;
      place.value = value ?? undefined;
      if (until !== undefined) this.#until.set(place, until);
      if (value !== null) continue;
      this.#until.delete(place);
      shelf.dropEmpty(place);
    }
  }

  setTimers(timers: readonly TimerWrite[]): void {
    for (const { key, timer, due } of timers) {
      const shelf = this.#shelf(key.kind);
      const place = due === null ? shelf.find(key.key) : shelf.findOrMake(key.key);
      if (place === undefined) continue;
      unchain(place, timer);
      if (due === null) {
        shelf.dropEmpty(place);
        continue;
      }
      place.timers = {
        key: place,
        timer,
        minute: minuteOf(due),
        rest: restOf(due),
        isStale: false,
        next: place.timers,
      };
      this.#boxes.add(place.timers);
    }
  }

  /** The next timer due at or before `at`, taken out; undefined when there is none. */
  takeDue(at: number): DueTimer | undefined {
    const next = this.#boxes.take(at);
    if (next === undefined) return undefined;
    const { key: place, timer } = next;
    unchain(place, timer);
    const shelf = this.#shelf(place.kind);
    shelf.recall(place);
    shelf.dropEmpty(place);
    return { key: { kind: place.kind, key: place.key }, timer, due: dueAt(next) };
  }

  timers(): DueTimer[] {
    const all: PlaceTimer[] = [];
    for (const kind of KEY_KINDS) {
      for (const place of this.#shelf(kind).places.values()) {
        for (let timer = place.timers; timer !== null; timer = timer.next) all.push(timer);
      }
    }
    return all.sort(byDue).map((timer) => ({
      key: { kind: timer.key.kind, key: timer.key.key },
      timer: timer.timer,
      due: dueAt(timer),
    }));
  }

  /** Every value, in key order. */
  entries(): [StateKey, StateValue][] {
    const all: [StateKey, StateValue][] = [];
    for (const kind of KEY_KINDS) {
      for (const { key, value } of this.#shelf(kind).places.values())
        if (value !== undefined) all.push([{ kind, key }, value]);
    }
    return all.sort((a, b) => compareKeys(a[0], b[0]));
  }

  /** Removes what says nothing any more at `at`. */
  purge(at: number): void {
    for (const [place, until] of this.#until) {
      if (until >= at) continue;
      this.#until.delete(place);
      place.value = undefined;
      this.#shelf(place.kind).dropEmpty(place);
    }
  }
}

/** Takes the timer of that name out of the chain; it is passed over when its box comes up. */
function unchain(place: Place, name: string): void {
  let before: PlaceTimer | null = null;
  for (let timer = place.timers; timer !== null; before = timer, timer = timer.next) {
    if (timer.timer !== name) continue;
    timer.isStale = true;
    if (before === null) place.timers = timer.next;
    else before.next = timer.next;
    return;
  }
}
