/** State in memory, for replay, tests and the page: a view, its writes, its timers in the order in which they are due. */
import type { StateWrite, TimerWrite } from "./effect.ts";
import { compareKeys, KEY_KINDS, type KeyKind, type StateKey } from "./key.ts";
import type { StateValue, StateView } from "./state.ts";
import { byDue, type HeapEntry, TimerHeap } from "./timer-heap.ts";

export interface DueTimer {
  key: StateKey;
  timer: string;
  due: number;
}

type ByKind<T> = Record<KeyKind, Map<string, T>>;
const byKind = <T>(): ByKind<T> => ({ order: new Map(), batch: new Map(), counter: new Map(), channel: new Map() });

export class MemoryState implements StateView {
  readonly #values = byKind<StateValue>();
  /** A key has one or two timers. */
  readonly #timers = byKind<HeapEntry[]>();
  readonly #heap = new TimerHeap();
  /** Values that may be purged: the shell of a database deletes them by their `until`. */
  readonly #until = byKind<number>();

  get(key: StateKey): StateValue | undefined {
    return this.#values[key.kind].get(key.key);
  }

  write(writes: readonly StateWrite<StateValue>[]): void {
    for (const { key, value, until } of writes) {
      if (value === null) this.#values[key.kind].delete(key.key);
      else this.#values[key.kind].set(key.key, value);
      if (until !== undefined) this.#until[key.kind].set(key.key, until);
    }
  }

  setTimers(timers: readonly TimerWrite[]): void {
    for (const { key, timer, due } of timers) {
      const all = this.#timers[key.kind];
      const known = all.get(key.key);
      const at = known?.findIndex((entry) => entry.timer === timer) ?? -1;
      const before = known?.[at];
      if (before !== undefined) before.isStale = true;
      if (due === null) {
        if (known === undefined || before === undefined) continue;
        known.splice(at, 1);
        if (known.length === 0) all.delete(key.key);
        continue;
      }
      const entry: HeapEntry = { key, timer, due, isStale: false };
      if (known === undefined) all.set(key.key, [entry]);
      else if (before === undefined) known.push(entry);
      else known[at] = entry;
      this.#heap.push(entry);
    }
  }

  /** The next timer due at or before `at`, taken out; undefined when there is none. */
  takeDue(at: number): DueTimer | undefined {
    for (let top = this.#heap.top(); top !== undefined && (top.isStale || top.due <= at); top = this.#heap.top()) {
      this.#heap.pop();
      if (top.isStale) continue;
      const { key, timer, due } = top;
      this.setTimers([{ key, timer, due: null }]);
      return { key, timer, due };
    }
    return undefined;
  }

  timers(): DueTimer[] {
    const all = KEY_KINDS.flatMap((kind) => [...this.#timers[kind].values()].flat());
    return all.sort(byDue).map(({ key, timer, due }) => ({ key, timer, due }));
  }

  /** Every value, in key order. */
  entries(): [StateKey, StateValue][] {
    const all: [StateKey, StateValue][] = [];
    for (const kind of KEY_KINDS) {
      for (const [key, value] of this.#values[kind]) all.push([{ kind, key }, value]);
    }
    return all.sort((a, b) => compareKeys(a[0], b[0]));
  }

  /** Removes what says nothing any more at `at`. */
  purge(at: number): void {
    for (const kind of KEY_KINDS) {
      for (const [key, until] of this.#until[kind]) {
        if (until >= at) continue;
        this.#values[kind].delete(key);
        this.#until[kind].delete(key);
      }
    }
  }
}
