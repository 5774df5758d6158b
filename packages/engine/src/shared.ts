/** Values that follow from a list, kept once for all who come with the same list. Found step by step, without making a text of it. */

interface Branch<K, V> {
  value: V | undefined;
  next: Map<K, Branch<K, V>> | null;
}

export class Shared<K, V> {
  readonly #root: Branch<K, V> = { value: undefined, next: null };
  readonly #most: number;
  #count = 0;

  /** `most`: branches that it keeps; what comes after is made anew each time. */
  constructor(most: number) {
    this.#most = most;
  }

  of(list: readonly K[], make: () => V): V {
    let branch = this.#root;
    for (const item of list) {
      let next = branch.next?.get(item);
      if (next === undefined) {
        if (this.#count >= this.#most) return make();
        this.#count += 1;
        next = { value: undefined, next: null };
        branch.next ??= new Map();
        branch.next.set(item, next);
      }
      branch = next;
    }
    branch.value ??= make();
    return branch.value;
  }
}
