/** A list that is filled and emptied with every event: it keeps its room, where an array that is emptied takes it anew. */
export class Refilled<T> {
  /** Only the first `count` are there. */
  readonly items: T[] = [];
  count = 0;

  add(item: T): void {
    this.items[this.count] = item;
    this.count += 1;
  }

  clear(): void {
    this.count = 0;
  }
}
