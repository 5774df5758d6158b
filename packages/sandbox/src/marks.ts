/** What each of many orders has passed, as bits side by side. A place is used again when its order has left. */
export class MarkSets {
  #bits = new Int32Array(1024);
  readonly #words: number;
  readonly #free: number[] = [];
  #places = 0;

  /** Marks are numbered from 0. */
  constructor(marks: number) {
    this.#words = Math.max(1, (marks + 31) >>> 5);
  }

  /** A place without a mark. */
  take(): number {
    const place = this.#free.pop() ?? this.#places++;
    const end = (place + 1) * this.#words;
    if (end > this.#bits.length) {
      const more = new Int32Array(Math.max(end, this.#bits.length * 2));
      more.set(this.#bits);
      this.#bits = more;
    }
    return place;
  }

  /** Whether it was not there yet. */
  add(place: number, mark: number): boolean {
    const at = place * this.#words + (mark >>> 5);
    const bit = 1 << (mark & 31);
    const known = this.#bits[at] as number;
    if ((known & bit) !== 0) return false;
    this.#bits[at] = known | bit;
    return true;
  }

  leave(place: number): void {
    this.#bits.fill(0, place * this.#words, (place + 1) * this.#words);
    this.#free.push(place);
  }
}

/** Marks as they are heard: filled and emptied with every event, it makes nothing. */
export class MarkList {
  #marks = new Int32Array(64);
  count = 0;

  add(mark: number): void {
    if (this.count === this.#marks.length) {
      const more = new Int32Array(this.count * 2);
      more.set(this.#marks);
      this.#marks = more;
    }
    this.#marks[this.count] = mark;
    this.count += 1;
  }

  at(place: number): number {
    return this.#marks[place] as number;
  }

  clear(): void {
    this.count = 0;
  }

  all(): number[] {
    return [...this.#marks.subarray(0, this.count)];
  }
}
