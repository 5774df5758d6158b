/** State in memory, for replay, tests and the page: a view, its writes, its timers in the order in which they are due. */
import type { StateWrite, TimerWrite } from "./effect.ts";
import { compareKeys, type KeyKind, keyText, type StateKey } from "./key.ts";
import type { StateValue, StateView } from "./state.ts";

export interface DueTimer {
  key: StateKey;
  timer: string;
  due: number;
}

interface Entry extends DueTimer {
  name: string;
  /** Set again or taken away since: passed over when it comes up. */
  isStale: boolean;
}

export class MemoryState implements StateView {
  readonly #values: Record<KeyKind, Map<string, StateValue>> = {
    order: new Map(),
    batch: new Map(),
    counter: new Map(),
    channel: new Map(),
  };
  readonly #timers = new Map<string, Entry>();
  readonly #heap: Entry[] = [];
  /** Values that may be purged: the shell of a database deletes them by their `until`. */
  readonly #until: { key: StateKey; until: number }[] = [];

  get(key: StateKey): StateValue | undefined {
    return this.#values[key.kind].get(key.key);
  }

  write(writes: readonly StateWrite<StateValue>[]): void {
    for (const { key, value, until } of writes) {
      if (value === null) this.#values[key.kind].delete(key.key);
      else this.#values[key.kind].set(key.key, value);
      if (until !== undefined && value !== null) this.#until.push({ key, until });
    }
  }

  setTimers(timers: readonly TimerWrite[]): void {
    for (const { key, timer, due } of timers) {
      const name = `${keyText(key)}|${timer}`;
      const known = this.#timers.get(name);
      if (known !== undefined) known.isStale = true;
      this.#timers.delete(name);
      if (due === null) continue;
      const entry: Entry = { key, timer, due, name, isStale: false };
      this.#timers.set(name, entry);
      push(this.#heap, entry);
    }
  }

  /** The next timer due at or before `at`, taken out; undefined when there is none. */
  takeDue(at: number): DueTimer | undefined {
    for (let top = this.#heap[0]; top !== undefined && (top.isStale || top.due <= at); top = this.#heap[0]) {
      pop(this.#heap);
      if (top.isStale) continue;
      this.#timers.delete(top.name);
      return { key: top.key, timer: top.timer, due: top.due };
    }
    return undefined;
  }

  timers(): DueTimer[] {
    return [...this.#timers.values()].sort(byDue).map(({ key, timer, due }) => ({ key, timer, due }));
  }

  /** Every value, in key order. */
  entries(): [StateKey, StateValue][] {
    const all: [StateKey, StateValue][] = [];
    for (const kind of ["order", "batch", "counter", "channel"] as const) {
      for (const [key, value] of this.#values[kind]) all.push([{ kind, key }, value]);
    }
    return all.sort((a, b) => compareKeys(a[0], b[0]));
  }

  /** Removes what says nothing any more at `at`. */
  purge(at: number): void {
    for (const { key, until } of this.#until.splice(0)) {
      if (until < at) this.#values[key.kind].delete(key.key);
      else this.#until.push({ key, until });
    }
  }
}

function byDue(a: Entry, b: Entry): number {
  return a.due - b.due || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || byDue(above, entry) <= 0) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    if (right !== undefined && byDue(right, left) < 0) child++;
    const below = heap[child];
    if (below === undefined || byDue(below, last) >= 0) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
}
