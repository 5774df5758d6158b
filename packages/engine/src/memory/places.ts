/**
 * What lies under each key: places in the order in which they came to be, and a table with open addressing that finds them. Hash
 * and place of a key lie side by side in the table, all that is known of a place side by side in one list, so that
 * looking for a key touches little memory; and those that came together, which are asked for together, lie together.
 */

/** Entries of the table at first; a power of two, at most half of them taken. */
const FIRST = 512;

/** Of each place: its key, its value, its first timer, after when it may be purged, and what its owner keeps beside. */
const STRIDE = 5;
const [VALUE, TIMER, UNTIL, BESIDE] = [1, 2, 3, 4];

/** Steps to a free entry that hashes do not come to by chance. */
const LONG = 256;

/** Where nothing is. */
export const NONE = -1;

export class Places<V, B = never> {
  /** Hash and place, one after the other; hash 0: nothing lies there. */
  #table = new Int32Array(FIRST * 2);
  #held: (string | V | number | B | undefined)[] = [];
  #free: number[] = [];
  #count = 0;
  /** Mixed into every hash: another one where keys fall together, because somebody may have chosen them so. */
  #seed = 0;
  #hasOther = false;

  /** The number of the key's place. */
  find(key: string): number {
    const hash = hashOf(key, this.#seed);
    const table = this.#table;
    const mask = table.length - 2;
    for (let at = (hash << 1) & mask; ; at = (at + 2) & mask) {
      const other = table[at] as number;
      if (other === 0) return NONE;
      if (other !== hash) continue;
      const place = table[at + 1] as number;
      if (this.#held[place] === key) return place;
    }
  }

  /** A place for a key that has none yet. */
  add(key: string): number {
    this.#count += 1;
    if (this.#count * 4 > this.#table.length) this.#grow();
    const known = this.#free.pop();
    const place = known ?? this.#held.length;
    if (known === undefined) this.#held.push(key, undefined, NONE, undefined, undefined);
    else this.#held[place] = key;
    if (put(this.#table, hashOf(key, this.#seed), place) > LONG && !this.#hasOther) this.#layAnew();
    return place;
  }

  /** Its number will be another's. */
  remove(place: number): void {
    const hash = hashOf(this.key(place), this.#seed);
    const table = this.#table;
    const mask = table.length - 2;
    let at = (hash << 1) & mask;
    while (table[at + 1] !== place || table[at] === 0) at = (at + 2) & mask;
    close(table, at);
    this.#held[place] = undefined;
    this.#held[place + VALUE] = undefined;
    this.#held[place + TIMER] = NONE;
    this.#held[place + UNTIL] = undefined;
    this.#held[place + BESIDE] = undefined;
    this.#free.push(place);
    this.#count -= 1;
  }

  // The casts of this room: what lies at each of the five.
  key(place: number): string {
    return this.#held[place] as string;
  }
  value(place: number): V | undefined {
    return this.#held[place + VALUE] as V | undefined;
  }
  setValue(place: number, value: V | undefined): void {
    this.#held[place + VALUE] = value;
  }
  timer(place: number): number {
    return this.#held[place + TIMER] as number;
  }
  setTimer(place: number, timer: number): void {
    this.#held[place + TIMER] = timer;
  }
  until(place: number): number | undefined {
    return this.#held[place + UNTIL] as number | undefined;
  }
  /** Nearly always the same again: written only where it is another. */
  setUntil(place: number, until: number | undefined): void {
    if (this.#held[place + UNTIL] !== until) this.#held[place + UNTIL] = until;
  }

  beside(place: number): B | undefined {
    return this.#held[place + BESIDE] as B | undefined;
  }
  setBeside(place: number, beside: B): void {
    this.#held[place + BESIDE] = beside;
  }

  /** All that are taken. */
  *all(): Generator<number> {
    for (let place = 0; place < this.#held.length; place += STRIDE) if (this.#held[place] !== undefined) yield place;
  }

  /** The most steps that a key is away from where it would lie alone. */
  longest(): number {
    const table = this.#table;
    let most = 0;
    for (let at = 0; at < table.length; at += 2)
      if (table[at] !== 0) most = Math.max(most, (at - ((table[at] as number) << 1)) & (table.length - 2));
    return most / 2;
  }

  /** Once for each size, so that no keys make it be done for ever. */
  #layAnew(): void {
    this.#seed = Math.imul(this.#seed + 1, 0x9e3779b1);
    this.#hasOther = true;
    this.#table.fill(0);
    for (const place of this.all()) put(this.#table, hashOf(this.key(place), this.#seed), place);
  }

  #grow(): void {
    const before = this.#table;
    this.#table = new Int32Array(before.length * 2);
    this.#hasOther = false;
    for (let at = 0; at < before.length; at += 2)
      if (before[at] !== 0) put(this.#table, before[at] as number, before[at + 1] as number);
  }
}

/** Returns how many others stood in its way. */
function put(table: Int32Array, hash: number, place: number): number {
  const mask = table.length - 2;
  let at = (hash << 1) & mask;
  let others = 0;
  for (; table[at] !== 0; others += 1) at = (at + 2) & mask;
  table[at] = hash;
  table[at + 1] = place;
  return others;
}

/** Fills the gap with those behind it that would have lain there or before. */
function close(table: Int32Array, gap: number): void {
  const mask = table.length - 2;
  let free = gap;
  for (let at = (gap + 2) & mask; ; at = (at + 2) & mask) {
    const hash = table[at] as number;
    if (hash === 0) break;
    if (((at - (hash << 1)) & mask) < ((at - free) & mask)) continue;
    table[free] = hash;
    table[free + 1] = table[at + 1] as number;
    free = at;
  }
  table[free] = 0;
}

/** Never 0. */
export function hashOf(key: string, seed: number): number {
  let hash = key.length ^ seed;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x5bd1e995) ^ (hash >>> 15);
  hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return hash ^ (hash >>> 15) || 1;
}
