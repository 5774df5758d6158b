/** Timers by when they are due. The instants lie beside each other in memory, so that looking for the next one touches little else. */
import { compareKeys, type StateKey } from "./key.ts";

export interface HeapEntry {
  key: StateKey;
  timer: string;
  due: number;
  /** Set again or taken away since: passed over when it comes up. */
  isStale: boolean;
}

export class TimerHeap {
  readonly #dues: number[] = [];
  readonly #entries: HeapEntry[] = [];

  top(): HeapEntry | undefined {
    return this.#entries[0];
  }

  push(entry: HeapEntry): void {
    const [dues, entries] = [this.#dues, this.#entries];
    let at = dues.push(entry.due) - 1;
    entries.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(entry.due, entry, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    dues[at] = entry.due;
    entries[at] = entry;
  }

  pop(): void {
    const [dues, entries] = [this.#dues, this.#entries];
    const entry = entries.pop();
    const due = dues.pop();
    if (entry === undefined || due === undefined || entries.length === 0) return;
    let at = 0;
    for (let child = 1; child < dues.length; child = at * 2 + 1) {
      const right = dues[child + 1];
      if (right !== undefined && this.#isRightFirst(child, right)) child += 1;
      if (this.#isBefore(due, entry, child)) break;
      this.#move(child, at);
      at = child;
    }
    dues[at] = due;
    entries[at] = entry;
  }

  #move(from: number, to: number): void {
    this.#dues[to] = this.#dues[from] ?? 0;
    const entry = this.#entries[from];
    if (entry !== undefined) this.#entries[to] = entry;
  }

  #isRightFirst(child: number, due: number): boolean {
    const left = this.#dues[child] ?? 0;
    if (due !== left) return due < left;
    const [a, b] = [this.#entries[child], this.#entries[child + 1]];
    return a !== undefined && b !== undefined && byDue(b, a) < 0;
  }

  #isBefore(due: number, entry: HeapEntry, place: number): boolean {
    const other = this.#dues[place] ?? 0;
    if (due !== other) return due < other;
    const beside = this.#entries[place];
    return beside !== undefined && byDue(entry, beside) < 0;
  }
}

export function byDue(a: HeapEntry, b: HeapEntry): number {
  return a.due - b.due || compareKeys(a.key, b.key) || (a.timer < b.timer ? -1 : a.timer > b.timer ? 1 : 0);
}
