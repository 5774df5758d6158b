/** Values that follow from a list, kept once for all who come with the same list. Found step by step, without making a text of it. */

/** Where some items have led to; null: to nothing that is kept. */
export type Way<K, V> = Branch<K, V> | null;

interface Branch<K, V> {
  value: V | undefined;
  next: Map<K, Branch<K, V>> | null;
}

export class Shared<K, V> {
  readonly start: Way<K, V> = { value: undefined, next: null };
  readonly #most: number;
  #count = 0;

  /** `most`: branches that it keeps; what comes after is made anew each time. */
  constructor(most: number) {
    this.#most = most;
  }

  of(list: readonly K[], make: () => V): V {
    let way = this.start;
    for (const item of list) way = this.next(way, item);
    return this.at(way, make);
  }

  next(way: Way<K, V>, item: K): Way<K, V> {
    if (way === null) return null;
    let next = way.next?.get(item);
    if (next !== undefined) return next;
    if (this.#count >= this.#most) return null;
    this.#count += 1;
    next = { value: undefined, next: null };
    way.next ??= new Map();
    way.next.set(item, next);
    return next;
  }

  at(way: Way<K, V>, make: () => V): V {
    if (way === null) return make();
    way.value ??= make();
    return way.value;
  }
}
